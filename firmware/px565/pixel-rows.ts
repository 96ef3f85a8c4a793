/** Reads `width` x `height` pixels in wire order into numbers. Throws `RangeError` where they leave the buffer. */
export function readPixels(
  to: Uint16Array,
  from: Uint8Array,
  at: number,
  stride: number,
  width: number,
  height: number,
): void {
  checkRows(from, at, stride, width, height);
  let next = 0;
  for (let y = 0; y < height; y++) {
    let place = at + y * stride;
    for (const end = next + width; next < end; next++) {
      to[next] = (from[place]! << 8) | from[place + 1]!;
      place += 2;
    }
  }
}

/** Writes numbers as pixels in wire order. Throws `RangeError` where they leave the buffer. */
export function writePixels(
  to: Uint8Array,
  at: number,
  stride: number,
  from: Uint16Array,
  width: number,
  height: number,
): void {
  checkRows(to, at, stride, width, height);
  let next = 0;
  for (let y = 0; y < height; y++) {
    let place = at + y * stride;
    for (const end = next + width; next < end; next++) {
      const pixel = from[next]!;
      to[place] = pixel >> 8;
      to[place + 1] = pixel & 255;
      place += 2;
    }
  }
}

/** Throws `RangeError` where `height` rows of `width` pixels leave the buffer or run into one another. */
export function checkRows(bytes: Uint8Array, at: number, stride: number, width: number, height: number): void {
  const fits = at >= 0 && stride >= 2 * width && at + (height - 1) * stride + 2 * width <= bytes.length;
  if (!fits || !Number.isInteger(at) || !Number.isInteger(stride)) {
    throw new RangeError(
      `${width} x ${height} pixels from ${at}, stride ${stride}, leave the buffer of ${bytes.length}`,
    );
  }
}
