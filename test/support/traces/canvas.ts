import type { Rectangle } from './trace.js';

type Point = readonly [x: number, y: number];

/** A picture that traces are drawn on: RGB565 numbers. All it computes with is exact everywhere (square roots are). */
export class TraceCanvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint16Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint16Array(width * height);
  }

  /** Lays `colour` over a pixel, `alpha` 0 to 1. */
  blend(x: number, y: number, colour: number, alpha: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height || alpha <= 0) return;
    const at = y * this.width + x;
    const under = this.pixels[at]!;
    const part = (shift: number, mask: number): number => {
      const from = (under >> shift) & mask;
      const to = (colour >> shift) & mask;
      return Math.round(from + (to - from) * Math.min(alpha, 1)) << shift;
    };
    this.pixels[at] = part(11, 31) | part(5, 63) | part(0, 31);
  }

  rectangle([x, y, width, height]: Rectangle, colour: number): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
      this.pixels.fill(colour, row * this.width + Math.max(0, x), row * this.width + Math.min(this.width, x + width));
    }
  }

  /** A rectangle with rounded, smooth corners. */
  card(box: Rectangle, radius: number, colour: number): void {
    const [left, top, width, height] = box;
    for (let y = top; y < top + height; y += 1) {
      for (let x = left; x < left + width; x += 1) {
        const dx = Math.max(left + radius - x - 0.5, x + 0.5 - (left + width - radius), 0);
        const dy = Math.max(top + radius - y - 0.5, y + 0.5 - (top + height - radius), 0);
        this.blend(x, y, colour, radius + 0.5 - Math.sqrt(dx * dx + dy * dy));
      }
    }
  }

  /** Lines with round ends through points, smooth; `opacity` 0 to 1. */
  stroke(points: readonly Point[], radius: number, colour: number, opacity = 1): Rectangle {
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const reach = radius + 1;
    const left = Math.floor(Math.min(...xs) - reach);
    const top = Math.floor(Math.min(...ys) - reach);
    const right = Math.ceil(Math.max(...xs) + reach);
    const bottom = Math.ceil(Math.max(...ys) + reach);
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) {
        this.blend(x, y, colour, opacity * Math.min(1, radius + 0.5 - distance(x + 0.5, y + 0.5, points)));
      }
    }
    return [left, top, right - left, bottom - top];
  }

  /** Copies a rectangle from another picture of this size. */
  restore(from: TraceCanvas, [x, y, width, height]: Rectangle): void {
    const left = Math.max(0, x);
    const right = Math.min(this.width, x + width);
    if (right <= left) return;
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
      const at = row * this.width;
      this.pixels.set(from.pixels.subarray(at + left, at + right), at + left);
    }
  }

  copy(): TraceCanvas {
    const copy = new TraceCanvas(this.width, this.height);
    copy.pixels.set(this.pixels);
    return copy;
  }
}

function distance(x: number, y: number, points: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < points.length; at += 1) {
    const [ax, ay] = points[Math.max(0, at - 1)]!;
    const [bx, by] = points[at]!;
    const length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    const dx = x - ax - along * (bx - ax);
    const dy = y - ay - along * (by - ay);
    least = Math.min(least, Math.sqrt(dx * dx + dy * dy));
  }
  return least;
}
