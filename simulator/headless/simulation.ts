import type { Source } from '../../firmware/compose/source.js';
import { Controller } from '../../firmware/controller.js';
import type { PackPlayer } from '../../firmware/pack-keeper.js';
import { boardFor } from '../../firmware/panel/boards.js';
import type { PanelModel } from '../../firmware/panel/model.js';
import { panelModel } from '../../firmware/panel/models/registry.js';
import type { Board } from '../../firmware/platform/board.js';
import type { EventKind, EventSink } from '../../firmware/platform/events.js';
import type { InputKind } from '../../firmware/platform/inputs.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { type PowerFacts, Rest } from '../../firmware/platform/power.js';
import { LEDGER_MODES } from '../../firmware/power/ledger.js';
import { modeNames } from '../../firmware/power/modes.js';
import { VirtualBus } from '../bus/virtual-bus.js';
import type { WrittenWindows } from '../bus/written-windows.js';
import { VirtualClock } from '../clock/virtual-clock.js';
import { NorFlash } from '../flash/nor-flash.js';
import { VirtualCrypto } from '../flash/virtual-crypto.js';
import { VirtualFlash } from '../flash/virtual-flash.js';
import { loadKernelsFile } from '../kernels/kernels-file.js';
import { TearJudge } from '../panel/tear.js';
import { VirtualPanel } from '../panel/virtual-panel.js';
import { EnergyMeter, type EnergyReading } from '../power/energy-meter.js';
import { Random } from '../random.js';
import { VirtualPort } from '../serial/virtual-port.js';
import type { WorkDone } from './cpu-meter.js';
import { Processor } from './processor.js';
import type { RunningFirmware } from './running-firmware.js';
import { SimulatedClock } from './simulated-clock.js';
import { SimulatedInputs } from './simulated-inputs.js';
import { SimulatedPower } from './simulated-power.js';

/** What a board of 16 MiB leaves to packs, beside two copies of the firmware. */
export const FLASH_BYTES = 8 * 1024 * 1024;
/** How many endpoints can be plugged in at once. */
const PORTS = 4;

export interface SimulationOptions {
  /** Panel model of the registry; the default one where absent. */
  readonly panel?: string;
  /** A model from outside the registry, instead. */
  readonly model?: PanelModel;
  /** The model's devkit where absent. */
  readonly board?: Board;
  /** Decides the device id, GRAM's noise and the oscillator; 1 where absent. */
  readonly seed?: number;
  /** Error of the panel's oscillator, -0.08..0.08; drawn by the seed within 2 % where absent. */
  readonly oscillatorError?: number;
  /** Shown on the start face. */
  readonly address?: string;
  /** Draw between the host's stream and the start face; or what makes them, by the platform the firmware is given. */
  readonly sources?: readonly Source[] | ((platform: Platform) => readonly Source[]);
  /** Whether virtual time is charged for the controller's processor; free where absent. */
  readonly chargeCpu?: boolean;
  /** What differs from an ESP32-S3's sleep; see `esp32s3`. */
  readonly power?: Partial<PowerFacts>;
  /** Whether bytes that come while the processor sleeps, or is on its way out of it, are lost, as on a UART; none where absent. */
  readonly losesBytesAsleep?: boolean;
  /** What is in flash when it starts; blank where absent, `null` on a board without flash for packs. */
  readonly flash?: NorFlash | null;
  /** Draws the faces of packs, instead of the firmware's own player. */
  readonly player?: (platform: Platform) => PackPlayer;
  /** Stands between the firmware and the simulated platform, as a recorder does. */
  readonly wrap?: (platform: Platform) => Platform;
  /** Makes the firmware, on another engine; a `Controller` of this one where absent. Draws no `sources`, and cannot be charged. */
  readonly firmware?: (platform: Platform, model: PanelModel) => RunningFirmware;
}

/** Counters of a simulated device: `panel` and `frames.torn` are the virtual panel's own truth. */
export interface SimulationStatistics {
  readonly frames: { presented: number; dropped: number; torn: number; unslotted: number };
  readonly bus: { cycles: number; windows: number; bytes: number };
  readonly link: { bytesReceived: number; packetsGood: number; packetsBad: number; sessions: number };
  readonly wakes: { count: number };
  readonly panel: { warnings: number };
  readonly mode: string;
}

/** A whole device in virtual time: the firmware on a strict virtual panel. Runs as its `clock` is run. */
export class Simulation {
  readonly model: PanelModel;
  readonly board: Board;
  readonly clock = new VirtualClock();
  readonly panel: VirtualPanel;
  readonly bus: VirtualBus;
  /** Endpoints plug in here. */
  readonly ports: readonly VirtualPort[];
  readonly inputs: SimulatedInputs;
  readonly power: SimulatedPower;
  /** Absent on a board without. */
  readonly flash: VirtualFlash | undefined;
  readonly firmware: RunningFirmware;
  readonly tears: TearJudge;
  readonly #energy: EnergyMeter;
  readonly #windowsListeners: ((written: WrittenWindows) => void)[] = [];

