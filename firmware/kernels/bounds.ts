/** The checks in front of the kernels: comparisons only, as they run for every call. All throw `RangeError`. */

/** An integer from 0 to `most`. */
export function checkCount(value: number, most: number, what: string): void {
  if (value >>> 0 !== value || value > most) throw new RangeError(`${what}: ${value} is not an integer that fits`);
}

/** The size of an area. */
export function checkSize(across: number, rows: number, kernel: string): void {
  if (across >>> 0 !== across) throw new RangeError(`${kernel}: ${across} is no width of a row`);
  if (rows >>> 0 !== rows) throw new RangeError(`${kernel}: ${rows} is no number of rows`);
}

/** `rows` rows of `rowBytes` (both checked integers), `stride` apart, inside the view; rows never run into one another. */
export function checkArea(
  view: Uint8Array,
  at: number,
  stride: number,
  rowBytes: number,
  rows: number,
  what: string,
): void {
  if (at >>> 0 !== at) throw new RangeError(`${what}: ${at} is no offset`);
  if (stride >>> 0 !== stride || (stride < rowBytes && rows > 1))
    throw new RangeError(`${what}: ${stride} is no stride for rows of ${rowBytes} bytes`);
  if (at + (rows > 1 ? (rows - 1) * stride : 0) + rowBytes > view.length) {
    throw new RangeError(`${what}: ${rows} rows of ${rowBytes} bytes from ${at} leave the buffer of ${view.length}`);
  }
}

/** `length` bytes inside the view. */
export function checkBytes(view: Uint8Array, at: number, length: number, what: string): void {
  if (at >>> 0 !== at) throw new RangeError(`${what}: ${at} is no offset`);
  if (length >>> 0 !== length) throw new RangeError(`${what}: ${length} is no number of bytes`);
  if (at + length > view.length) {
    throw new RangeError(`${what}: ${length} bytes from ${at} leave the buffer of ${view.length}`);
  }
}

/** `bytes` bytes inside the view, aligned in memory. */
export function checkState(view: Uint8Array, at: number, bytes: number, alignment: number, what: string): void {
  if (at >>> 0 !== at || at + bytes > view.length) {
    throw new RangeError(`${what}: ${bytes} bytes from ${at} leave the buffer of ${view.length}`);
  }
  if (((view.byteOffset + at) & (alignment - 1)) !== 0) {
    throw new RangeError(`${what}: not aligned to ${alignment} bytes`);
  }
}

/** `count` regions of four unsigned 16-bit integers, none empty, on a surface of `width` x `height`. */
export function checkRegions(view: Uint8Array, at: number, count: number, width: number, height: number): void {
  for (let byte = at; byte < at + 8 * count; byte += 8) {
    const left = view[byte]! | (view[byte + 1]! << 8);
    const top = view[byte + 2]! | (view[byte + 3]! << 8);
    const right = view[byte + 4]! | (view[byte + 5]! << 8);
    const bottom = view[byte + 6]! | (view[byte + 7]! << 8);
    if (left >= right || top >= bottom || right > width || bottom > height) {
      throw new RangeError(`no region of a surface of ${width} x ${height}: ${left}, ${top}, ${right}, ${bottom}`);
    }
  }
}

/**
 * Whether two areas share a byte. Two areas of one stride may lie beside each other in the same rows; of any others, whose
 * extents meet, it is taken as given.
 */
export function meet(
  a: Uint8Array,
  aAt: number,
  aStride: number,
  aRowBytes: number,
  aRows: number,
  b: Uint8Array,
  bAt: number,
  bStride: number,
  bRowBytes: number,
  bRows: number,
): boolean {
  if (a.buffer !== b.buffer || aRowBytes === 0 || bRowBytes === 0 || aRows === 0 || bRows === 0) return false;
  const aStart = a.byteOffset + aAt;
  const bStart = b.byteOffset + bAt;
  if (aStart + (aRows - 1) * aStride + aRowBytes <= bStart) return false;
  if (bStart + (bRows - 1) * bStride + bRowBytes <= aStart) return false;
  if (aStride !== bStride || aStride === 0) return true;
  const apart = (((bStart - aStart) % aStride) + aStride) % aStride;
  return apart < aRowBytes || aStride - apart < bRowBytes;
}

export function overlap(what: string): never {
  throw new RangeError(`${what} overlap`);
}
