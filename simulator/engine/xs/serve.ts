import { Controller } from '../../../firmware/controller.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import type { EventKind, EventSink } from '../../../firmware/platform/events.js';
import type { Kernels } from '../../../firmware/platform/kernels.js';
import type { FrameMemory } from '../../../firmware/platform/memory.js';
import { chargedKernels } from '../../headless/charged-kernels.js';
import { fromHex, readPower } from '../../transcript/transcript.js';
import { MessageReader } from '../message-reader.js';
import { type Allocate, MessageWriter } from '../message-writer.js';
import { Ask, type Beginning, Call } from '../messages.js';
import type { BytePipe } from '../pipe.js';
import { writeStatus } from '../status.js';
import { PipePlatform } from './pipe-platform.js';
import { pipeCrypto, pipeFlash } from './pipe-store.js';

/** Where a firmware finds kernels and memory. */
export interface Machine {
  readonly kernels: Kernels;
  readonly memory: FrameMemory;
  /** For messages: a picture on its way is none of the firmware's memory. */
  readonly allocate: Allocate;
}

/** Runs a firmware for a simulator at the other end of `pipe`, in step with it, until the simulator goes; `gone` is called then, while the firmware still has its memory. */
export function serve(pipe: BytePipe, machine: Machine, gone: () => void): void {
  const engine = new Engine(pipe, machine);
  while (engine.obey());
  gone();
  engine.close();
}

class Engine {
  readonly #pipe: BytePipe;
  readonly #machine: Machine;
  readonly #reader: MessageReader;
  readonly #writer: MessageWriter;
  readonly #calls: PipePlatform;
  #controller: Controller | undefined;
  #sink: EventSink | undefined;
  #now = 0;
  #kernelMicros = 0;

  constructor(pipe: BytePipe, machine: Machine) {
    this.#pipe = pipe;
    this.#machine = machine;
    this.#reader = new MessageReader(machine.allocate);
    this.#writer = new MessageWriter(machine.allocate);
    this.#calls = new PipePlatform(this.#writer, this.#reader, pipe);
  }

  /** Waits for what is asked next, and does it; answers whether the simulator was still there. */
  obey(): boolean {
    const ask = this.#reader.receive(this.#pipe);
    if (ask === -1) return false;
    try {
      this.#do(ask);
      this.#status();
      this.#writer.begin(Call.done);
    } catch (error) {
      this.#writer.begin(Call.threw);
      this.#writer.text(String(error));
    }
    this.#writer.send(this.#pipe);
    return true;
  }

  close(): void {
    this.#controller?.close();
  }

  #do(ask: number): void {
    const reader = this.#reader;
    this.#now = reader.number();
    if (ask === Ask.begin) this.#begin(JSON.parse(reader.text()) as Beginning);
    else if (ask === Ask.note) this.#sink!.note(reader.byte() as EventKind, reader.number());
    else if (ask === Ask.step) this.#sink!.step(this.#now);
    else if (ask === Ask.settle) this.#controller!.ledger.settle(this.#now);
    else throw new RangeError(`nothing can be asked by ${ask}`);
  }

  #begin({ board, panel, ports, deviceId, address, power, flash, hasCrypto, costs }: Beginning): void {
    const calls = this.#calls;
    const kernels = chargedKernels(this.#machine.kernels, costs, (micros) => {
      this.#kernelMicros += micros;
    });
    this.#controller = new Controller(
      {
        board,
        clock: { now: () => this.#now, alarm: (at) => calls.alarm(at) },
        bus: calls.bus,
        ports: Array.from({ length: ports }, (_, port) => calls.port(port)),
        inputs: { take: (into) => calls.takeInput(into) },
        power: calls.power(readPower(power), () => this.#status()),
        memory: this.#machine.memory,
        kernels,
        fault: (error) => calls.fault(error),
        ...(flash > 0 ? { flash: pipeFlash(calls.asking, flash) } : {}),
        ...(hasCrypto ? { crypto: pipeCrypto(calls.asking) } : {}),
        deviceId: fromHex(deviceId),
        address,
        attach: (sink) => {
          this.#sink = sink;
        },
      },
      panelModel(panel),
    );
    this.#controller.start();
  }

  #status(): void {
    const controller = this.#controller;
    if (controller === undefined) return;
    const { ledger, presenter, chain, compositor, link, governor, wakes } = controller;
    this.#writer.begin(Call.status);
    const kernelMicros = this.#kernelMicros;
    writeStatus(this.#writer, { ledger, presenter, chain, compositor, link, governor, wakes, kernelMicros });
  }
}
