import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { copyRegion, createSurface } from '../../../firmware/surface/surface-memory.js';
import { putPixels } from './pictures.js';

const SIZE = 96;
const FRAME_MICROS = 33_333;
/** Frames after which the walk begins anew. */
const WALK = 240;

/** A round creature that walks to and fro over a wallpaper, 30 times a second: two pixels a frame, its feet in turn. */
export class Sprite implements Source {
  readonly name = 'sprite';
  readonly wants = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = 0;
  readonly #kernels: CheckedKernels;
  readonly #wallpaper: Surface;
  readonly #poses: readonly Surface[];
  #x = 0;
  #y = 0;

  constructor({ kernels, memory }: Platform, pixels: Uint16Array, width: number, height: number) {
    this.#kernels = new CheckedKernels(kernels);
    this.#wallpaper = createSurface(memory, width, height);
    putPixels(this.#wallpaper, pixels);
    this.#poses = [0, 1].map((pose) => {
      const surface = createSurface(memory, SIZE, SIZE);
      putPixels(surface, creature(pose));
      return surface;
    });
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const { width, height } = back;
    const frame = Math.floor(now / FRAME_MICROS);
    const step = frame % WALK;
    const x = 2 * (step < WALK / 2 ? step : WALK - step) + 20;
    const y = (height - SIZE) >> 1;
    if (whole) copyRegion(this.#kernels, back, this.#wallpaper, 0, 0, width, height);
    else {
      copyRegion(this.#kernels, back, this.#wallpaper, this.#x, this.#y, this.#x + SIZE, this.#y + SIZE);
      damage.add(this.#x, this.#y, this.#x + SIZE, this.#y + SIZE);
    }
    this.#stamp(back, this.#poses[(frame >> 2) & 1]!, x, y);
    damage.add(x, y, x + SIZE, y + SIZE);
    this.#x = x;
    this.#y = y;
    this.wakeAt = Math.ceil((frame + 1) * FRAME_MICROS);
  }

  /** Copies the creature, row by row where it is: its box's corners are the wallpaper's. */
  #stamp(back: Surface, pose: Surface, x: number, y: number): void {
    for (let row = 0; row < SIZE; row += 1) {
      const half = halfWidth(row);
      if (half === 0) continue;
      const left = SIZE / 2 - half;
      const to = (y + row) * back.stride + (x + left) * 2;
      this.#kernels.copyRows(
        back.bytes,
        to,
        back.stride,
        pose.bytes,
        row * pose.stride + left * 2,
        pose.stride,
        half * 4,
        1,
      );
    }
  }
}

/** Half of the creature's width in a row of its box. */
function halfWidth(row: number): number {
  const from = row - SIZE / 2 + 0.5;
  return Math.round(Math.sqrt(Math.max(0, 44 * 44 - from * from)));
}

/** A flat body with a belly, two eyes, and feet that change with the pose; pixel art in blocks of four. */
function creature(pose: number): Uint16Array {
  const pixels = new Uint16Array(SIZE * SIZE);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const blockX = (x >> 2) - 12;
      const blockY = (y >> 2) - 12;
      const isEye = blockY >= -4 && blockY <= -2 && (blockX === -4 || blockX === 3);
      const isBelly = blockX * blockX + (blockY - 4) * (blockY - 4) < 30;
      const isFoot = blockY > 8 && (pose === 0 ? blockX < -1 : blockX > 0);
      pixels[y * SIZE + x] = isEye ? 0x1082 : isFoot ? 0xc2c5 : isBelly ? 0xffd9 : 0xfd8c;
    }
  }
  return pixels;
}
