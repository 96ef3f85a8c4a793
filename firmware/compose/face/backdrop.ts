import type { Damage } from '../../geometry/damage.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';

/** Colours of the sky from the top to the bottom, 0..255 a component; even steps between them. */
const SKY = [14, 10, 36, 36, 20, 78, 84, 38, 116, 158, 70, 122] as const;
/** Ordered dithering of 4 x 4 pixels: 565 has too few steps for a calm gradient. */
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;
const STARS = 90;

/** The night sky behind the start face: any part of it can be drawn again, the same each time. */
export class Backdrop {
  readonly #kernels: CheckedKernels;
  readonly #width: number;
  readonly #height: number;
  /** x, y, brightness (0..2) of each star. */
  readonly #stars = new Uint16Array(STARS * 3);

  constructor(kernels: CheckedKernels, width: number, height: number) {
    this.#kernels = kernels;
    this.#width = width;
    this.#height = height;
    let random = 0x2f6e2b1;
    for (let star = 0; star < STARS; star += 1) {
      random = next(random);
      this.#stars[star * 3] = random % width;
      random = next(random);
      // Stars thin out towards the horizon.
      this.#stars[star * 3 + 1] = ((random % height) * (random % 997)) / 997;
      random = next(random);
      this.#stars[star * 3 + 2] = random % 7 === 0 ? 2 : random % 3 === 0 ? 1 : 0;
    }
  }

  /** Draws the region, which is then damaged. */
  draw(to: Surface, left: number, top: number, right: number, bottom: number, damage: Damage): void {
    // The pattern of four pixels begins at a multiple of four, and doubles from there.
    const start = left & ~3;
    const rowBytes = (Math.min(this.#width, right) - start) * 2;
    for (let y = top; y < bottom; y += 1) {
      const at = y * to.stride + start * 2;
      for (let x = 0; x < 4 && start + x < this.#width; x += 1) writePixel(to, start + x, y, this.#sky(x, y));
      for (let done = 8; done < rowBytes; done *= 2) {
        const bytes = Math.min(done, rowBytes - done);
        this.#kernels.copyRows(to.bytes, at + done, bytes, to.bytes, at, bytes, bytes, 1);
      }
    }
    const stars = this.#stars;
    for (let star = 0; star < STARS; star += 1) {
      const x = stars[star * 3]!;
      const y = stars[star * 3 + 1]!;
      if (x < start || x >= right || y < top || y >= bottom) continue;
      const brightness = stars[star * 3 + 2]!;
      writePixel(to, x, y, brightness === 2 ? 0xffff : brightness === 1 ? 0xbdda : 0x73b3);
    }
    damage.add(start, top, right, bottom);
  }

  #sky(x: number, y: number): number {
    const spans = SKY.length / 3 - 1;
    const position = (y * spans * 256) / this.#height;
    const span = Math.min(spans - 1, position >> 8);
    const part = position - span * 256;
    const threshold = BAYER[(y & 3) * 4 + (x & 3)]!;
    const red = mix(SKY[span * 3]!, SKY[span * 3 + 3]!, part);
    const green = mix(SKY[span * 3 + 1]!, SKY[span * 3 + 4]!, part);
    const blue = mix(SKY[span * 3 + 2]!, SKY[span * 3 + 5]!, part);
    return (dither(red, 31, threshold) << 11) | (dither(green, 63, threshold) << 5) | dither(blue, 31, threshold);
  }
}

function mix(from: number, to: number, part: number): number {
  return from + ((to - from) * part) / 256;
}

/** 0..255 to 0..steps; what is left over decides with the threshold (0..15). */
function dither(component: number, steps: number, threshold: number): number {
  return Math.min(steps, ((component * steps) / 255 + (threshold + 0.5) / 16) | 0);
}

function writePixel(to: Surface, x: number, y: number, pixel: number): void {
  const at = y * to.stride + x * 2;
  to.bytes[at] = pixel >> 8;
  to.bytes[at + 1] = pixel;
}

/** A linear congruential generator of 31 bits: the same stars on every device. */
function next(random: number): number {
  return (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
}
