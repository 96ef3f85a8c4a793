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

/** Steps that are kept, 2 KB of them: two seconds of a lively loop. */
const MOST_KEPT = 64;
/** A row of what is kept: of a region as `RegionRecord` has it, `at` being 0 where nothing is kept, and how long its step stands. */
const Kept = { at: 0, bytes: 1, left: 2, top: 3, width: 4, height: 5, isRaw: 6, millis: 7, words: 8 } as const;

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
  /** What was read of the first steps that have one region, a row of `Kept` each: a loop comes to them again and again. */
  readonly #kept: Uint32Array;

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
    this.#kept = new Uint32Array(Kept.words * Math.min(this.steps, MOST_KEPT));
  }

  /** How long the frame of step `step` stands, microseconds. */
  micros(step: number): number {
    let millis = this.#kept[step * Kept.words + Kept.millis]!;
    if (!(millis > 0)) {
      if (step !== this.#step) this.#open(step);
      millis = this.#millis;
    }
    return 1000 * (millis < PackLimit.leastMillis ? PackLimit.leastMillis : millis);
  }

  /** Puts the boxes of the regions of a step, moved by (x, y), on a list, which is empty; answers false where they cannot be read. */
  look(step: number, x: number, y: number, into: RegionList): boolean {
    const kept = this.#kept;
    const at = step * Kept.words;
    // Nothing is kept of what lies beyond.
    if (kept[at + Kept.at]! > 0) {
      const left = x + kept[at + Kept.left]!;
      const top = y + kept[at + Kept.top]!;
      into.set(0, left, top, left + kept[at + Kept.width]!, top + kept[at + Kept.height]!);
      into.count = 1;
      return true;
    }
    return this.#walk(step, x, y, into);
  }

  /** Draws a step; answers false where it does not decode, and the surface then holds half of it. */
  draw(step: number): boolean {
    const kept = this.#kept;
    const at = step * Kept.words;
    if (!(kept[at + Kept.at]! > 0)) return this.#walk(step, 0, 0, undefined);
    const isRaw = kept[at + Kept.isRaw] === 1;
    const stride = this.#surface.stride;
    const toAt = kept[at + Kept.top]! * stride + kept[at + Kept.left]! * 2;
    this.#pixels.begin(
      this.#surface.bytes,
      toAt,
      stride,
      kept[at + Kept.width]!,
      kept[at + Kept.height]!,
      kept[at + Kept.bytes]!,
      isRaw,
      step !== 0,
    );
    return this.#data(kept[at + Kept.at]!, kept[at + Kept.bytes]!);
  }

  /** Reads the regions of a step, and puts their boxes on a list or draws them. */
  #walk(step: number, x: number, y: number, into: RegionList | undefined): boolean {
    if (step !== this.#step) this.#open(step);
    const count = this.#count;
    // A pack is checked when it is installed; flash may have changed since.
    if (count > PackLimit.regions) return false;
    const region = this.#region;
    let regionAt = this.#regionAt;
    for (let index = 0; index < count; index += 1) {
      if (!readRegion(this.#heads, this.#blob, regionAt, step === 0, region)) return false;
      const left = x + region.left;
      const top = y + region.top;
      if (into === undefined) {
        if (!this.#drawRegion(step)) return false;
      } else if (!into.add(left, top, left + region.width, top + region.height)) return false;
      regionAt = region.at + region.bytes;
    }
    if (count === 1) this.#keep(step);
    return true;
  }

  /** Keeps the only region of a step, where it has pixels. */
  #keep(step: number): void {
    const { left, top, width, height, codec, at, bytes } = this.#region;
    if (step >= MOST_KEPT || (codec !== PackCodec.px565 && codec !== PackCodec.raw)) return;
    const kept = this.#kept;
    const first = step * Kept.words;
    kept[first + Kept.at] = at;
    kept[first + Kept.bytes] = bytes;
    kept[first + Kept.left] = left;
    kept[first + Kept.top] = top;
    kept[first + Kept.width] = width;
    kept[first + Kept.height] = height;
    kept[first + Kept.isRaw] = codec === PackCodec.raw ? 1 : 0;
    kept[first + Kept.millis] = this.#millis;
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
    const { left, top, width, height, codec, at, bytes } = this.#region;
    const isRaw = codec === PackCodec.raw;
    if (codec !== PackCodec.px565 && !isRaw) return this.#drawShort();
    const { bytes: to, stride } = this.#surface;
    this.#pixels.begin(to, top * stride + left * 2, stride, width, height, bytes, isRaw, step !== 0);
    return this.#data(at, bytes);
  }

  /** Gives the region that has begun its data, which lie at `at` of the file. */
  #data(at: number, bytes: number): boolean {
    const scratch = this.#scratch;
    for (let done = 0; ; ) {
      const count = bytes - done < SCRATCH_BYTES ? bytes - done : SCRATCH_BYTES;
      this.#pack.read(at + done, scratch, 0, count);
      const answer = this.#pixels.data(scratch, 0, count);
      // The last byte makes it whole or bad.
      if (answer !== 0) return answer > 0;
      done += count;
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
