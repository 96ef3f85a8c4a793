import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Statistics } from '../../sdk/device-types.js';
import { ReplacedError } from '../../sdk/errors.js';
import { namedEndpoint, openDevice } from '../devices.js';
import { interruptSignal } from '../interrupt.js';
import { SparkLine } from '../spark-line.js';
import { kilobytes, Terminal } from '../terminal.js';

const everyMillis = 1000;
/** How much of the past the plots show. */
const PLOT_SECONDS = 20;
const modes = ['active', 'idle', 'aod', 'sleep'];

/** `monitor`: what the device does, once a second, until Ctrl-C. */
export function addMonitor(program: Command): void {
  program
    .command('monitor')
    .description('what the device does, once a second, until Ctrl-C')
    .action(async (_: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const named = namedEndpoint(command);
      const stop = new AbortController();
      interruptSignal().addEventListener('abort', () => stop.abort());
      const { device, endpoint } = await openDevice(named, true);
      let isReplaced = false;
      device.listen({
        lost: () => terminal.note('The device is away.'),
        found: () => terminal.note('The device is back.'),
        replaced: () => {
          isReplaced = true;
          stop.abort();
        },
      });
      terminal.note(`Watching ${device.info.panel} on ${endpoint.name}; Ctrl-C ends.`);
      try {
        const awake = new SparkLine(PLOT_SECONDS, 100);
        const wakes = new SparkLine(PLOT_SECONDS, 1);
        let before: Statistics | undefined;
        while (!stop.signal.aborted) {
          const now = await device.statistics().catch(() => undefined);
          if (now !== undefined) {
            if (before !== undefined) {
              const power = powerOf(before, now);
              awake.add(power.awakePercent);
              wakes.add(power.wakesPerSecond);
              const plots = `${power.mode.padStart(6)}  awake ${awake} ${power.awakePercent.toFixed(0).padStart(3)} %  wakes ${wakes} ${power.wakesPerSecond.toFixed(1).padStart(5)}/s`;
              terminal.result(`${lineOf(before, now)}  ${plots}`, { before, now });
            }
            before = now;
          }
          await sleep(everyMillis, undefined, { signal: stop.signal }).catch(() => undefined);
        }
      } finally {
        await device.close({ keep: true });
      }
      if (isReplaced) throw new ReplacedError('Another program took the device over: close it to watch again.');
    });
}

/** What cost energy between two looks: share of the time the processor did not sleep, and how often it woke. */
function powerOf(before: Statistics, now: Statistics): { awakePercent: number; wakesPerSecond: number; mode: string } {
  const grown = (name: keyof Statistics) => (now[name] ?? 0) - (before[name] ?? 0);
  const micros = Math.max(1, grown('upMicros'));
  const asleep = grown('lightSleepMicros') + grown('deepSleepMicros');
  return {
    awakePercent: Math.min(100, Math.max(0, (1 - asleep / micros) * 100)),
    wakesPerSecond: ((grown('lightWakes') + grown('deepWakes')) * 1_000_000) / micros,
    mode: modes[now.mode ?? -1] ?? '',
  };
}

function lineOf(before: Statistics, now: Statistics): string {
  const seconds = Math.max(1, (now.upMicros ?? 0) - (before.upMicros ?? 0)) / 1e6;
  const rate = (name: keyof Statistics) => ((now[name] ?? 0) - (before[name] ?? 0)) / seconds;
  return [
    new Date().toLocaleTimeString('en-GB'),
    `${rate('framesPresented').toFixed(1).padStart(5)} frames/s`,
    `${String(now.framesDropped ?? 0).padStart(5)} dropped`,
    `${String(now.framesTorn ?? 0).padStart(3)} torn`,
    `link ${kilobytes(Math.round(rate('linkBytesReceived'))).padStart(9)}/s`,
    `${String(now.linkPacketsBad ?? 0).padStart(4)} bad packets`,
    `bus ${kilobytes(Math.round(rate('busBytes'))).padStart(9)}/s`,
  ].join('  ');
}
