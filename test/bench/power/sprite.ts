import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { copyRegion, createSurface } from '../../../firmware/surface/surface-memory.js';
import { putPixels } from './pictures.js';
import { type Box, changedBoxes } from './sprite-changes.js';

const SIZE = 96;
const FRAME_MICROS = 33_333;
/** Frames after which the walk begins anew, and those a pose stands for. */
const WALK = 240;
const POSE_FRAMES = 4;
const STRIDE = 2;

/**
 * A sprite of 96 x 96 that walks to and fro over a wallpaper, 30 times a second: two pixels a frame, its feet in turn. With
 * `changes` it draws and declares what differs from the frame before, which it has worked out once for each pair of poses;
 * else its box where it was and where it is, as toolkits do.
 */
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
  readonly #changes: ReadonlyMap<string, readonly Box[]>;
  readonly #declares: 'changes' | 'boxes';
  #x = 0;
  #pose = 0;

  constructor(
    { kernels, memory }: Platform,
    pixels: Uint16Array,
    width: number,
    height: number,
    declares: 'changes' | 'boxes',
  ) {
    this.#kernels = new CheckedKernels(kernels);
    this.#declares = declares;
    this.#wallpaper = createSurface(memory, width, height);
    putPixels(this.#wallpaper, pixels);
    const poses = [creature(0), creature(1)];
    this.#poses = poses.map((pose) => {
      const surface = createSurface(memory, SIZE, SIZE);
      putPixels(surface, pose);
      return surface;
    });
    this.#changes = new Map(
      [0, 1].flatMap((from) =>
        [0, 1].flatMap((to) =>
          [-STRIDE, STRIDE].map(
            (moved) => [key(from, to, moved), changedBoxes(poses[from]!, poses[to]!, SIZE, moved)] as const,
          ),
        ),
      ),
    );
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const { width, height } = back;
    const frame = Math.floor(now / FRAME_MICROS);
    const step = frame % WALK;
    const x = STRIDE * (step < WALK / 2 ? step : WALK - step) + 20;
    const y = (height - SIZE) >> 1;
    const pose = Math.floor(frame / POSE_FRAMES) & 1;
    const before = this.#x;
    const boxes = this.#changes.get(key(this.#pose, pose, x - before));
    this.wakeAt = Math.ceil((frame + 1) * FRAME_MICROS);
    this.#x = x;
    if (whole) copyRegion(this.#kernels, back, this.#wallpaper, 0, 0, width, height);
    if (whole || this.#declares === 'boxes' || boxes === undefined) {
      if (!whole) this.#restore(back, damage, before, y, before + SIZE);
      this.#stamp(back, damage, pose, x, y, { left: 0, top: 0, right: SIZE, bottom: SIZE });
    } else {
      if (x > before) this.#restore(back, damage, before, y, x);
      else this.#restore(back, damage, x + SIZE, y, before + SIZE);
      for (const box of boxes) this.#stamp(back, damage, pose, x, y, box);
    }
    this.#pose = pose;
  }

  #restore(back: Surface, damage: Damage, left: number, top: number, right: number): void {
    copyRegion(this.#kernels, back, this.#wallpaper, left, top, right, top + SIZE);
    damage.add(left, top, right, top + SIZE);
  }

  #stamp(back: Surface, damage: Damage, pose: number, x: number, y: number, { left, top, right, bottom }: Box): void {
    const from = this.#poses[pose]!;
    const to = (y + top) * back.stride + (x + left) * 2;
    const at = top * from.stride + left * 2;
    this.#kernels.copyRows(back.bytes, to, back.stride, from.bytes, at, from.stride, (right - left) * 2, bottom - top);
    damage.add(x + left, y + top, x + right, y + bottom);
  }
}

function key(from: number, to: number, moved: number): string {
  return `${from} ${to} ${moved}`;
}

/** A robot on a square badge: a flat ground, a body with a visor, and feet that change with the pose. Blocks of four. */
function creature(pose: number): Uint16Array {
  const pixels = new Uint16Array(SIZE * SIZE);
  const paint = (left: number, top: number, width: number, height: number, colour: number): void => {
    for (let y = top; y < top + height; y += 1) pixels.fill(colour, y * SIZE + left, y * SIZE + left + width);
  };
  paint(0, 0, SIZE, SIZE, 0x5d1b);
  paint(16, 16, 64, 60, 0xfd8c);
  paint(28, 28, 40, 16, 0x1082);
  paint(pose === 0 ? 24 : 56, 76, 16, 8, 0xc2c5);
  return pixels;
}
