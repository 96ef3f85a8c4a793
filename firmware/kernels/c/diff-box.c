#include "kernels.h"

#include "load-store.h"

/* The first pixel that differs, or `pixels` where none does. */
static uint32_t firstDifference(const uint8_t *a, const uint8_t *b, uint32_t pixels) {
  uint32_t at = 0;
  for (; pixels - at >= 16; at += 16, a += 32, b += 32) {
    const uint64_t differ = (load64(a) ^ load64(b)) | (load64(a + 8) ^ load64(b + 8)) | (load64(a + 16) ^ load64(b + 16)) |
                            (load64(a + 24) ^ load64(b + 24));
    if (differ != 0) break;
  }
  for (; at < pixels; at++, a += 2, b += 2) {
    if (load16(a) != load16(b)) break;
  }
  return at;
}

/* One more than the last pixel that differs, or 0 where none does. */
static uint32_t lastDifference(const uint8_t *a, const uint8_t *b, uint32_t pixels) {
  a += 2 * (size_t)pixels;
  b += 2 * (size_t)pixels;
  for (; pixels >= 16; pixels -= 16) {
    a -= 32;
    b -= 32;
    const uint64_t differ = (load64(a) ^ load64(b)) | (load64(a + 8) ^ load64(b + 8)) | (load64(a + 16) ^ load64(b + 16)) |
                            (load64(a + 24) ^ load64(b + 24));
    if (differ != 0) {
      a += 32;
      b += 32;
      break;
    }
  }
  for (; pixels > 0; pixels--) {
    a -= 2;
    b -= 2;
    if (load16(a) != load16(b)) break;
  }
  return pixels;
}

/*
 * From the top to the first row that differs, from the bottom to the last; between them only what lies left and right of
 * the box found so far can widen it.
 */
uint32_t diffBox(const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t pixels, uint32_t rows,
                 uint8_t *box) {
  uint32_t top = 0;
  uint32_t left = pixels;
  for (; top < rows; top++) {
    left = firstDifference(a + (size_t)top * aStride, b + (size_t)top * bStride, pixels);
    if (left < pixels) break;
  }
  if (top == rows) return 0;
  uint32_t right = lastDifference(a + (size_t)top * aStride, b + (size_t)top * bStride, pixels);
  uint32_t bottom = rows;
  for (; bottom - 1 > top; bottom--) {
    const uint8_t *aRow = a + (size_t)(bottom - 1) * aStride;
    const uint8_t *bRow = b + (size_t)(bottom - 1) * bStride;
    const uint32_t last = lastDifference(aRow, bRow, pixels);
    if (last > 0) {
      if (last > right) right = last;
      left = firstDifference(aRow, bRow, left);
      break;
    }
  }
  for (uint32_t row = top + 1; row + 1 < bottom; row++) {
    const uint8_t *aRow = a + (size_t)row * aStride;
    const uint8_t *bRow = b + (size_t)row * bStride;
    left = firstDifference(aRow, bRow, left);
    right += lastDifference(aRow + 2 * (size_t)right, bRow + 2 * (size_t)right, pixels - right);
  }
  store16(box, (uint16_t)left);
  store16(box + 2, (uint16_t)top);
  store16(box + 4, (uint16_t)right);
  store16(box + 6, (uint16_t)bottom);
  return 1;
}
