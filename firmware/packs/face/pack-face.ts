import type { AlwaysOnFace } from '../../compose/face/always-on-face.js';
import type { Source } from '../../compose/source.js';
import type { CoverLimits } from '../../damage/cover.js';
import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import { RegionList } from '../../geometry/region-list.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Stepper } from '../../platform/stepper.js';
import { LitCount } from '../check-lit.js';
import { checkScene } from '../check-structure.js';
import { BlobKind, PackLimit, SceneLayer } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import { PackFault } from '../pack-fault.js';
import { type OpenPack, openPack } from '../reader.js';
import { blobsOfFace, decodedBytes } from '../reader-memory.js';
import { checkWall } from '../reader-pictures.js';
import type { PackTarget } from '../reader-table.js';
import { Arena } from './arena.js';
import { Canvas } from './canvas.js';
import { FaceBuilder } from './face-builder.js';
import type { FaceWorld } from './face-world.js';
import { PackAlwaysOn } from './pack-always-on.js';
import type { Scene } from './scene.js';

const NEVER = Number.POSITIVE_INFINITY;
const BLACK = 0;
/** Beside the blobs: the decoder's state of each picture. */
const STATE_BYTES = 16_384;

export interface PackFaceParts {
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  readonly world: FaceWorld;
  readonly target: PackTarget;
  /** What a window costs, and where its edges may fall. */
  readonly limits: CoverLimits;
  /** The part of the panel that no lens hides. */
  readonly safe: Readonly<Region>;
  /** Shows the pack's always-on scene instead of its own while a pack is played that has one. */
  readonly alwaysOnFace: AlwaysOnFace;
}

/**
 * A face of a pack as a source. It takes memory when the first one is loaded and keeps it. Loading goes on in steps, a band of
 * a picture each; until it is done the last picture stays.
 */
export class PackFace implements Source {
  readonly name = 'pack';
  readonly isAtHome = true;
  readonly drawsAhead = false;
  readonly frameId = 0;
  readonly presentAt = 0;
  wants = false;
  wakeAt = NEVER;
  /** A face was loaded, and all of it is drawn. */
  onStarted: (now: number) => void = () => {};
  /** What is played turned out not to be playable; the source wants the glass no more. */
  onFault: (fault: PackFault, now: number) => void = () => {};
  /** Decodes the pictures of a face that is being loaded; belongs among the controller's steppers. */
  readonly loading: Stepper;
  readonly #parts: PackFaceParts;
  readonly #whole: RegionList;
  #arena: Arena | undefined;
  #canvas: Canvas | undefined;
  #builder: FaceBuilder | undefined;
  #scene: Scene | undefined;
  #alwaysOn: PackAlwaysOn | undefined;
  #started = false;
  /** Whom to tell that it may be due. */
  #onStirred: () => void = () => {};
  /** When the next band is decoded. */
  #loadAt = NEVER;

  constructor(parts: PackFaceParts) {
    this.#parts = parts;
    const { width, height } = parts.target;
    this.#whole = new RegionList(Uint16Array.of(0, 0, width, height));
    this.#whole.count = 1;
    const face = this;
    this.loading = {
      get wakeAt() {
        return face.#loadAt;
      },
      step: (now) => face.#load(now),
    };
  }

  attach(stir: () => void): void {
    this.#onStirred = stir;
  }

  /** Whether a face is loaded and all of it was drawn. */
  get started(): boolean {
    return this.#started;
  }

