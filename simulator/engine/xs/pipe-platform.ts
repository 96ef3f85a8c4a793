import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Bus } from '../../../firmware/platform/bus.js';
import type { BytePort } from '../../../firmware/platform/byte-port.js';
import type { InputReading } from '../../../firmware/platform/inputs.js';
import type { PowerControl, PowerFacts } from '../../../firmware/platform/power.js';
import type { MessageReader } from '../message-reader.js';
import type { MessageWriter } from '../message-writer.js';
import { Ask, Call } from '../messages.js';
import type { BytePipe } from '../pipe.js';
import type { Asking } from './pipe-store.js';

/** A firmware's calls, as messages to the simulator that has its platform. Those that no answer is waited for go with the next that is. */
export class PipePlatform {
  readonly #writer: MessageWriter;
  readonly #reader: MessageReader;
  readonly #pipe: BytePipe;
  readonly asking: Asking;

  constructor(writer: MessageWriter, reader: MessageReader, pipe: BytePipe) {
    this.#writer = writer;
    this.#reader = reader;
    this.#pipe = pipe;
    this.asking = { writer, reader, awaitAnswer: () => this.#awaitAnswer() };
  }

  alarm(at: number): void {
    this.#writer.begin(Call.alarm);
    this.#writer.number(at);
  }

  readonly bus: Bus = {
    command: (code, params = []) => {
      this.#writer.begin(Call.command);
      this.#writer.byte(code);
      for (const param of params) this.#writer.byte(param);
    },
    write: (windows, count, surface, start) => this.#write(windows, count, surface, start),
    awaitTe: () => this.#writer.begin(Call.awaitTe),
    origin: (x, y) => {
      this.#writer.begin(Call.origin);
      this.#writer.number(x);
      this.#writer.number(y);
    },
    reset: (low) => {
      this.#writer.begin(Call.reset);
      this.#writer.byte(low ? 1 : 0);
    },
  };

  /** `beforeClock` is called before the processor's rate changes: what was done until then was done at the old one. */
  power(facts: PowerFacts, beforeClock: () => void): PowerControl {
    return {
      facts,
      rest: (rest, until) => {
        this.#writer.begin(Call.rest);
        this.#writer.byte(rest);
        this.#writer.number(until);
      },
      processorClock: (megahertz) => {
        beforeClock();
        this.#writer.begin(Call.processorClock);
        this.#writer.number(megahertz);
      },
      panelRail: (on) => {
        this.#writer.begin(Call.panelRail);
        this.#writer.byte(on ? 1 : 0);
      },
    };
  }

  fault(error: unknown): void {
    this.#writer.begin(Call.fault);
    this.#writer.text(String(error));
  }

  port(number: number): BytePort {
    return {
      read: (into) => {
        this.#writer.begin(Call.portRead);
        this.#writer.number(number);
        this.#writer.number(into.length);
        this.#awaitAnswer();
        const { left } = this.#reader;
        this.#reader.bytes(into, 0, left);
        return left;
      },
      write: (from, at, length) => {
        this.#writer.begin(Call.portWrite);
        this.#writer.number(number);
        this.#writer.bytes(from, at, length);
        this.#awaitAnswer();
        return this.#reader.number();
      },
    };
  }

  takeInput(into: InputReading): boolean {
    this.#writer.begin(Call.takeInput);
    this.#awaitAnswer();
    if (this.#reader.left === 0) return false;
    into.kind = this.#reader.number();
    into.value = this.#reader.number();
    into.when = this.#reader.number();
    return true;
  }

  #write(windows: Uint16Array, count: number, surface: Surface, start: number): void {
    const writer = this.#writer;
    writer.begin(Call.write);
    writer.number(start);
    writer.number(surface.width);
    writer.number(surface.height);
    writer.number(count);
    for (let at = 0; at < count * 4; at += 1) writer.number(windows[at]!);
    for (let at = 0; at < count * 4; at += 4) {
      const left = windows[at]!;
      const rowBytes = (windows[at + 2]! - left) * 2;
      for (let y = windows[at + 1]!; y < windows[at + 3]!; y += 1)
        writer.bytes(surface.bytes, y * surface.stride + left * 2, rowBytes);
    }
  }

  #awaitAnswer(): void {
    this.#writer.send(this.#pipe);
    if (this.#reader.receive(this.#pipe) !== Ask.answer) throw new Error('the simulator has gone');
  }
}
