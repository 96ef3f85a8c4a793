import { packBytes } from '../../hosts/studio/inspect.js';
import { Rehearsal, type RehearsedPower, rehearsedModes } from '../../simulator/headless/rehearsal.js';
import type { BenchResult } from './bench-result.js';
import { countInstructions, missingTool } from './codec/instructions.js';
import { type PackCase, packCases } from './packs/cases.js';
import { decodeJobs } from './packs/decode-jobs.js';
import { packSteps, stepsTable } from './packs/engine-steps.js';
import { installSeconds } from './packs/install.js';
import { wakesOf } from './power/measure.js';

/** Lines a pack is installed over, bytes a second. */
const lines = [800_000, 200_000];
const measuredSeconds = { active: 10, idle: 10, aod: 120 } as const;
/** A 60-picture sprite loop over an illustration takes no more. */
const mostLoopBytes = 1_600_000;
/** What always-on scenes and, of the faces that come with Verso, active ones may take, milliwatts; and wakes an hour always on. */
const mostAlwaysOn = 22.2;
const mostActive = 88;
const mostWakes = 62;

interface Weighed extends PackCase {
  readonly modes: Readonly<Record<(typeof rehearsedModes)[number], RehearsedPower>>;
  /** Of active: bus cycles and frames in a second. */
  readonly cycles: number;
  readonly frames: number;
  readonly torn: number;
  /** Of always on: exits from sleep in an hour. */
  readonly wakesPerHour: number;
  readonly installs: readonly number[];
  /** Instructions a pixel of the deltas; null where nothing moves, or cannot be counted. */
  readonly instructions: number | null;
}

/** What packs weigh and cost: bytes, build time, decoding, bus, milliwatts (a model) and installing, all but the build in virtual time. */
export async function run(): Promise<BenchResult> {
  const weighed: Weighed[] = [];
  for (const each of await packCases()) weighed.push(await weigh(each));
  const missed = weighed.flatMap(({ name, file, modes, torn, wakesPerHour, isOwn }) => [
    ...(file.length > mostLoopBytes ? [`${name} takes ${file.length} bytes, at most ${mostLoopBytes} are wanted`] : []),
    ...(modes.aod.total > mostAlwaysOn
      ? [`${name} takes ${fixed(modes.aod.total)} mW always on, at most ${mostAlwaysOn} are wanted`]
      : []),
    ...(isOwn && modes.active.total > mostActive
      ? [`${name} takes ${fixed(modes.active.total)} mW while it is looked at, at most ${mostActive} are wanted`]
      : []),
    ...(wakesPerHour > mostWakes
      ? [`${name} wakes ${wakesPerHour} times an hour always on, at most ${mostWakes} are wanted`]
      : []),
    ...(torn > 0 ? [`${name}: ${torn} presents tore, none may`] : []),
  ]);
  return {
    tables: [
      {
        title: 'Packs: bytes, building, decoding, bus while active',
        columns: [
          '',
          'bytes',
          'build ms',
          'instr./pixel',
          'frames/s',
          'kcycles/s',
          'install 0.8 MB/s, s',
          '200 KB/s, s',
        ],
        rows: weighed.map(({ name, file, buildMillis, instructions, frames, cycles, installs }) => [
          name,
          file.length,
          Math.round(buildMillis),
          instructions ?? '-',
          frames,
          Math.round(cycles / 1000),
          ...installs,
        ]),
      },
      {
        title: 'Milliwatts by mode at 150 nit (a model): controller + bus / panel',
        columns: ['', ...rehearsedModes, 'wakes/h, aod'],
        rows: weighed.map(({ name, modes, wakesPerHour }) => [
          name,
          ...rehearsedModes.map(
            (mode) => `${fixed(modes[mode].controller + modes[mode].bus)} / ${fixed(modes[mode].panel)}`,
          ),
          wakesPerHour,
        ]),
      },
      stepsTable(),
    ],
    json: {
      model: true,
      engineSteps: packSteps(),
      packs: weighed.map(({ file, buildMillis: _, ...rest }) => ({ ...rest, bytes: file.length })),
    },
    counts: Object.fromEntries(weighed.filter(({ isOwn }) => !isOwn).flatMap(countsOf)),
    missed,
  };
}

async function weigh(each: PackCase): Promise<Weighed> {
  const rehearsal = new Rehearsal(each.panel, packBytes(each.file));
  if (!rehearsal.isShown) throw new Error(`${each.name} does not play`);
  const { simulation } = rehearsal;
  const before = simulation.statistics();
  const modes: Partial<Record<(typeof rehearsedModes)[number], RehearsedPower>> = {};
  let [cycles, frames, wakesPerHour] = [0, 0, 0];
  for (const mode of rehearsedModes) {
    if (mode !== 'active') rehearsal.enter(mode);
    const wakes = wakesOf(simulation);
    modes[mode] = rehearsal.measure(measuredSeconds[mode]);
    wakesPerHour = ((wakesOf(simulation) - wakes) * 3600) / measuredSeconds[mode];
    if (mode !== 'active') continue;
    const after = simulation.statistics();
    cycles = (after.bus.cycles - before.bus.cycles) / measuredSeconds.active;
    frames = (after.frames.presented - before.frames.presented) / measuredSeconds.active;
  }
  const { torn } = simulation.statistics().frames;
  rehearsal.close();
  const installs: number[] = [];
  for (const rate of lines) installs.push(await installSeconds(each.file, each.panel, rate));
  return {
    ...each,
    modes: modes as Weighed['modes'],
    cycles,
    frames,
    torn,
    wakesPerHour,
    installs,
    instructions: instructionsOf(each),
  };
}

function instructionsOf({ file }: PackCase): number | null {
  const jobs = decodeJobs(file);
  if (jobs.length === 0 || missingTool() !== null) return null;
  const counted = countInstructions(jobs).filter((work) => work.name.startsWith('region-'));
  const sum = (key: 'units' | 'instructions'): number => counted.reduce((all, work) => all + work[key], 0);
  return sum('instructions') / sum('units');
}

function countsOf({ name, file, modes, cycles, frames, installs }: Weighed): [string, number][] {
  return [
    [`${name}: bytes`, file.length],
    [`${name}: bus cycles a second`, Math.round(cycles)],
    [`${name}: frames in ten seconds`, Math.round(10 * frames)],
    ...rehearsedModes.map((mode): [string, number] => [
      `${name}: ${mode}, controller and bus, uW`,
      Math.round(1000 * (modes[mode].controller + modes[mode].bus)),
    ]),
    ...lines.map((rate, index): [string, number] => [
      `${name}: install at ${rate} B/s, ms`,
      Math.round(1000 * installs[index]!),
    ]),
  ];
}

function fixed(value: number): string {
  return value.toFixed(1);
}
