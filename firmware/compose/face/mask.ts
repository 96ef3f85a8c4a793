import type { FrameMemory } from '../../platform/memory.js';
import { cosine, ONE, sine } from './angles.js';

const ARC_STEP = 4;

/** One byte a pixel: how much of a colour covers it. Lives in frame memory, where kernels may read it. */
export class Mask {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;

  constructor(memory: FrameMemory, width: number, height: number) {
    this.bytes = memory.allocate(width * height);
    this.width = width;
    this.height = height;
  }

  clear(): void {
    this.bytes.fill(0);
  }

  /**
   * Strokes a line with round ends and soft edges; coordinates and `radius` are pixels with a fraction. Division and square
   * root are exactly rounded on every engine, so the result is the same everywhere.
   */
  line(x0: number, y0: number, x1: number, y1: number, radius: number): void {
    const reach = radius + 1;
    const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
    const right = Math.min(this.width, Math.ceil(Math.max(x0, x1) + reach));
    const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
    const bottom = Math.min(this.height, Math.ceil(Math.max(y0, y1) + reach));
    const dx = x1 - x0;
    const dy = y1 - y0;
    const length2 = dx * dx + dy * dy;
    const { bytes, width } = this;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        const px = x + 0.5 - x0;
        const py = y + 0.5 - y0;
        const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length2));
        const ex = px - along * dx;
        const ey = py - along * dy;
        const cover = radius + 0.5 - Math.sqrt(ex * ex + ey * ey);
        if (cover <= 0) continue;
        const alpha = cover >= 1 ? 255 : Math.round(cover * 255);
        const at = y * width + x;
        if (alpha > bytes[at]!) bytes[at] = alpha;
      }
    }
  }

  /** Strokes part of an ellipse; angles in 256ths of a turn and multiples of 4, clockwise from the right; may run backwards. */
  arc(x: number, y: number, rx: number, ry: number, from: number, to: number, radius: number): void {
    // Chords of a 64th of a turn: within a fifth of a pixel of the ellipse up to a radius of 160.
    const step = from < to ? ARC_STEP : -ARC_STEP;
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
