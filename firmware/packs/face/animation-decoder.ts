import type { RegionList } from '../../geometry/region-list.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { RegionKernels } from '../../kernels/region-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import { AnimationStep, CopyData, PackCodec, PackLimit } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import { emptyRegion, loopOf, readRegion, stepAt, stepsOf } from '../reader-animation.js';
import { PackCursor } from '../reader-cursor.js';
import type { PackBlob } from '../reader-table.js';
import { SCRATCH_BYTES } from './canvas.js';

/** Of a step's record, in 16-bit words. */
const OFFSET = AnimationStep.offset / 2;
const MILLIS = AnimationStep.millis / 2;
const REGIONS = AnimationStep.regions / 2;

/** Takes the steps of an ANIM out of flash, one after the other, onto a surface of its own. */
export class AnimationDecoder {
  readonly steps: number;
  /** The frame that follows the last one, or `NO_LOOP`. */
  readonly loop: number;
  readonly #blob: PackBlob;
  readonly #pack: PackBytes;
  readonly #table: PackCursor;
  readonly #heads: PackCursor;
  readonly #kernels: CheckedKernels;
  readonly #surface: Surface;
  readonly #pixels: RegionKernels;
  readonly #scratch: Uint8Array;
  readonly #region = emptyRegion();
  /** The step that was looked up last: how long it stands, how many regions it has, and where they begin in the file. */
  #step = -1;
  #millis = 0;
  #count = 0;
  #regionAt = 0;
  /** The step whose only region is the one in `#region`: mostly a step is looked at, then drawn. -1 for none. */
  #readStep = -1;

  /** `pixels` writes the regions on `surface`, which is as large as the animation; `scratch` is `SCRATCH_BYTES` of frame memory. */
  constructor(
    pack: PackBytes,
    blob: PackBlob,
    kernels: CheckedKernels,
    surface: Surface,
    pixels: RegionKernels,
    scratch: Uint8Array,
  ) {
    this.#pack = pack;
    this.#blob = blob;
    this.#table = new PackCursor(pack);
    this.#heads = new PackCursor(pack);
    this.#kernels = kernels;
    this.#surface = surface;
    this.#pixels = pixels;
    this.#scratch = scratch;
    this.loop = loopOf(this.#table, blob);
    this.steps = stepsOf(this.#table, blob);
  }

  /** How long the frame of step `step` stands, microseconds. */
  micros(step: number): number {
    if (step !== this.#step) this.#open(step);
    const millis = this.#millis;
    return 1000 * (millis < PackLimit.leastMillis ? PackLimit.leastMillis : millis);
  }

  /** Adds the boxes of the regions of a step, moved by (x, y), to a list; answers false where they cannot be read. */
  look(step: number, x: number, y: number, into: RegionList): boolean {
    this.#readStep = -1;
    if (step !== this.#step) this.#open(step);
    const count = this.#count;
    // A pack is checked when it is installed; flash may have changed since.
    if (count > PackLimit.regions) return false;
    const region = this.#region;
    let at = this.#regionAt;
    for (let index = 0; index < count; index += 1) {
      if (!readRegion(this.#heads, this.#blob, at, step === 0, region)) return false;
      const left = x + region.left;
      const top = y + region.top;
      if (!into.add(left, top, left + region.width, top + region.height)) return false;
      at = region.at + region.bytes;
    }
    if (count === 1) this.#readStep = step;
    return true;
  }

  /** Draws a step; answers false where it does not decode, and the surface then holds half of it. */
  draw(step: number): boolean {
    if (step === this.#readStep) return this.#drawRegion(step);
    this.#readStep = -1;
    if (step !== this.#step) this.#open(step);
    const count = this.#count;
    if (count > PackLimit.regions) return false;
    const region = this.#region;
    let at = this.#regionAt;
    for (let index = 0; index < count; index += 1) {
      if (!readRegion(this.#heads, this.#blob, at, step === 0, region)) return false;
      if (!this.#drawRegion(step)) return false;
      at = region.at + region.bytes;
    }
    return true;
  }

  #open(step: number): void {
    const blob = this.#blob;
    const table = this.#table;
    const words = table.words;
    const head = table.hold(stepAt(blob, step), AnimationStep.bytes);
    this.#regionAt = blob.offset + words[head + OFFSET]! + words[head + OFFSET + 1]! * 65_536;
    this.#millis = words[head + MILLIS]!;
    this.#count = words[head + REGIONS]!;
    this.#step = step;
  }

  /** Draws `#region`, which is of step `step`. */
  #drawRegion(step: number): boolean {
    const region = this.#region;
    const codec = region.codec;
    const isRaw = codec === PackCodec.raw;
    if (codec !== PackCodec.px565 && !isRaw) return this.#drawShort();
    const pixels = this.#pixels;
    const { bytes, stride } = this.#surface;
    const length = region.bytes;
    const toAt = region.top * stride + region.left * 2;
    pixels.begin(bytes, toAt, stride, region.width, region.height, length, isRaw, step !== 0);
    const scratch = this.#scratch;
    let at = region.at;
    let left = length;
    for (;;) {
      const count = left < SCRATCH_BYTES ? left : SCRATCH_BYTES;
      this.#pack.read(at, scratch, 0, count);
      const answer = pixels.data(scratch, 0, count);
      // The last byte makes it whole or bad.
      if (answer !== 0) return answer > 0;
      at += count;
      left -= count;
    }
  }

  /** A region whose data are no pixels. */
  #drawShort(): boolean {
    const { left, top, width, height, codec, at } = this.#region;
    const { bytes, stride } = this.#surface;
    const toAt = top * stride + left * 2;
    if (codec === PackCodec.fill) {
      this.#kernels.fillRows(bytes, toAt, stride, width, height, this.#heads.colour(at));
    } else {
      const fromAt = this.#heads.u16(at + CopyData.y) * stride + this.#heads.u16(at + CopyData.x) * 2;
      this.#kernels.moveRows(bytes, toAt, fromAt, stride, width * 2, height);
    }
    return true;
  }
}
