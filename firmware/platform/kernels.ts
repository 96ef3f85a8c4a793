/**
 * What is done per pixel or per byte: plain C on a device and in WebAssembly, or the TypeScript twins.
 * Buffers are (view, byte offset) pairs from frame memory. Implementations check nothing: firmware calls them through
 * `CheckedKernels`, which holds every bound. No pointer is kept after return.
 */
export interface Kernels {
  /** Copies `rows` rows of `rowBytes` bytes between areas that do not overlap. */
  copyRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    from: Uint8Array,
    fromAt: number,
    fromStride: number,
    rowBytes: number,
    rows: number,
  ): void;
  /**
   * Pours `length` more bytes into an area of rows of `rowBytes` bytes, `toStride` apart, that has taken `done` before: each row is
   * filled, then the next. The areas do not overlap.
   */
  pourRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    rowBytes: number,
    done: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
  ): void;
  /** Copies rows inside one buffer, as if through a copy of it: the areas may overlap. */
  moveRows(bytes: Uint8Array, toAt: number, fromAt: number, stride: number, rowBytes: number, rows: number): void;
  /** Fills `rows` rows of `pixels` pixels with one RGB565 colour. */
  fillRows(to: Uint8Array, toAt: number, stride: number, pixels: number, rows: number, colour: number): void;
  /**
   * Source-over: each pixel of `to` becomes `from * a + to * (255 - a)`, per component in its own width, with
   * `a = alpha / 255`, rounded to nearest. `from` is RGB565 in wire order (a stride of 0 reads one row for
   * all), `alpha` one byte a pixel.
   */
  blendRows(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    from: Uint8Array,
    fromAt: number,
    fromStride: number,
    alpha: Uint8Array,
    alphaAt: number,
    alphaStride: number,
    pixels: number,
    rows: number,
  ): void;
  /**
   * As `blendRows`, but alpha is packed: `bits` (1, 2 or 4) a pixel, the first in the highest bits of a byte, each row
   * beginning at a byte. The value v counts as v / (2^bits - 1). The first pixel blended is number `skip` of its row.
   */
  blendBits(
    to: Uint8Array,
    toAt: number,
    toStride: number,
    from: Uint8Array,
    fromAt: number,
    fromStride: number,
    alpha: Uint8Array,
    alphaAt: number,
    alphaStride: number,
    skip: number,
    bits: number,
    pixels: number,
    rows: number,
  ): void;
  /**
   * Strokes a line with round ends and soft edges into a mask of one byte a pixel, which keeps what is greater. Ends in 8ths
   * of a pixel from the mask's top left, -8191..8191; `radius` in 16ths, 0..4096. The mask is at most 1,024 pixels each way.
   */
  strokeLine(
    mask: Uint8Array,
    maskAt: number,
    stride: number,
    pixels: number,
    rows: number,
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    radius: number,
  ): void;
  /**
   * Compares two areas of `pixels` x `rows` and writes the smallest box holding every pixel that differs, as four
   * unsigned 16-bit integers (left, top, right, bottom; half-open, relative to the area), to `box` (8 bytes, 2-aligned).
   * Answers 1 where any differs, else 0 (and leaves `box`).
   */
  diffBox(
    a: Uint8Array,
    aAt: number,
    aStride: number,
    b: Uint8Array,
    bAt: number,
    bStride: number,
    pixels: number,
    rows: number,
    box: Uint8Array,
    boxAt: number,
  ): number;
  /**
   * Prepares `state` (`coverStateBytes`, 4-aligned) to cover surfaces of `width` x `height` pixels with windows whose edges are
   * multiples of `alignX` and `alignY`, as the size is. A window costs `windowCycles` bus cycles, a pixel `pixelCycles`;
   * reading a pixel of both surfaces takes `compareCost` / 256. At most `most` windows are answered.
   */
  coverBegin(
    state: Uint8Array,
    stateAt: number,
    width: number,
    height: number,
    alignX: number,
    alignY: number,
    windowCycles: number,
    pixelCycles: number,
    compareCost: number,
    most: number,
  ): void;
  /**
   * Chooses windows that hold every pixel in which `a` and `b` differ inside the first `compared` regions, and every pixel of
   * the `taken` ones behind them: cheap ones, never dearer than the regions themselves, from top to bottom and, with one
   * top, from left to right. `regions` and `windows` are four unsigned 16-bit integers each (left, top, right, bottom; half
   * open); regions are not empty, and at most `COVER_REGIONS`. Comparing a region stops, and all the rest of it counts as
   * differing, where it has cost `patience` bus cycles more than it can save. Writes the boxes of what differs over the
   * compared regions, answers the number of windows, and leaves its figures in the state's head (`CoverWord`). Where
   * `CoverWord.looks` is set and there is something to compare, it only counts what differs and answers no windows.
   * Where `CoverWord.cuts` and one region to compare are all there is, the answer is the cheapest of those for the region
   * whole and, with half of `most` for each part, cut in two: after each of `cuts` equal parts of its width and height, rounded
   * to cells. The region then stays what it was, and the head tells `cycles`, and `compared` over all that was tried.
   */
  cover(
    state: Uint8Array,
    stateAt: number,
    a: Uint8Array,
    aAt: number,
    aStride: number,
    b: Uint8Array,
    bAt: number,
    bStride: number,
    regions: Uint8Array,
    regionsAt: number,
    compared: number,
    taken: number,
    patience: number,
    windows: Uint8Array,
    windowsAt: number,
  ): number;
  /**
   * Walks `count` windows (four unsigned 16-bit integers each, 2-aligned; empty ones are nothing) as the bus that `state`
   * (`PACE_STATE_BYTES`, 4-aligned) describes will, past a beam whose scans take from `periodLow` to `periodHigh` nanoseconds
   * (below 2^31), and leaves in the state (`PaceWord`) when a scan may not start, and what the walk takes.
   */
  pace(
    state: Uint8Array,
    stateAt: number,
    windows: Uint8Array,
    windowsAt: number,
    count: number,
    periodLow: number,
    periodHigh: number,
  ): void;
  /** Prepares `state` (`PX565_STATE_BYTES`, 4-aligned) for a region of `width` x `height`; `reference` 1 admits SKIP. */
  px565Begin(state: Uint8Array, stateAt: number, width: number, height: number, reference: number): void;
  /**
   * Decodes `length` more bytes of the region's stream into `to`, whose first pixel of the region is at `toAt`.
   * Answers 0 where more is needed, 1 where the region ended exactly with the last byte, a negative number on an error
   * (which stays). With 1 the state has at `PX565_BOX` the box of the pixels that were written, not kept.
   */
  px565Decode(
    state: Uint8Array,
    stateAt: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
    to: Uint8Array,
    toAt: number,
    stride: number,
  ): number;
  /**
   * Un-stuffs COBS bytes up to and including the next zero delimiter, resumable at any byte. `state`
   * (`UNSTUFF_STATE_BYTES`, 4-aligned, zeroed at the start and by every finished packet) keeps what is open. Output
   * goes to `to[toAt...]` (`capacity` bytes for one packet). Answers how many input bytes were taken: fewer than `length`
   * only where a packet ended. The result of a packet that ended is in the state's first word (32 bits, little-endian):
   * its length, or 0xFFFFFFFF where it was malformed or longer than `capacity`; 0 where none ended. At `UNSTUFF_CRC` is the CRC-32
   * of such a packet, all of it, where it was not malformed. A delimiter with nothing before it ends no packet and is passed over. `to` and `from` do not overlap.
   */
  unstuff(
    state: Uint8Array,
    stateAt: number,
    from: Uint8Array,
    fromAt: number,
    length: number,
    to: Uint8Array,
    toAt: number,
    capacity: number,
  ): number;
  /**
   * Stuffs `length` bytes with COBS between two zero delimiters into `to[toAt...]`, which needs room for `length` and one in
   * 254 more, and for three. Answers how many bytes were written. `to` and `from` do not overlap.
   */
  stuff(from: Uint8Array, fromAt: number, length: number, to: Uint8Array, toAt: number): number;
  /** CRC-32 (zlib's) of `length` bytes, continued from `crc` (0 at the start). Answers an unsigned 32-bit integer. */
  crc32(crc: number, from: Uint8Array, fromAt: number, length: number): number;
}
