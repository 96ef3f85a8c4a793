import { AlwaysOnFace } from '../../../firmware/compose/face/always-on-face.js';
import { WallClock } from '../../../firmware/compose/face/wall-clock.js';
import { Damage } from '../../../firmware/geometry/damage.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import type { FaceWorld } from '../../../firmware/packs/face/face-world.js';
import { PackFace } from '../../../firmware/packs/face/pack-face.js';
import { Fields } from '../../../firmware/packs/fields.js';
import { PackFault } from '../../../firmware/packs/pack-fault.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import { createSurface } from '../../../firmware/surface/surface-memory.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';
import { packBytes, type TestPack, writePack } from './pack-writer.js';

/** The world of a face, to be changed by a test. */
export interface TestWorld extends FaceWorld {
  mode: number;
  charging: boolean;
  battery: number;
  posture: number;
  touchedAt: number;
}

/** A face of a pack drawn by hand: a surface, its damage, the C kernels, and a world a test sets. */
export class FaceRig {
  readonly world: TestWorld;
  readonly face: PackFace;
  readonly alwaysOn: AlwaysOnFace;
  readonly back: Surface;
  readonly damage: Damage;
  readonly faults: PackFault[] = [];
  started = 0;
  /** The surface before the last draw. */
  before = new Uint8Array(0);
  #now = 0;

  constructor(pack: TestPack | Uint8Array, width: number, height: number) {
    const { memory, kernels: raw } = loadKernelsFile();
    const kernels = new CheckedKernels(raw);
    const clock = new WallClock();
    const fields = new Fields();
    this.world = {
      clock,
      fields,
      mode: 0,
      charging: false,
      battery: -1,
      posture: 0,
      touchedAt: Number.NEGATIVE_INFINITY,
    };
    const safe = { left: 0, top: 0, right: width, bottom: height };
    this.alwaysOn = new AlwaysOnFace(memory, kernels, clock, safe);
    const target = { width, height, shape: 0, firmware: 0x000100 };
    const alignment = { x: 1, y: 1, originX: 0, originY: 0, width, height };
    const limits = { windowCycles: 160, cyclesPerPixel: 4, clockHz: 80_000_000, alignment };
    this.face = new PackFace({ limits, memory, kernels, world: this.world, target, safe, alwaysOnFace: this.alwaysOn });
    this.face.onFault = (fault) => this.faults.push(fault);
    this.face.onStarted = () => {
      this.started += 1;
    };
    fields.onChanged = () => this.face.stir();
    this.back = createSurface(memory, width, height);
    this.damage = new Damage(width, height);
    this.reload(pack);
  }

  /** Loads a pack, all of it. */
  reload(pack: TestPack | Uint8Array): void {
    const fault = this.face.load(packBytes(pack instanceof Uint8Array ? pack : writePack(pack)), 0);
    if (fault !== PackFault.none) this.faults.push(fault);
    for (let steps = 0; this.face.loading.wakeAt !== Number.POSITIVE_INFINITY; steps += 1) {
      if (steps > 1000) throw new Error('it does not come to an end');
      this.face.loading.step(steps);
    }
  }

  /** Draws as the compositor does, at `now`; `whole` after another source had the surface. */
  draw(now: number, whole = false): void {
    this.#now = now;
    this.before = this.back.bytes.slice();
    this.damage.clear();
    if (whole) this.damage.addWhole();
    // What will be overwritten is not brought up to date: here it holds anything.
    const overwrites = whole ? this.damage.regions : this.face.overwrites;
    for (let index = 0; index < (overwrites?.count ?? 0); index += 1) {
      for (let y = overwrites!.top(index); y < overwrites!.bottom(index); y += 1) {
        const row = y * this.back.stride;
        this.back.bytes.fill(0xa5, row + overwrites!.left(index) * 2, row + overwrites!.right(index) * 2);
      }
    }
    this.face.draw(this.back, this.damage, now, whole);
  }

  /** Draws whatever is due up to `until`. */
  runUntil(until: number): void {
    while (this.face.wakeAt <= until) this.draw(Math.max(this.#now, this.face.wakeAt));
  }

  /** The surface as RGB565 values. */
  get pixels(): Uint16Array {
    const { bytes } = this.back;
    return Uint16Array.from({ length: bytes.length / 2 }, (_, at) => (bytes[2 * at]! << 8) | bytes[2 * at + 1]!);
  }

  /** Pixels the last draw changed that no region of its damage holds. */
  get undeclared(): number {
    const { width, height, bytes } = this.back;
    let count = 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = (y * width + x) * 2;
        if (bytes[at] === this.before[at] && bytes[at + 1] === this.before[at + 1]) continue;
        if (!this.#isDamaged(x, y)) count += 1;
      }
    }
    return count;
  }

  /** Pixels in the regions of the last draw. */
  get damaged(): number {
    let count = 0;
    for (let y = 0; y < this.back.height; y += 1)
      for (let x = 0; x < this.back.width; x += 1) if (this.#isDamaged(x, y)) count += 1;
    return count;
  }

  #isDamaged(x: number, y: number): boolean {
    const { regions } = this.damage;
    for (let index = 0; index < regions.count; index += 1) {
      if (x >= regions.left(index) && x < regions.right(index) && y >= regions.top(index) && y < regions.bottom(index))
        return true;
    }
    return false;
  }
}
