import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import { applyFrame, type Trace } from './trace.js';

/** A source that draws a trace: its first picture when it gets the glass, then a frame each time `next` was called. */
export class TraceSource implements Source {
  readonly name = 'trace';
  readonly wants = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = 0;
  /** What the glass is to show: the picture as it was replayed last. */
  readonly picture: Uint16Array;
  readonly #trace: Trace;
  #frame = -1;

  constructor(trace: Trace) {
    this.#trace = trace;
    this.picture = trace.base.slice();
  }

  /** Has the next frame drawn as soon as the firmware asks. */
  next(): void {
    this.#frame += 1;
    applyFrame(this.picture, this.#trace.width, this.#trace.frames[this.#frame]!);
    this.wakeAt = 0;
  }

  draw(back: Surface, damage: Damage, _now: number, whole: boolean): void {
    this.wakeAt = Number.POSITIVE_INFINITY;
    if (whole) {
      damage.addWhole();
      for (let y = 0; y < back.height; y += 1) this.#drawRow(back, y, 0, back.width);
      return;
    }
    const frame = this.#trace.frames[this.#frame];
    if (frame === undefined) return;
    for (const [x, y, width, height] of frame.declared) damage.add(x, y, x + width, y + height);
    for (const [y, x, length] of frame.spans) this.#drawRow(back, y, x, length);
  }

  #drawRow(back: Surface, y: number, x: number, length: number): void {
    const from = y * this.#trace.width + x;
    for (let at = 0; at < length; at += 1) {
      const pixel = this.picture[from + at]!;
      back.bytes[y * back.stride + 2 * (x + at)] = pixel >> 8;
      back.bytes[y * back.stride + 2 * (x + at) + 1] = pixel & 255;
    }
  }
}
