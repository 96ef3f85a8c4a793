/** The twins of copy-rows.c, pour-rows.c, move-rows.c and fill-rows.c. */

/** See `Kernels.copyRows`. */
export function copyRows(
  to: Uint8Array,
  toAt: number,
  toStride: number,
  from: Uint8Array,
  fromAt: number,
  fromStride: number,
  rowBytes: number,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) {
    const start = fromAt + row * fromStride;
    to.set(from.subarray(start, start + rowBytes), toAt + row * toStride);
  }
}

/** See `Kernels.pourRows`. */
export function pourRows(
  to: Uint8Array,
  toAt: number,
  toStride: number,
  rowBytes: number,
  done: number,
  from: Uint8Array,
  fromAt: number,
  length: number,
): void {
  for (let poured = 0; poured < length; ) {
    const column = (done + poured) % rowBytes;
    const row = (done + poured - column) / rowBytes;
    const run = Math.min(length - poured, rowBytes - column);
    to.set(from.subarray(fromAt + poured, fromAt + poured + run), toAt + row * toStride + column);
    poured += run;
  }
}

/** See `Kernels.moveRows`. */
export function moveRows(
  bytes: Uint8Array,
  toAt: number,
  fromAt: number,
  stride: number,
  rowBytes: number,
  rows: number,
): void {
  for (let done = 0; done < rows; done++) {
    const row = toAt < fromAt ? done : rows - 1 - done;
    const start = fromAt + row * stride;
    bytes.copyWithin(toAt + row * stride, start, start + rowBytes);
  }
}

/** See `Kernels.fillRows`. */
export function fillRows(
  to: Uint8Array,
  toAt: number,
  stride: number,
  pixels: number,
  rows: number,
  colour: number,
): void {
  const high = colour >> 8;
  const low = colour & 255;
  for (let row = 0; row < rows; row++) {
    let at = toAt + row * stride;
    for (let left = pixels; left > 0; left--) {
      to[at] = high;
      to[at + 1] = low;
      at += 2;
    }
  }
}
