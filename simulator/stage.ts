import { RealTime } from './clock/real-time.js';
import type { NorFlash } from './flash/nor-flash.js';
import { Simulation, type SimulationOptions } from './headless/simulation.js';
import type { LineSettings } from './page/live-messages.js';
import type { HostEnd } from './plug.js';
import { Plug } from './plug.js';

export interface StageOptions {
  readonly panel: string;
  readonly seed: number;
  /** Where a person finds this simulator. */
  readonly address: string;
  readonly line: LineSettings;
  /** Makes the firmware, on another engine than this one. */
  readonly firmware?: NonNullable<SimulationOptions['firmware']>;
  /** The flash of the device with a panel; a blank one each time where absent. */
  readonly flash?: (panel: string) => NorFlash;
}

export interface StageListener {
  /** Something happened in the simulated world: what can be seen may have changed. */
  ran?(): void;
  /** Another device runs now. */
  exchanged?(): void;
  /** The line's settings changed. */
  lineChanged?(): void;
}

/**
 * The one device that runs in real time. It can be exchanged for another panel's, which is as if one board were
 * unplugged and another plugged in: whoever was connected loses the line.
 */
export class Stage {
  readonly #options: StageOptions;
  readonly #listeners = new Set<StageListener>();
  readonly #plugs = new Set<Plug>();
  #simulation: Simulation;
  #time: RealTime;
  #line: LineSettings;
  #latencyMillis: number | null = null;
  /** Bytes of regions that hosts have sent, by codec. */
  readonly codecBytes = { raw: 0, px565: 0 };

  constructor(options: StageOptions) {
    this.#options = options;
    this.#line = options.line;
    [this.#simulation, this.#time] = this.#start(options.panel);
  }

  get simulation(): Simulation {
    return this.#simulation;
  }

  get line(): LineSettings {
    return this.#line;
  }

  /** From the last byte of the frame shown last to its first row on the glass; null before the first. */
  get latencyMillis(): number | null {
    return this.#latencyMillis;
  }

  /** Answers what ends the listening. */
  listen(listener: StageListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Brings the device's present to the wall's, for one who only looks. */
  catchUp(): void {
    this.#time.catchUp();
  }

  /** Connects a host to a free port; the one that has been connected longest makes room where there is none. */
  plug(host: HostEnd): Plug {
    const taken = new Set([...this.#plugs].map((plug) => plug.port));
    const free = this.#simulation.ports.find((port) => !taken.has(port));
    const oldest = [...this.#plugs].find((plug) => !plug.isLasting) ?? [...this.#plugs][0];
    if (free === undefined) oldest?.unplug();
    const port = free ?? oldest?.port;
    if (port === undefined) throw new Error('the device has no port');
    const plug = new Plug({
      port,
      host,
      clock: this.#simulation.clock,
      line: this.#line,
      seed: this.#options.seed + this.#plugs.size,
      enter: (act) => this.#time.enter(act),
      gone: (gone) => this.#plugs.delete(gone),
      codecBytes: this.codecBytes,
      shown: (micros) => {
        this.#latencyMillis = micros / 1000;
      },
    });
    this.#plugs.add(plug);
    return plug;
  }

  setLine(line: LineSettings): void {
    this.#line = line;
    this.#time.enter(() => {
      for (const plug of this.#plugs) plug.setLine(line);
    });
    for (const listener of this.#listeners) listener.lineChanged?.();
  }

  /** Exchanges the device. Throws `RangeError` on a panel that nobody knows. */
  setPanel(panel: string): void {
    const before = this.#simulation;
    const beforeTime = this.#time;
    const next = this.#start(panel);
    beforeTime.stop();
    for (const plug of this.#plugs) plug.unplug();
    before.close();
    [this.#simulation, this.#time] = next;
    this.#latencyMillis = null;
    for (const listener of this.#listeners) listener.exchanged?.();
  }

  close(): void {
    this.#time.stop();
    for (const plug of this.#plugs) plug.unplug();
    this.#simulation.close();
  }

  #start(panel: string): [Simulation, RealTime] {
    const { seed, address, firmware, flash } = this.#options;
    const simulation = new Simulation({
      panel,
      seed,
      address,
      ...(firmware && { firmware }),
      ...(flash && { flash: flash(panel) }),
    });
    const time = new RealTime(simulation.clock, () => {
      for (const listener of this.#listeners) listener.ran?.();
    });
    return [simulation, time];
  }
}
