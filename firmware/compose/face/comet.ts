import type { Damage } from '../../geometry/damage.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import { createSurface } from '../../surface/surface-memory.js';
import { cosine, ONE, sine, TURN } from './angles.js';
import type { Brush } from './brush.js';
import { Mask } from './mask.js';

/** Glows of the comet, its head first. */
const GLOWS = 9;
/** Steps of a turn between two of them. */
const GLOW_STEP = 3.5;
/** A whole turn takes so long. */
const TURN_MICROS = 7_000_000;
const COLOUR = 0xff19;

/** Where the comet runs: a tilted ellipse around (x, y), pixels. */
export interface Orbit {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  /** Pixels y grows a pixel of x. */
  readonly tilt: number;
}

/** Where a step of a turn lies on the orbit. */
export function orbitX(orbit: Orbit, angle: number): number {
  return orbit.x + (orbit.rx * between(cosine, angle)) / ONE;
}

export function orbitY(orbit: Orbit, angle: number): number {
  return orbit.y + (orbit.ry * between(sine, angle)) / ONE + (orbitX(orbit, angle) - orbit.x) * orbit.tilt;
}

function between(wave: (angle: number) => number, angle: number): number {
  const step = Math.floor(angle);
  const part = angle - step;
  return wave(step) * (1 - part) + wave(step + 1) * part;
}

/** A light with a tail on its way around the mark; keeps what lies under its orbit, so that a frame costs its own pixels. */
export class Comet {
  readonly #kernels: CheckedKernels;
  readonly #brush: Brush;
  readonly #orbit: Orbit;
  readonly #glows: Mask[] = [];
  readonly #under: Surface;
  readonly #left: number;
  readonly #top: number;
  /** Boxes of the glows as they stand in the picture: left, top. */
  readonly #placed = new Int16Array(GLOWS * 2);
  #visible = false;

  /** `size`: radius of the head, pixels. The orbit with the glows on it must lie inside the panel. */
  constructor(memory: FrameMemory, kernels: CheckedKernels, brush: Brush, orbit: Orbit, size: number) {
    this.#kernels = kernels;
    this.#brush = brush;
    this.#orbit = orbit;
    for (let glow = 0; glow < GLOWS; glow += 1) {
      const radius = (size * (GLOWS - glow)) / GLOWS + 1;
      const mask = new Mask(memory, kernels, Math.ceil(radius) * 2, Math.ceil(radius) * 2);
      const middle = mask.width / 2;
      mask.glow(middle, middle, glow === 0 ? radius * 0.35 : 0, radius, glow === 0 ? 255 : 130 - glow * 12);
      this.#glows.push(mask);
    }
    const reach = Math.ceil(size) + 2;
    const rise = orbit.ry + Math.abs(orbit.tilt) * orbit.rx;
    this.#left = Math.floor(orbit.x - orbit.rx) - reach;
    this.#top = Math.floor(orbit.y - rise) - reach;
    this.#under = createSurface(memory, (Math.ceil(orbit.rx) + reach + 1) * 2, (Math.ceil(rise) + reach + 1) * 2);
  }

  /** Remembers the picture under the orbit; the comet is not in it. */
  lift(from: Surface): void {
    const { bytes, stride, height } = this.#under;
    const at = this.#top * from.stride + this.#left * 2;
    this.#kernels.copyRows(bytes, 0, stride, from.bytes, at, from.stride, stride, height);
    this.#visible = false;
  }

  /** Takes the comet away from where it was and draws it where it is `elapsed` microseconds after its start. */
  draw(to: Surface, elapsed: number, damage: Damage): void {
    if (this.#visible) this.#erase(to, damage);
    const head = TURN / 4 + ((elapsed % TURN_MICROS) * TURN) / TURN_MICROS;
    for (let glow = GLOWS - 1; glow >= 0; glow -= 1) {
      const mask = this.#glows[glow]!;
      const angle = head - glow * GLOW_STEP;
      const x = Math.round(orbitX(this.#orbit, angle) - mask.width / 2);
      const y = Math.round(orbitY(this.#orbit, angle) - mask.height / 2);
      this.#placed[glow * 2] = x;
      this.#placed[glow * 2 + 1] = y;
      this.#brush.paint(to, mask, x, y, COLOUR);
      damage.add(x, y, x + mask.width, y + mask.height);
    }
    this.#visible = true;
  }

  #erase(to: Surface, damage: Damage): void {
    const { bytes, stride } = this.#under;
    for (let glow = 0; glow < GLOWS; glow += 1) {
      const { width, height } = this.#glows[glow]!;
      const x = this.#placed[glow * 2]!;
      const y = this.#placed[glow * 2 + 1]!;
      const fromAt = (y - this.#top) * stride + (x - this.#left) * 2;
      this.#kernels.copyRows(to.bytes, y * to.stride + x * 2, to.stride, bytes, fromAt, stride, width * 2, height);
      damage.add(x, y, x + width, y + height);
    }
  }
}
