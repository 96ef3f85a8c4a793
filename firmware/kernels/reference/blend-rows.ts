/** The twin of blend-rows.c; see `Kernels.blendRows`. */
export function blendRows(
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
): void {
  for (let row = 0; row < rows; row++) {
    const toRow = toAt + row * toStride;
    const fromRow = fromAt + row * fromStride;
    const alphaRow = alphaAt + row * alphaStride;
    for (let x = 0; x < pixels; x++) {
      const a = alpha[alphaRow + x]!;
      if (a === 0) continue;
      const at = toRow + 2 * x;
      const below = (to[at]! << 8) | to[at + 1]!;
      const above = (from[fromRow + 2 * x]! << 8) | from[fromRow + 2 * x + 1]!;
      const red = mix(below >> 11, above >> 11, a);
      const green = mix((below >> 5) & 63, (above >> 5) & 63, a);
      const blue = mix(below & 31, above & 31, a);
      to[at] = (red << 3) | (green >> 3);
      to[at + 1] = ((green & 7) << 5) | blue;
    }
  }
}

/** `(above * a + below * (255 - a)) / 255` to nearest; never half-way, as 255 is odd. */
export function mix(below: number, above: number, a: number): number {
  return ((above * a + below * (255 - a) + 127) / 255) | 0;
}
