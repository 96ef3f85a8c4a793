import type { Source } from '../../../firmware/compose/source.js';
import { Damage } from '../../../firmware/geometry/damage.js';
import { boardFor } from '../../../firmware/panel/boards.js';
import { PanelDriver } from '../../../firmware/panel/driver.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Bus } from '../../../firmware/platform/bus.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { countedCommands, writtenBytes } from '../../../firmware/power/counted-commands.js';
import { Counter, Ledger } from '../../../firmware/power/ledger.js';
import { createSurface } from '../../../firmware/surface/surface-memory.js';
import { VirtualBus } from '../../../simulator/bus/virtual-bus.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { CpuMeter, type WorkDone } from '../../../simulator/headless/cpu-meter.js';
import { esp32s3 } from '../../../simulator/headless/simulated-power.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';
import { VirtualPanel } from '../../../simulator/panel/virtual-panel.js';
import { EnergyMeter } from '../../../simulator/power/energy-meter.js';
import type { Energy } from '../../../simulator/power/price.js';
import { VirtualPort } from '../../../simulator/serial/virtual-port.js';

const POLL_MICROS = 5000;
const HANDLER_MICROS = 40;
const FRAME_MICROS = 33_333;

export interface PeerOptions {
  /** `naive` sends full frames and spins; `polling` has a handler every 5 ms, sends what is declared, and waits between. */
  readonly kind: 'naive' | 'polling';
  /** Register 51. */
  readonly brightness: number;
  readonly scene: (platform: Platform) => PeerScene;
}

export interface PeerScene {
  /** What is shown: the first that wants the glass draws. */
  readonly sources: readonly Source[];
  /** Takes what came over the line; answers the packets taken so far. */
  readonly poll?: (now: number) => number;
}

/** The main loops one finds in the field, on the same virtual panel, bus and ledger, at full clock and 60 Hz throughout. */
export class PeerLoop {
  readonly clock = new VirtualClock();
  readonly port = new VirtualPort();
  readonly platform: Platform;
  readonly panel: VirtualPanel;
  readonly #options: PeerOptions;
  readonly #ledger = new Ledger(0);
  readonly #energy: EnergyMeter;
  readonly #cpu: CpuMeter;
  readonly #bus: VirtualBus;
  readonly #driver: PanelDriver;
  readonly #surface: Surface;
  readonly #damage: Damage;
  readonly #scene: PeerScene;
  readonly #done = { packets: 0, frames: 0, windows: 0 };
  #holder: Source | undefined;

  constructor(options: PeerOptions) {
    const model = panelModel('co5300-410x502');
    const board = boardFor(model.name);
    const { memory, kernels } = loadKernelsFile();
    const { clockHz, framing } = board;
    this.#options = options;
    this.panel = new VirtualPanel({ model, framing, clockHz, seed: 1 });
    this.#bus = new VirtualBus({ clock: this.clock, board, panel: this.panel });
    this.#cpu = new CpuMeter((): WorkDone => ({ ...this.#done }));
    const platform: Platform = {
      board,
      clock: { now: () => Math.floor(this.clock.time), alarm: () => {} },
      bus: this.#bus,
      ports: [this.port],
      inputs: { take: () => false },
      power: { facts: esp32s3, rest: () => {}, processorClock: () => {}, panelRail: () => {} },
      memory,
      kernels: this.#cpu.kernels(kernels),
      deviceId: new Uint8Array(8),
      address: '',
      attach: () => {},
    };
    this.platform = { ...platform, bus: this.#counted(platform) };
    this.#energy = new EnergyMeter(this.#ledger, this.panel);
    this.#bus.onTouch = () => this.#energy.look(this.clock.time);
    this.#driver = new PanelDriver({ model, bus: this.platform.bus });
    this.#surface = createSurface(memory, model.width, model.height);
    this.#damage = new Damage(model.width, model.height);
    this.#scene = options.scene(this.platform);
    this.#start();
  }

  /** Microjoules so far. */
  energy(): Energy {
    return this.#energy.read(this.clock.time).total;
  }

  /** Handler calls that found the processor waiting. */
  get interrupts(): number {
    return this.#ledger.total(Counter.interrupts);
  }

  setBrightness(level: number): void {
    this.#driver.hold(this.#bus.busy, this.#now());
    this.#driver.setBrightness(level, this.#now());
  }

  /** Its books are kept at each write, as nobody else counts them. */
  #counted({ bus, board }: Platform): Bus {
    const ledger = this.#ledger;
    return {
      ...countedCommands(bus, board, ledger),
      write(windows, count, surface, start) {
        let pixels = 0;
        for (let at = 0; at < count * 4; at += 4) {
          pixels += (windows[at + 2]! - windows[at]!) * (windows[at + 3]! - windows[at + 1]!);
        }
        ledger.add(Counter.windows, count);
        ledger.add(Counter.pixels, pixels);
        ledger.add(Counter.busBytes, writtenBytes(board, count, pixels));
        bus.write(windows, count, surface, start);
      },
    };
  }

  /** Puts the panel into operation, with the first picture on it, and begins to loop. */
  #start(): void {
    const { clock } = this;
    const driver = this.#driver;
    driver.setBrightness(this.#options.brightness, 0);
    driver.start(0);
    const settle = (): void => {
      while (driver.wakeAt !== Number.POSITIVE_INFINITY) {
        clock.runUntil(driver.wakeAt);
        driver.step(this.#now());
      }
    };
    settle();
    this.#draw();
    this.#damage.addWhole();
    this.#send();
    while (this.#bus.busy) clock.runUntil(clock.next);
    driver.frameWritten(this.#now());
    settle();
    const loop = this.#options.kind === 'naive' ? this.#spin : this.#handle;
    clock.schedule(clock.time, loop);
  }

  #now(): number {
    return Math.floor(this.clock.time);
  }

  /** Full frames, 30 a second, as if nothing else were to do. The processor never rests. */
  readonly #spin = (): void => {
    this.#scene.poll?.(this.#now());
    this.clock.schedule(this.clock.time + FRAME_MICROS, this.#spin);
    if (this.#bus.busy) return;
    this.#draw();
    this.#damage.addWhole();
    this.#send();
  };

  /** The handler of a timer: looks at everything, sends what was drawn, waits again. */
  readonly #handle = (): void => {
    const now = this.#now();
    this.#ledger.wake(now);
    this.#cpu.begin();
    this.#done.packets = this.#scene.poll?.(now) ?? 0;
    if (!this.#bus.busy && this.#draw()) this.#send();
    const until = now + Math.round(HANDLER_MICROS + this.#cpu.spent);
    this.#ledger.rest(Counter.wait240, until);
    this.clock.schedule(Math.max(now + POLL_MICROS, until), this.#handle);
  };

  #draw(): boolean {
    const source = this.#scene.sources.find(({ wants }) => wants);
    const now = this.#now();
    const whole = source !== this.#holder;
    this.#damage.clear();
    if (source === undefined || (!whole && source.wakeAt > now)) return false;
    if (whole) this.#damage.addWhole();
    this.#holder = source;
    source.draw(this.#surface, this.#damage, now, whole);
    this.#done.frames += 1;
    return !this.#damage.isEmpty;
  }

  #send(): void {
    const { regions } = this.#damage;
    for (let index = 0; index < regions.count; index += 1) this.#driver.alignWindow(regions, index);
    this.#done.windows += regions.count;
    this.platform.bus.write(regions.data, regions.count, this.#surface, 0);
  }
}
