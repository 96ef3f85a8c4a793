import type { PanelModel } from '../../firmware/panel/model.js';
import { panelModel } from '../../firmware/panel/models/registry.js';
import type { EventKind, EventSink } from '../../firmware/platform/events.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { cpuCosts } from '../headless/cpu-costs.js';
import type { RunningFirmware } from '../headless/running-firmware.js';
import { toHex, writePower } from '../transcript/transcript.js';
import { EngineError } from './engine-error.js';
import { MessageReader } from './message-reader.js';
import { MessageWriter } from './message-writer.js';
import { Ask, type Beginning, Call } from './messages.js';
import type { BytePipe } from './pipe.js';
import { RemoteCalls } from './remote-calls.js';
import { RemoteLedger } from './remote-ledger.js';
import { EngineStatus, readStatus } from './status.js';

/** A process that runs a firmware. */
export interface EngineProcess extends BytePipe {
  close(): void;
}

/**
 * A firmware that runs in another process, on another engine, in step with this one: whatever its platform reports is
 * asked of it and waited for, and what it calls for meanwhile is done here, in its order. So it sees the same times and
 * answers as one that runs in this process, and does the same.
 */
export class RemoteFirmware implements RunningFirmware, EventSink {
  readonly #platform: Platform;
  readonly #process: EngineProcess;
  readonly #calls: RemoteCalls;
  readonly #reader = new MessageReader();
  readonly #writer = new MessageWriter();
  readonly #status = new EngineStatus();
  readonly #panel: string;
  #isAsked = false;
  readonly ledger = new RemoteLedger((now) => this.#ask(Ask.settle, now));
  readonly presenter = this.#status.presenter;
  readonly chain = this.#status.chain;
  readonly compositor = this.#status.compositor;
  readonly link = this.#status.link;
  readonly governor = this.#status.governor;

  /** `model` is one of the registry: the other process has it by its name. Throws `RangeError` otherwise. */
  constructor(platform: Platform, model: PanelModel, process: EngineProcess) {
    this.#panel = panelModel(model.name).name;
    this.#platform = platform;
    this.#process = process;
    this.#calls = new RemoteCalls(platform);
    platform.attach(this);
  }

  get wakes(): number {
    return this.#status.wakes;
  }

  get kernelMicros(): number {
    return this.#status.kernelMicros;
  }

  start(): void {
    const { board, ports, deviceId, address, power, flash, crypto } = this.#platform;
    const beginning: Beginning = {
      board,
      panel: this.#panel,
      ports: ports.length,
      deviceId: toHex(deviceId, 0, deviceId.length),
      address,
      power: writePower(power.facts),
      flash: flash?.bytes ?? 0,
      hasCrypto: crypto !== undefined,
      costs: cpuCosts,
    };
    this.#ask(Ask.begin, this.#platform.clock.now(), () => this.#writer.text(JSON.stringify(beginning)));
  }

  /** The process ends; the panel keeps what it shows. */
  close(): void {
    this.#platform.clock.alarm(Number.POSITIVE_INFINITY);
    this.#process.close();
  }

  note(kind: EventKind, when: number): void {
    this.#ask(Ask.note, this.#platform.clock.now(), () => {
      this.#writer.byte(kind);
      this.#writer.number(when);
    });
  }

  step(now: number): void {
    this.#ask(Ask.step, now);
  }

  #ask(ask: number, now: number, fields?: () => void): void {
    if (this.#isAsked) throw new Error('the platform reports in the middle of a call');
    this.#isAsked = true;
    this.#writer.begin(ask);
    this.#writer.number(now);
    fields?.();
    this.#writer.send(this.#process);
    while (this.#obey());
    this.#isAsked = false;
  }

  /** Takes one message of the process; answers whether there is more to come. */
  #obey(): boolean {
    const reader = this.#reader;
    const call = reader.receive(this.#process);
    if (call === -1) throw new EngineError('The engine has stopped.');
    if (call === Call.threw) throw new EngineError(`The firmware has thrown: ${reader.text()}`);
    if (call === Call.done) return false;
    if (call === Call.status) readStatus(reader, this.#status, this.ledger);
    else this.#calls.obey(call, reader, this.#writer, this.#process);
    return true;
  }
}
