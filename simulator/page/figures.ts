import { Counter } from '../../firmware/power/ledger.js';
import type { Simulation } from '../headless/simulation.js';
import type { Energy } from '../power/price.js';
import type { Stage } from '../stage.js';
import type { Figures } from './live-messages.js';

const second = 1_000_000;
const hour = 3600 * second;

interface Sample {
  readonly time: number;
  readonly presented: number;
  readonly dropped: number;
  readonly cycles: number;
  readonly linkBytes: number;
  readonly raw: number;
  readonly px565: number;
  readonly energy: Energy;
}

/** Figures of the last second out of a simulation's counters. Sampled when something happens, and once after it ended. */
export class FigureMeter {
  readonly #simulation: Simulation;
  readonly #codecBytes: Readonly<Stage['codecBytes']>;
  /** Oldest first; the first is a second old, or older where nothing was sampled since. */
  readonly #samples: Sample[] = [];
  #modes: [number, string][] = [];

  constructor({ simulation, codecBytes }: Stage) {
    this.#simulation = simulation;
    this.#codecBytes = codecBytes;
    this.sample();
  }

  /** Begins a second: something happens again after a rest. */
  mark(): void {
    this.#samples.length = 0;
    this.sample();
  }

  /** The figures now, of the last second or of the time since they were read last, if that is longer. `lineRate` is bytes a second, 0 where unlimited. */
  read(lineRate: number): Omit<Figures, 'kind' | 'windows' | 'latencyMillis' | 'recording'> {
    const statistics = this.#simulation.statistics();
    const last = this.sample();
    const first = this.#samples[0] ?? last;
    const seconds = Math.max(1, (last.time - first.time) / second);
    const presentedPerSecond = (last.presented - first.presented) / seconds;
    const busPercent = ((last.cycles - first.cycles) / this.#simulation.board.clockHz / seconds) * 100;
    const linkBytesPerSecond = (last.linkBytes - first.linkBytes) / seconds;
    // Between two frames a moving picture is still for a moment: it is idle once nothing came for a second.
    const mode = statistics.mode === 'idle' && last.presented > first.presented ? 'active' : statistics.mode;
    return {
      time: last.time,
      presentedPerSecond,
      presented: last.presented,
      dropped: last.dropped,
      torn: statistics.frames.torn,
      unslotted: statistics.frames.unslotted,
      busPercent: Math.min(100, busPercent),
      linkBytesPerSecond,
      codec: codecOf(last.raw - first.raw, last.px565 - first.px565),
      packetsBad: statistics.link.packetsBad,
      warnings: statistics.panel.warnings,
      mode,
      modes: this.#mode(last.time, mode),
      wakes: this.#wakes(),
      power: powerBetween(first, last),
      advice: adviceOn(linkBytesPerSecond, lineRate, (last.dropped - first.dropped) / seconds, busPercent),
    };
  }

  /** Keeps the counters of this moment. */
  sample(): Sample {
    const { frames, bus, link } = this.#simulation.statistics();
    const time = Math.floor(this.#simulation.clock.time);
    const sample = {
      time,
      presented: frames.presented,
      dropped: frames.dropped,
      cycles: bus.cycles,
      linkBytes: link.bytesReceived,
      energy: this.#simulation.energy().total,
      ...this.#codecBytes,
    };
    while ((this.#samples[1]?.time ?? time) <= time - second) this.#samples.shift();
    this.#samples.push(sample);
    return sample;
  }

  #wakes(): number {
    const { ledger } = this.#simulation.firmware;
    return ledger.total(Counter.lightWakes) + ledger.total(Counter.deepWakes);
  }

  #mode(time: number, mode: string): readonly [number, string][] {
    if (this.#modes.at(-1)?.[1] !== mode) this.#modes.push([time, mode]);
    while ((this.#modes[1]?.[0] ?? time) < time - hour) this.#modes.shift();
    return this.#modes;
  }
}

/** Microjoules of a stretch of microseconds as milliwatts; nothing where no time has passed. */
function powerBetween(first: Sample, last: Sample): Figures['power'] {
  const micros = Math.max(1, last.time - first.time);
  const power = (name: keyof Energy): number => ((last.energy[name] - first.energy[name]) * 1000) / micros;
  return { controller: power('controller'), bus: power('bus'), panel: power('panel') };
}

function codecOf(raw: number, px565: number): Figures['codec'] {
  if (raw + px565 === 0) return null;
  return px565 >= raw ? 'PX565' : 'raw';
}

/** Why pictures come slowly, where the device can tell; the host that sends them knows more. */
function adviceOn(linkBytes: number, lineRate: number, dropped: number, busPercent: number): string | null {
  if (lineRate > 0 && linkBytes > lineRate * 0.9)
    return `The line is full at ${Math.round(linkBytes / 1000)} KB/s. Try tolerance 1, smaller changes, or a faster line.`;
  if (busPercent > 95) return 'The panel bus is full: the frames change more of the glass than it can carry.';
  if (dropped >= 2 && linkBytes > 0)
    return `${Math.round(dropped)} frames/s are replaced before their turn: send fewer a second.`;
  return null;
}
