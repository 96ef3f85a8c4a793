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
  /** The step that was looked up last: how long it stands, how many regions it has, and where they begin in the file. */
  #step = -1;
  #millis = 0;
  #count = 0;
  #regionAt = 0;
  /** The step whose only region is the one in `#region`: mostly a step is looked at, then drawn. -1 for none. */
  #readStep = -1;

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
    if (step !== this.#step) this.#open(step);
    const millis = this.#millis;
    return 1000 * (millis < PackLimit.leastMillis ? PackLimit.leastMillis : millis);
  }

  /** Tells the boxes of the regions of a step without drawing them; answers how many there are. */
  look(step: number, listener: RegionListener): number {
    return this.#walk(step, listener, false) ? this.#count : 0;
  }

  /** Draws a step and tells its regions; answers false where it does not decode, and the surface then holds half of it. */
  draw(step: number, listener: RegionListener): boolean {
    return this.#walk(step, listener, true);
  }

  /** Tells the regions of a step, drawn or not; false where they cannot be. */
  #walk(step: number, listener: RegionListener, draws: boolean): boolean {
    const region = this.#region;
    const isRead = step === this.#readStep;
    this.#readStep = -1;
    if (step !== this.#step) this.#open(step);
    const count = this.#count;
    let regionAt = this.#regionAt;
    // A pack is checked when it is installed; flash may have changed since.
    if (count > PackLimit.regions) return false;
    for (let index = 0; index < count; index += 1) {
      if (!isRead && !readRegion(this.#heads, this.#blob, regionAt, step === 0, region)) return false;
      if (draws && !this.#drawRegion(step !== 0)) return false;
      const { left, top } = region;
      listener.changed(left, top, left + region.width, top + region.height);
      regionAt = region.at + region.bytes;
    }
    if (count === 1) this.#readStep = step;
    return true;
  }

  #open(step: number): void {
    const blob = this.#blob;
    const table = this.#table;
    const { words } = table;
    const head = table.hold(stepAt(blob, step), AnimationStep.bytes);
    const offset = head + AnimationStep.offset / 2;
    this.#regionAt = blob.offset + words[offset]! + words[offset + 1]! * 65_536;
    this.#millis = words[head + AnimationStep.millis / 2]!;
    this.#count = words[head + AnimationStep.regions / 2]!;
    this.#step = step;
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
