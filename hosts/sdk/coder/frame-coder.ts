import type { Region } from '../../../firmware/geometry/region.js';
import { Px565Encoder } from '../../../firmware/px565/encode.js';
import type { FrameMessage } from '../device-types.js';
import { checkPicture, type Picture } from '../picture.js';
import { ChangeFinder } from './change-finder.js';
import { MoveFinder } from './move-finder.js';
import { colourOf, wordsOf } from './pixel-words.js';
import { cutOut, fillRegion, onlyWordOf, putIn } from './surface-edits.js';

/** What a device holds once it has accepted a frame. Never written to again. */
export interface Held {
  /** Pixels of its stream surface. */
  readonly pixels: Uint8Array;
  /** Pixels of the picture they stand for: the same bytes, or within the tolerance. */
  readonly source: Uint8Array;
}

/** A picture turned into messages. */
export interface CodedFrame {
  /** It stands alone; else it changes the base it was coded against. */
  readonly key: boolean;
  /** In the order in which they are to be drawn. */
  readonly messages: FrameMessage[];
  /** What the device holds when it has accepted the frame on top of that base. */
  readonly held: Held;
}

/**
 * Turns pictures of one size into the fewest bytes it finds: moved parts are copied, parts of one colour filled, the rest
 * sent as tight regions, PX565 against what the device holds or raw. Keeps buffers only, no history.
 */
export class FrameCoder {
  readonly width: number;
  readonly height: number;
  readonly #region: Region;
  readonly #encoder = new Px565Encoder();
  readonly #changes: ChangeFinder;
  readonly #moves: MoveFinder;
  /** The picture to be coded, and the device's surface as the messages so far leave it. */
  readonly #next: Uint8Array;
  readonly #surface: Uint8Array;
  readonly #nextWords: Uint16Array;
  readonly #surfaceWords: Uint16Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#region = { left: 0, top: 0, right: width, bottom: height };
    this.#changes = new ChangeFinder(width, height);
    this.#moves = new MoveFinder(width, height);
    this.#next = new Uint8Array(2 * width * height);
    this.#surface = new Uint8Array(2 * width * height);
    this.#nextWords = wordsOf(this.#next);
    this.#surfaceWords = wordsOf(this.#surface);
  }

  /**
   * Codes a picture as changes of `base`, or as a key frame where there is none. With a tolerance (0..15) a pixel may come
   * out that many steps off in red and blue, twice as many in green; coding the same picture again with tolerance 0
   * refines it. Throws RangeError on a picture of another size.
   */
  code(base: Held | undefined, picture: Picture, tolerance = 0): CodedFrame {
    checkPicture(picture, this.width, this.height);
    this.#next.set(picture.pixels);
    const messages: FrameMessage[] = [];
    if (base === undefined) this.#codeRegion(messages, this.#region, false, tolerance);
    else this.#codeChanges(messages, base, tolerance);
    const source = this.#next.slice();
    const pixels = tolerance === 0 ? source : this.#surface.slice();
    return { key: base === undefined, messages, held: { pixels, source } };
  }

  #codeChanges(messages: FrameMessage[], base: Held, tolerance: number): void {
    this.#surface.set(base.pixels);
    let regions = this.#changes.find(this.#surfaceWords, this.#nextWords, tolerance);
    const before = base.source === base.pixels ? this.#surfaceWords : wordsOf(base.source);
    const moves = this.#moves.find(before, this.#surfaceWords, this.#nextWords, tolerance, this.#changes, regions);
    for (const { source, region } of moves) messages.push({ kind: 'copy', source, x: region.left, y: region.top });
    if (moves.length > 0) regions = this.#changes.find(this.#surfaceWords, this.#nextWords, tolerance);
    for (const region of regions) this.#codeRegion(messages, region, true, tolerance);
  }

  /** Adds the cheapest message that brings a region of the surface to the next picture, and draws it on the surface. */
  #codeRegion(messages: FrameMessage[], region: Region, isDelta: boolean, tolerance: number): void {
    const word = onlyWordOf(this.#nextWords, this.width, region);
    if (word >= 0) {
      messages.push({ kind: 'fill', region, colour: colourOf(word) });
      fillRegion(this.#surfaceWords, this.width, region, word);
      return;
    }
    const width = region.right - region.left;
    const height = region.bottom - region.top;
    const at = 2 * (region.top * this.width + region.left);
    const stride = 2 * this.width;
    const reference = isDelta ? this.#surface : null;
    const coded = this.#encoder.encode(this.#next, at, stride, width, height, reference, at, stride, tolerance);
    if (coded.length < 2 * width * height) {
      messages.push({ kind: 'region', region, codec: 1, data: coded.slice() });
      this.#encoder.reconstruct(this.#surface, at, stride);
      return;
    }
    const data = cutOut(this.#next, this.width, region);
    messages.push({ kind: 'region', region, codec: 0, data });
    putIn(this.#surface, this.width, region, data);
  }
}
