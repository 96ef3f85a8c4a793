import type { Kernels } from '../../platform/kernels.js';
import type { FrameMemory } from '../../platform/memory.js';
import { cosine, ONE, sine } from './angles.js';

const ARC_STEP = 4;
const SMALL = 40;

/** Kernels take ends of lines in 8ths of a pixel, and radii in 16ths. */
const END_PARTS = 8;
const RADIUS_PARTS = 16;

/** One byte a pixel: how much of a colour covers it. Lives in frame memory, where kernels may read it. */
export class Mask {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly #kernels: Kernels;

  constructor(memory: FrameMemory, kernels: Kernels, width: number, height: number) {
    this.#kernels = kernels;
    this.bytes = memory.allocate(width * height);
    this.width = width;
    this.height = height;
  }

  clear(): void {
    this.clearBox(0, 0, this.width, this.height);
  }

  /** Half-open, cut to the mask. */
  clearBox(left: number, top: number, right: number, bottom: number): void {
    const { bytes, width, height } = this;
    const from = Math.max(0, left);
    const until = Math.min(width, right);
    const rows = Math.min(height, bottom) - Math.max(0, top);
    if (from >= until || rows <= 0) return;
    const at = Math.max(0, top) * width + from;
    // The kernel fills pairs of bytes: an odd one goes by itself.
    const pairs = (until - from) >> 1;
    this.#kernels.fillRows(bytes, at, width, pairs, rows, 0);
    if ((until - from) % 2 === 1) for (let row = 0; row < rows; row += 1) bytes[at + row * width + 2 * pairs] = 0;
  }

  /** Strokes a line with round ends and soft edges; coordinates and `radius` are pixels with a fraction. */
  line(x0: number, y0: number, x1: number, y1: number, radius: number): void {
    const reach = radius + 1;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(this.width, Math.ceil(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(this.height, Math.ceil(Math.max(y0, y1) + reach));
    if (left >= right || top >= bottom) return;
    this.#kernels.strokeLine(
      this.bytes,
      top * this.width + left,
      this.width,
      right - left,
      bottom - top,
      Math.round((x0 - left) * END_PARTS),
      Math.round((y0 - top) * END_PARTS),
      Math.round((x1 - left) * END_PARTS),
      Math.round((y1 - top) * END_PARTS),
      Math.round(radius * RADIUS_PARTS),
    );
  }

  /** Strokes part of an ellipse; angles in 256ths of a turn and multiples of 4, clockwise from the right; may run backwards. */
  arc(x: number, y: number, rx: number, ry: number, from: number, to: number, radius: number): void {
    // Chords of a 64th of a turn are within a fifth of a pixel of the ellipse up to a radius of 160, of a 32nd up to 40.
    const length = rx <= SMALL && ry <= SMALL && (to - from) % (2 * ARC_STEP) === 0 ? 2 * ARC_STEP : ARC_STEP;
    const step = from < to ? length : -length;
    for (let angle = from; angle !== to; angle += step) {
      const next = angle + step;
      this.line(
        x + (rx * cosine(angle)) / ONE,
        y + (ry * sine(angle)) / ONE,
        x + (rx * cosine(next)) / ONE,
        y + (ry * sine(next)) / ONE,
        radius,
      );
    }
  }

  /** A disc that is full up to `core` and fades to nothing at `rim`, brightest inside; pixels with a fraction. */
  glow(x: number, y: number, core: number, rim: number, strength: number): void {
    const { bytes, width, height } = this;
    for (let row = Math.max(0, Math.floor(y - rim)); row < Math.min(height, Math.ceil(y + rim)); row += 1) {
      for (let column = Math.max(0, Math.floor(x - rim)); column < Math.min(width, Math.ceil(x + rim)); column += 1) {
        const dx = column + 0.5 - x;
        const dy = row + 0.5 - y;
        const distance = Math.sqrt(dx * dx + dy * dy);
        if (distance >= rim) continue;
        const fall = distance <= core ? 1 : (rim - distance) / (rim - core);
        const alpha = Math.round(strength * fall * fall);
        const at = row * width + column;
        if (alpha > bytes[at]!) bytes[at] = alpha;
      }
    }
  }
}
