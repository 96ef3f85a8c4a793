import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Platform } from '../../../firmware/platform/platform.js';

const MINUTE_MICROS = 60_000_000;
/** Segments a, b, c ... g of a digit, bit 0 first. */
const DIGITS = [0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f];
/** Each segment in a cell of 4 x 7 strokes: left, top, width, height. */
const SEGMENTS = [
  [0, 0, 4, 1],
  [3, 0, 1, 4],
  [3, 3, 1, 4],
  [0, 6, 4, 1],
  [0, 3, 1, 4],
  [0, 0, 1, 4],
  [0, 3, 4, 1],
] as const;

/** A peer's always-on clock: HH:MM in seven segments on black, and below it a bar that brings lit pixels to 8 in 100. */
export class PlainClock implements Source {
  readonly name = 'clock';
  readonly wants = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = 0;
  readonly #kernels: CheckedKernels;

  constructor({ kernels }: Platform) {
    this.#kernels = new CheckedKernels(kernels);
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const { width, height, stride, bytes } = back;
    const minute = Math.floor(now / MINUTE_MICROS);
    const fill = (left: number, top: number, across: number, down: number, colour: number): void =>
      this.#kernels.fillRows(bytes, top * stride + left * 2, stride, across, down, colour);
    if (whole) fill(0, 0, width, height, 0);
    const stroke = Math.floor(width / 30);
    const top = Math.floor(height / 3);
    const left = (width - 23 * stroke) >> 1;
    fill(left, top, 23 * stroke, 7 * stroke, 0);
    let lit = 0;
    const digits = [
      Math.floor(minute / 600) % 6,
      Math.floor(minute / 60) % 10,
      Math.floor(minute / 10) % 6,
      minute % 10,
    ];
    digits.forEach((digit, place) => {
      const from = left + (place * 6 + (place > 1 ? 1 : 0)) * stroke;
      SEGMENTS.forEach(([x, y, across, down], segment) => {
        if ((DIGITS[digit]! & (1 << segment)) === 0) return;
        fill(from + x * stroke, top + y * stroke, across * stroke, down * stroke, 0xffff);
      });
    });
    for (let y = top; y < top + 7 * stroke; y += 1) {
      for (let x = left; x < left + 23 * stroke; x += 1) lit += bytes[y * stride + x * 2]! >> 7;
    }
    const barTop = top + 9 * stroke;
    const rows = 2 * stroke;
    const bar = Math.max(0, Math.round((width * height * 0.08 - lit) / rows));
    fill(0, barTop, width, rows, 0);
    fill(0, barTop, bar, rows, 0xffff);
    damage.add(left, top, left + 23 * stroke, top + 7 * stroke);
    damage.add(0, barTop, width, barTop + rows);
    this.wakeAt = (minute + 1) * MINUTE_MICROS;
  }
}
