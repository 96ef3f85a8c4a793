import type { BenchResult } from './bench-result.js';
import type { Measured, Milliwatts } from './power/measure.js';
import { deepNight, type Scenario, scenarios } from './power/scenarios.js';

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

function roundedPower({ controller, bus, panel, total }: Milliwatts): Milliwatts {
  return { controller: rounded(controller), bus: rounded(bus), panel: rounded(panel), total: rounded(total) };
}

/**
 * What five days in a rear screen's life take, in virtual time for their whole length, and what two common main loops take
 * for the same on the same virtual bus and ledger. A model: controller and bus apart from the panel, and always a ratio.
 */
export async function run(): Promise<BenchResult> {
  const missed: string[] = [];
  const results = (await scenarios()).map((scenario) => result(scenario, missed));
  const deep = deepNight();
  const night = results.at(-1)!;
  if (deep.milliwatts.total > 0.1)
    missed.push(`${night.name} in deep sleep takes ${deep.milliwatts.total} mW, at most 0.1 are wanted`);
  const json = {
    model: true,
    scenarios: results.map(({ realSeconds: _, ...rest }) => rest),
    deepSleepOvernight: { milliwatts: roundedPower(deep.milliwatts), wakesPerHour: rounded(deep.wakesPerHour) },
  };
  const counts: Record<string, number> = {};
  for (const { name, milliwatts, wakesPerHour, naive, polling } of results) {
    counts[`${name}: controller and bus, uW`] = Math.round((milliwatts.controller + milliwatts.bus) * 1000);
    counts[`${name}: panel, uW`] = Math.round(milliwatts.panel * 1000);
    counts[`${name}: wakes an hour`] = wakesPerHour;
    counts[`${name}: naive, uW`] = Math.round(naive.total * 1000);
    counts[`${name}: polling, uW`] = Math.round(polling.total * 1000);
  }
  counts['overnight in deep sleep, uW'] = Math.round(deep.milliwatts.total * 1000);
  return {
    tables: [
      {
        title: 'Power by scenario, mW (a model)',
        columns: ['', 'controller', 'bus', 'panel', 'total', 'naive', 'polling', 'ctrl+bus: 1/', 'wakes/h', 'real s'],
        rows: results.map(({ name, milliwatts, naive, polling, ratioToPolling, wakesPerHour, realSeconds }) => [
          name,
          ...[milliwatts.controller, milliwatts.bus, milliwatts.panel, milliwatts.total, naive.total, polling.total],
          rounded(1 / ratioToPolling, 1).toFixed(1),
          wakesPerHour.toFixed(1),
          realSeconds.toFixed(1),
        ]),
      },
      {
        title: 'Share of the time in each mode, percent',
        columns: ['', 'active', 'idle', 'aod', 'sleep'],
        rows: results.map(({ name, residency }) => [
          name,
          ...['active', 'idle', 'aod', 'sleep'].map((mode) => ((residency[mode] ?? 0) * 100).toFixed(2)),
        ]),
      },
    ],
    json,
    counts,
    missed,
  };
}

function result({ name, target, own, naive, polling }: Scenario, missed: string[]) {
  const measured: Measured = own();
  const { milliwatts, wakesPerHour, residency, realSeconds } = measured;
  const peers = { naive: naive(), polling: polling() };
  const ratio = (milliwatts.controller + milliwatts.bus) / (peers.polling.controller + peers.polling.bus);
  if (milliwatts.total > target.total) {
    missed.push(`${name} takes ${rounded(milliwatts.total)} mW, at most ${target.total} are wanted`);
  }
  if (target.wakesPerHour !== undefined && wakesPerHour > target.wakesPerHour) {
    missed.push(`${name} wakes ${rounded(wakesPerHour, 1)} times an hour, at most ${target.wakesPerHour} are wanted`);
  }
  if (target.ratio !== undefined && ratio > 1 / target.ratio) {
    const part = rounded(1 / ratio, 1);
    missed.push(
      `${name}: controller and bus take 1/${part} of the polling loop's, at most 1/${target.ratio} is wanted`,
    );
  }
  return {
    name,
    milliwatts: roundedPower(milliwatts),
    wakesPerHour: rounded(wakesPerHour, 1),
    residency,
    naive: roundedPower(peers.naive),
    polling: roundedPower(peers.polling),
    ratioToPolling: rounded(ratio, 4),
    realSeconds,
  };
}
