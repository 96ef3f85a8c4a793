#include "strip-walk.h"

#include "../../kernels/c/kernels.h"

static void span(uint8_t parameters[4], uint32_t from, uint32_t size) {
  uint32_t to = from + size - 1;
  parameters[0] = (uint8_t)(from >> 8);
  parameters[1] = (uint8_t)from;
  parameters[2] = (uint8_t)(to >> 8);
  parameters[3] = (uint8_t)to;
}

WalkFault stripWalkBegin(StripWalk *walk, const uint8_t *windows, uint32_t count, const uint8_t *pixels, uint32_t width,
                         uint32_t height, uint32_t stride, uint32_t originX, uint32_t originY, uint32_t stripBytes) {
  if (count == 0 || count > WALK_WINDOWS) return WALK_COUNT;
  __builtin_memcpy(walk->windows, windows, count * 8);
  for (uint32_t at = 0; at < count * 4; at += 4) {
    const uint16_t *window = walk->windows + at;
    if (window[0] >= window[2] || window[1] >= window[3] || window[2] > width || window[3] > height) return WALK_WINDOW;
    if (originX + window[2] > 0x10000 || originY + window[3] > 0x10000) return WALK_ORIGIN;
    if ((uint32_t)(window[2] - window[0]) * 2 > stripBytes) return WALK_ROW;
  }
  walk->pixels = pixels;
  walk->stride = stride;
  walk->stripBytes = stripBytes;
  walk->count = count;
  walk->window = 0;
  walk->row = 0;
  walk->originX = originX;
  walk->originY = originY;
  return WALK_GOOD;
}

int stripWalkNext(StripWalk *walk, uint8_t *into, Strip *strip) {
  if (walk->window == walk->count) return 0;
  const uint16_t *window = walk->windows + walk->window * 4;
  uint32_t left = window[0], top = window[1], height = window[3] - top;
  uint32_t rowBytes = (window[2] - left) * 2, rows = walk->stripBytes / rowBytes;
  if (rows > height - walk->row) rows = height - walk->row;
  const uint8_t *from = walk->pixels + (size_t)(top + walk->row) * walk->stride + left * 2;
  copyRows(into, rowBytes, from, walk->stride, rowBytes, rows);
  strip->first = walk->row == 0;
  if (strip->first) {
    span(strip->columns, walk->originX + left, rowBytes / 2);
    span(strip->rows, walk->originY + top, height);
  }
  strip->bytes = rows * rowBytes;
  walk->row += rows;
  strip->last = walk->row == height;
  if (strip->last) {
    walk->row = 0;
    walk->window += 1;
  }
  return 1;
}
