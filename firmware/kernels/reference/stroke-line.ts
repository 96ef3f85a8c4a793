/** The twin of stroke-line.c; see `Kernels.strokeLine`. */
export function strokeLine(
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
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squared = dx * dx + dy * dy;
  // Square roots are exactly rounded on every engine, and these numbers are small: the floor is that of the root itself.
  const length = Math.floor(Math.sqrt(squared));
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < pixels; x++) {
      const px = 8 * x + 4 - x0;
      const py = 8 * y + 4 - y0;
      const along = px * dx + py * dy;
      let distance: number;
      if (along <= 0) distance = Math.floor(Math.sqrt(4 * (px * px + py * py)));
      else if (along >= squared) distance = Math.floor(Math.sqrt(4 * ((px - dx) * (px - dx) + (py - dy) * (py - dy))));
      else distance = Math.floor((2 * Math.abs(px * dy - py * dx)) / length);
      const cover = radius + 8 - distance;
      if (cover <= 0) continue;
      const alpha = cover >= 16 ? 255 : (cover * 255 + 8) >> 4;
      const at = maskAt + y * stride + x;
      if (alpha > mask[at]!) mask[at] = alpha;
    }
  }
}
