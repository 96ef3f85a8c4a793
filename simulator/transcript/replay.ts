import { Controller } from '../../firmware/controller.js';
import { boardNamed } from '../../firmware/panel/boards.js';
import { panelModel } from '../../firmware/panel/models/registry.js';
import type { Bus } from '../../firmware/platform/bus.js';
import type { BytePort } from '../../firmware/platform/byte-port.js';
import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { InputReading } from '../../firmware/platform/inputs.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import type { FrameMemory } from '../../firmware/platform/memory.js';
import type { PowerControl } from '../../firmware/platform/power.js';
import { ReplayCrypto, replayFlash } from './replay-flash.js';
import { TranscribingBus } from './transcribing-bus.js';
import { transcribingFlash } from './transcribing-flash.js';
import { transcribingPower } from './transcribing-power.js';
import {
  fromHex,
  readPower,
  type TranscriptHeader,
  type TranscriptInput,
  type TranscriptOutput,
  toHex,
} from './transcript.js';

const nowhere: Bus = { command() {}, write() {}, awaitTe() {}, origin() {}, reset() {} };

/** A port that gives what the transcript says, when it says so. */
class ReplayPort implements BytePort {
  readonly #took = new Map<number, number>();
  readonly #sent: (hex: string) => void;
  #waiting: Uint8Array[] = [];
  #writes = 0;

  constructor(sent: (hex: string) => void) {
    this.#sent = sent;
  }

  arrive(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
  }

  /** The write of this index will be taken only in part. */
  fallShort(index: number, bytes: number): void {
    this.#took.set(index, bytes);
  }

  read(into: Uint8Array): number {
    let length = 0;
    for (let bytes = this.#waiting.shift(); bytes !== undefined; bytes = this.#waiting.shift()) {
      const part = bytes.subarray(0, into.length - length);
      into.set(part, length);
      length += part.length;
      if (part.length < bytes.length) {
        this.#waiting.unshift(bytes.subarray(part.length));
        break;
      }
    }
    return length;
  }

  write(from: Uint8Array, at: number, length: number): number {
    const taken = this.#took.get(this.#writes) ?? length;
    this.#writes += 1;
    if (taken > 0) this.#sent(toHex(from, at, taken));
    return taken;
  }
}

/**
 * Plays a transcript's inputs, open loop, to a fresh firmware in virtual time and answers what it did. Uses neither Node nor
 * the web, so that any engine can run it.
 */
export function replay(
  header: TranscriptHeader,
  inputs: readonly TranscriptInput[],
  machine: { readonly kernels: Kernels; readonly memory: FrameMemory },
): TranscriptOutput[] {
  const outputs: TranscriptOutput[] = [];
  const { kernels, memory } = machine;
  let time = 0;
  let alarmAt = Number.POSITIVE_INFINITY;
  let sink: EventSink | undefined;
  const now = (): number => time;
  const ports = Array.from(
    { length: header.ports },
    (_, port) => new ReplayPort((hex) => outputs.push([time, 'sent', port, hex])),
  );
  for (const input of inputs) if (input[1] === 'took') ports[input[2]]!.fallShort(input[3], input[4]);
  const readings: InputReading[] = [];
  const crypto = new ReplayCrypto(inputs.flatMap((input) => (input[1] === 'digest' ? [input[2]] : [])));
  const power: PowerControl = { facts: readPower(header.power), rest() {}, processorClock() {}, panelRail() {} };
  const controller = new Controller(
    {
      board: boardNamed(header.board),
      clock: {
        now,
        alarm: (at) => {
          alarmAt = at;
        },
      },
      bus: new TranscribingBus(nowhere, kernels, now, outputs),
      ports,
      inputs: {
        take: (into) => {
          const reading = readings.shift();
          if (reading !== undefined) Object.assign(into, reading);
          return reading !== undefined;
        },
      },
      power: transcribingPower(power, now, outputs),
      memory,
      kernels,
      ...(header.flash !== undefined && {
        flash: transcribingFlash(replayFlash(header.flash), kernels, now, outputs),
        crypto,
      }),
      deviceId: fromHex(header.deviceId),
      address: header.address,
      attach: (to) => {
        sink = to;
      },
    },
    panelModel(header.panel),
  );
  controller.start();
  const runAlarms = (until: number): void => {
    while (alarmAt <= until) {
      time = Math.max(time, alarmAt);
      alarmAt = Number.POSITIVE_INFINITY;
      sink?.step(time);
    }
  };
  let at = 0;
  while (at < inputs.length) {
    const when = inputs[at]![0];
    runAlarms(when - 1);
    time = when;
    // All that came in one microsecond is taken in one step.
    for (; at < inputs.length && inputs[at]![0] === when; at += 1) {
      const input = inputs[at]!;
      if (input[1] === 'took' || input[1] === 'digest') continue;
      if (input[1] === 'bytes') ports[input[2]]!.arrive(fromHex(input[3]));
      if (input[1] === 'verified') crypto.isGenuine = input[2];
      if (input[1] === 'input') readings.push({ kind: input[2], value: input[3], when: input[4] });
      sink?.note(input[1] === 'bytes' ? EventKind.readable : EventKind[input[1]], when);
    }
  }
  runAlarms(header.until);
  controller.close();
  return outputs;
}