  get overwrites(): RegionList | undefined {
    if (this.#scene === undefined) return undefined;
    return this.#started ? this.#scene.ahead : this.#whole;
  }

  /** Plays face `face` of a pack from now on. Answers why not, and then the glass is let go. */
  load(pack: PackBytes, face: number): PackFault {
    this.unload();
    const open = openPack(pack, this.#parts.target);
    const fault = open.fault === PackFault.none ? this.#check(open, face) : open.fault;
    if (fault !== PackFault.none) return fault;
    try {
      this.#build(open, face);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.unload();
      return PackFault.memory;
    }
    this.wants = true;
    return PackFault.none;
  }

  /** No pack is played: the glass is let go. */
  unload(): void {
    this.wants = false;
    this.wakeAt = NEVER;
    this.#started = false;
    this.#loadAt = NEVER;
    this.#builder = undefined;
    this.#scene = undefined;
    this.#alwaysOn = undefined;
    this.#parts.alwaysOnFace.layer = undefined;
    this.#onStirred();
  }

  /** Something of the world changed: what shows it looks again. */
  stir(): void {
    this.#alwaysOn?.stir();
    this.#parts.alwaysOnFace.layerChanged();
    if (this.#scene === undefined || this.#builder !== undefined) return;
    this.#scene.stir();
    this.wakeAt = 0;
    this.#onStirred();
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    this.wakeAt = NEVER;
    const scene = this.#scene;
    if (scene === undefined || this.#builder !== undefined) {
      if (whole) this.#parts.kernels.fillRows(back.bytes, 0, back.stride, back.width, back.height, BLACK);
      return;
    }
    const isFirst = !this.#started;
    if (isFirst) damage.addWhole();
    else if (!whole) scene.markAhead(damage);
    if (!scene.draw(back, damage, now, 0, 0)) {
      damage.clear();
      this.#fail(PackFault.pixels, now);
      return;
    }
    this.#started = true;
    this.wakeAt = scene.dueAt > now ? scene.dueAt : now + 1;
    if (isFirst) this.onStarted(now);
  }

  /** The scenes of this face as they will be played; the rest of the pack was checked when it was installed. */
  #check(open: OpenPack, face: number): PackFault {
    const { target } = this.#parts;
    if (open.manifest.scene(face, SceneLayer.main) === undefined) return PackFault.face;
    const lit = new LitCount(open.cursor, target.width * target.height);
    for (const scene of open.manifest.scenes) {
      if (scene.face !== face) continue;
      const fault = checkScene(open, scene, target, lit);
      if (fault !== PackFault.none) return fault;
    }
    for (const blob of blobsOfFace(open, face)) {
      if (blob.kind === BlobKind.wall && checkWall(open.cursor, blob) !== PackFault.none) return PackFault.wall;
    }
    return decodedBytes(open, face) > PackLimit.decodedBytes ? PackFault.memory : PackFault.none;
  }

  #build(open: OpenPack, face: number): void {
    const { memory, kernels, world, target, safe, limits } = this.#parts;
    this.#arena ??= new Arena(memory, PackLimit.decodedBytes + STATE_BYTES);
    this.#canvas ??= new Canvas(memory, kernels, target.width, limits);
    this.#arena.clear();
    const builder = new FaceBuilder(open, this.#arena, kernels, this.#canvas, world);
    this.#scene = builder.scene(open.manifest.scene(face, SceneLayer.main)!);
    const alwaysOn = open.manifest.scene(face, SceneLayer.alwaysOn);
    if (alwaysOn !== undefined) this.#alwaysOn = new PackAlwaysOn(builder.scene(alwaysOn), world.clock, safe);
    this.#builder = builder;
    this.#loadAt = 0;
  }

  #load(now: number): void {
    const builder = this.#builder;
    if (builder === undefined) return;
    if (!builder.isDone && !builder.decodeBand()) {
      this.#fail(PackFault.pixels, now);
      return;
    }
    // The line is listened to between two bands.
    this.#loadAt = builder.isDone ? NEVER : now + 1;
    if (!builder.isDone) return;
    this.#builder = undefined;
    this.wakeAt = 0;
    this.#parts.alwaysOnFace.layer = this.#alwaysOn;
  }

  #fail(fault: PackFault, now: number): void {
    this.unload();
    this.onFault(fault, now);
  }
}
