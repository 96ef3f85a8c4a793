#include "kernels.h"

static uint32_t squareRoot(uint32_t value) {
  uint32_t root = 0;
  for (uint32_t bit = UINT32_C(1) << 30; bit > 0; bit >>= 2) {
    if (value >= root + bit) {
      value -= root + bit;
      root = (root >> 1) + bit;
    } else root >>= 1;
  }
  return root;
}

/* Positions are 8ths of a pixel, so that products fit 32 bits; distances 16ths. */
void strokeLine(uint8_t *mask, uint32_t stride, uint32_t pixels, uint32_t rows, int32_t x0, int32_t y0, int32_t x1,
                int32_t y1, uint32_t radius) {
  const int32_t dx = x1 - x0, dy = y1 - y0;
  const int32_t squared = dx * dx + dy * dy;
  const int32_t length = (int32_t)squareRoot((uint32_t)squared);
  const int32_t reach = (int32_t)radius + 8;
  for (uint32_t y = 0; y < rows; y++) {
    uint8_t *to = mask + (size_t)y * stride;
    const int32_t py = 8 * (int32_t)y + 4 - y0;
    for (uint32_t x = 0; x < pixels; x++) {
      const int32_t px = 8 * (int32_t)x + 4 - x0;
      const int32_t along = px * dx + py * dy;
      int32_t distance;
      if (along <= 0 || along >= squared) { /* beyond an end: from that end */
        const int32_t ex = along <= 0 ? px : px - dx, ey = along <= 0 ? py : py - dy;
        if (2 * (ex < 0 ? -ex : ex) >= reach || 2 * (ey < 0 ? -ey : ey) >= reach) continue;
        distance = (int32_t)squareRoot(4 * (uint32_t)(ex * ex + ey * ey));
      } else {
        const int32_t cross = px * dy - py * dx;
        distance = 2 * (cross < 0 ? -cross : cross) / length;
      }
      const int32_t cover = reach - distance;
      if (cover <= 0) continue;
      const uint32_t alpha = cover >= 16 ? 255 : ((uint32_t)cover * 255 + 8) >> 4;
      if (alpha > to[x]) to[x] = (uint8_t)alpha;
    }
  }
}
