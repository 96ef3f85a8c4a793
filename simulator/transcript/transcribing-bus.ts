import type { Surface } from '../../firmware/pixels/surface.js';
import type { Bus } from '../../firmware/platform/bus.js';
import type { Kernels } from '../../firmware/platform/kernels.js';
import { type TranscriptOutput, toHex } from './transcript.js';

/** Writes down what is asked of a bus, and passes it on. */
export class TranscribingBus implements Bus {
  readonly #bus: Bus;
  readonly #kernels: Kernels;
  readonly #now: () => number;
  readonly #outputs: TranscriptOutput[];

  constructor(bus: Bus, kernels: Kernels, now: () => number, outputs: TranscriptOutput[]) {
    this.#bus = bus;
    this.#kernels = kernels;
    this.#now = now;
    this.#outputs = outputs;
  }

  command(code: number, params: Uint8Array | readonly number[] = []): void {
    const bytes = Uint8Array.from(params);
    this.#outputs.push([this.#now(), 'command', code, toHex(bytes, 0, bytes.length)]);
    this.#bus.command(code, params);
  }

  write(windows: Uint16Array, count: number, surface: Surface, start: number): void {
    let crc = 0;
    for (let at = 0; at < count * 4; at += 4) {
      const rowBytes = (windows[at + 2]! - windows[at]!) * 2;
      for (let y = windows[at + 1]!; y < windows[at + 3]!; y += 1) {
        crc = this.#kernels.crc32(crc, surface.bytes, y * surface.stride + windows[at]! * 2, rowBytes);
      }
    }
    this.#outputs.push([this.#now(), 'write', start, [...windows.subarray(0, count * 4)], crc]);
    this.#bus.write(windows, count, surface, start);
  }

  awaitTe(): void {
    this.#outputs.push([this.#now(), 'awaitTe']);
    this.#bus.awaitTe();
  }

  origin(x: number, y: number): void {
    this.#outputs.push([this.#now(), 'origin', x, y]);
    this.#bus.origin(x, y);
  }

  reset(low: boolean): void {
    this.#outputs.push([this.#now(), 'reset', low]);
    this.#bus.reset(low);
  }
}