  constructor(options: SimulationOptions = {}) {
    const random = new Random(options.seed ?? 1);
    this.model = options.model ?? panelModel(options.panel ?? 'co5300-410x502');
    this.board = options.board ?? boardFor(this.model.name);
    const deviceId = new Uint8Array(8);
    for (let index = 0; index < deviceId.length; index += 1) deviceId[index] = random.below(256);
    this.panel = new VirtualPanel({
      model: this.model,
      framing: this.board.framing,
      clockHz: this.board.clockHz,
      seed: random.uint32(),
      oscillatorError: options.oscillatorError ?? (random.fraction() - 0.5) * 0.04,
    });
    this.bus = new VirtualBus({ clock: this.clock, board: this.board, panel: this.panel });
    this.tears = new TearJudge(this.panel);
    this.bus.onWritten = (written) => {
      this.tears.judge(written);
      for (const listener of this.#windowsListeners) listener(written);
    };
    this.ports = Array.from({ length: PORTS }, () => new VirtualPort());
    const { memory, kernels } = loadKernelsFile();
    const clock = new SimulatedClock(this.clock);
    this.inputs = new SimulatedInputs(() => Math.ceil(this.clock.time));
    this.power = new SimulatedPower(this.clock, this.panel, options.power);
    const { flash: nor = new NorFlash(FLASH_BYTES) } = options;
    const flash = nor === null ? undefined : new VirtualFlash(this.clock, nor);
    const crypto = new VirtualCrypto(this.clock);
    this.flash = flash;
    const platform: Platform = {
      board: this.board,
      clock,
      bus: this.bus,
      ports: this.ports,
      inputs: this.inputs,
      power: this.power,
      memory,
      kernels,
      ...(flash && { flash, crypto }),
      deviceId,
      address: options.address ?? '',
      // Strict: what a device would survive is found here.
      fault: (error: unknown) => {
        throw error;
      },
      attach: (sink: EventSink) => {
        clock.attach(sink);
        this.bus.attach(sink);
        this.inputs.attach(sink);
        flash?.attach(sink);
        crypto.attach(sink);
        const report = (kind: EventKind): void => sink.note(kind, Math.ceil(this.clock.time));
        for (const port of this.ports) port.listen(report);
        if (options.losesBytesAsleep === true) this.#deafen();
      },
    };
    const work = (): WorkDone | undefined => this.#workDone();
    const processor = new Processor({ clock: this.clock, work, isCharged: options.chargeCpu === true });
    const processed = processor.wrap(platform);
    const { sources } = options;
    const drawn = typeof sources === 'function' ? sources(processed) : sources;
    const wrapped = options.wrap?.(processed) ?? processed;
    const player = options.player?.(processed);
    this.firmware = options.firmware?.(wrapped, this.model) ?? new Controller(wrapped, this.model, drawn, player);
    const energy = new EnergyMeter(this.firmware.ledger, this.panel);
    processor.energy = energy;
    this.bus.onTouch = () => energy.look(this.clock.time);
    this.#energy = energy;
    this.firmware.start();
  }

  /** The firmware's parts, where it runs in this process; throws `Error` where it does not. */
  get controller(): Controller {
    if (this.firmware instanceof Controller) return this.firmware;
    throw new Error('this firmware runs on another engine');
  }

  /** The lit glass at full brightness, one RGB565 value a pixel, as the beam has copied it by now. */
  glass(): Uint16Array {
    return this.panel.lookFullBrightness(this.clock.time);
  }

  /** Touches, presses, turns, plugs in or warms the device: `value` as its `InputKind` says. */
  press(kind: InputKind | number, value: number): void {
    this.inputs.press(kind, value);
  }

  /** Calls `listener` at the end of each write with its windows and times, in an object that is used again. */
  onWindows(listener: (written: WrittenWindows) => void): void {
    this.#windowsListeners.push(listener);
  }

  /** What the device has used since its start: a model. */
  energy(): EnergyReading {
    return this.#energy.read(this.clock.time);
  }

  statistics(): SimulationStatistics {
    const { presenter, chain, link, wakes } = this.firmware;
    const { cycles, windows, bytes } = this.bus.counts;
    const { bytesReceived, packetsGood, packetsBad, sessions } = link.counters;
    const { presented, unslotted } = presenter.counts;
    return {
      frames: { presented, dropped: chain.replaced, torn: this.tears.torn, unslotted },
      bus: { cycles, windows, bytes },
      link: { bytesReceived, packetsGood, packetsBad, sessions },
      wakes: { count: wakes },
      panel: { warnings: this.panel.warnings.count },
      mode: this.mode,
    };
  }

  /** How much of itself the device shows now: active, idle, aod or sleep. */
  get mode(): string {
    return modeNames[this.firmware.governor.mode];
  }

  #deafen(): void {
    const { clock, power } = this;
    let deafUntil = 0;
    const isDeaf = (): boolean => {
      const { lightExitMicros, deepExitMicros } = power.facts;
      if (power.resting !== Rest.wait && deafUntil <= clock.time)
        deafUntil = clock.time + (power.resting === Rest.lightSleep ? lightExitMicros : deepExitMicros);
      return clock.time < deafUntil;
    };
    for (const port of this.ports) port.isDeaf = isDeaf;
  }

  #workDone(): WorkDone | undefined {
    // The firmware's own constructor already calls kernels.
    const firmware = this.firmware as RunningFirmware | undefined;
    if (firmware === undefined) return undefined;
    const { link, compositor, presenter, ledger, kernelMicros = 0 } = firmware;
    const packets = link.counters.packetsGood + link.counters.packetsBad;
    const isPack = ledger.sources[Math.floor(ledger.cell / LEDGER_MODES)] === 'pack';
    return { packets, frames: compositor.frames, isPack, windows: presenter.counts.windows, kernelMicros };
  }

  close(): void {
    this.firmware.close();
  }
}
