import { type RegionDecoder, RegionResult } from '../../decode/region-decoder.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import { AnimationStep, CopyData, PackCodec, PackLimit } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import { emptyRegion, loopOf, readRegion, stepAt, stepsOf } from '../reader-animation.js';
import { PackCursor } from '../reader-cursor.js';
import type { PackBlob } from '../reader-table.js';
import { SCRATCH_BYTES } from './canvas.js';

/** Who is told which region a step changed, in the animation's own coordinates. */
export interface RegionListener {
  changed(left: number, top: number, right: number, bottom: number): void;
}

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
  readonly #decoder: RegionDecoder;
  readonly #scratch: Uint8Array;
  readonly #region = emptyRegion();

  /** `decoder` draws on `surface`, which is as large as the animation; `scratch` is `SCRATCH_BYTES` of frame memory. */
  constructor(
    pack: PackBytes,
    blob: PackBlob,
    kernels: CheckedKernels,
    surface: Surface,
    decoder: RegionDecoder,
    scratch: Uint8Array,
  ) {
    this.#pack = pack;
    this.#blob = blob;
    this.#table = new PackCursor(pack);
    this.#heads = new PackCursor(pack);
    this.#kernels = kernels;
    this.#surface = surface;
    this.#decoder = decoder;
    this.#scratch = scratch;
    this.loop = loopOf(this.#table, blob);
    this.steps = stepsOf(this.#table, blob);
  }

  /** How long the frame of step `step` stands, microseconds. */
  micros(step: number): number {
    const millis = this.#table.u16(stepAt(this.#blob, step) + AnimationStep.millis);
    return 1000 * (millis < PackLimit.leastMillis ? PackLimit.leastMillis : millis);
  }

  /** Tells the boxes of the regions of a step without drawing them; answers how many there are. */
  look(step: number, listener: RegionListener): number {
    const region = this.#region;
    const at = stepAt(this.#blob, step);
    const count = this.#table.u16(at + AnimationStep.regions);
    let regionAt = this.#blob.offset + this.#table.u32(at + AnimationStep.offset);
    for (let index = 0; index < count && index < PackLimit.regions; index += 1) {
      if (!readRegion(this.#heads, this.#blob, regionAt, step === 0, region)) return 0;
      listener.changed(region.left, region.top, region.left + region.width, region.top + region.height);
      regionAt = region.at + region.bytes;
    }
    return count;
  }

  /** Draws a step and tells its regions; answers false where it does not decode, and the surface then holds half of it. */
  draw(step: number, listener: RegionListener): boolean {
    const region = this.#region;
    const at = stepAt(this.#blob, step);
    const count = this.#table.u16(at + AnimationStep.regions);
    let regionAt = this.#blob.offset + this.#table.u32(at + AnimationStep.offset);
    if (count > PackLimit.regions) return false;
    for (let index = 0; index < count; index += 1) {
      // A pack is checked when it is installed; flash may have changed since.
      if (!readRegion(this.#heads, this.#blob, regionAt, step === 0, region)) return false;
      if (!this.#drawRegion(step !== 0)) return false;
      listener.changed(region.left, region.top, region.left + region.width, region.top + region.height);
      regionAt = region.at + region.bytes;
    }
    return true;
  }

  #drawRegion(delta: boolean): boolean {
    const { left, top, width, height, codec, bytes } = this.#region;
    if (codec === PackCodec.fill) {
      const { bytes: pixels, stride } = this.#surface;
      this.#kernels.fillRows(
        pixels,
        top * stride + left * 2,
        stride,
        width,
        height,
        this.#heads.colour(this.#region.at),
      );
      return true;
    }
    if (codec === PackCodec.copy) {
      const x = this.#heads.u16(this.#region.at + CopyData.x);
      const y = this.#heads.u16(this.#region.at + CopyData.y);
      const { bytes: pixels, stride } = this.#surface;
      this.#kernels.moveRows(pixels, top * stride + left * 2, y * stride + x * 2, stride, width * 2, height);
      return true;
    }
    // Codecs of the link have the same numbers.
    if (!this.#decoder.begin(left, top, width, height, codec, bytes, delta)) return false;
    return this.#data();
  }

  #data(): boolean {
    const { at, bytes } = this.#region;
    let result: RegionResult = RegionResult.more;
    for (let done = 0; done < bytes; ) {
      const count = Math.min(SCRATCH_BYTES, bytes - done);
      this.#pack.read(at + done, this.#scratch, 0, count);
      result = this.#decoder.data(this.#scratch, 0, count);
      if (result === RegionResult.bad) return false;
      done += count;
    }
    return result === RegionResult.whole;
  }
}
