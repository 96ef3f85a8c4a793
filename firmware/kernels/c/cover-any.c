#include "cover-bits.h"

Differing coverAny(uint8_t *cells, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t left,
                   uint32_t right, uint32_t columns, uint32_t rows) {
  Differing found = {0, 0, 0};
  for (uint32_t at = left; at < right; at++) {
    uint32_t differ = 0;
    for (uint32_t row = 0; row < rows; row++) {
      const uint8_t *aRow = a + row * (size_t)aStride + 2 * (size_t)at * columns;
      const uint8_t *bRow = b + row * (size_t)bStride + 2 * (size_t)at * columns;
      for (uint32_t column = 0; column < columns; column++) differ |= load16(aRow + 2 * column) ^ load16(bRow + 2 * column);
    }
    if (differ == 0) continue;
    cells[at >> 3] |= (uint8_t)(1u << (at & 7));
    if (found.right == 0) found.left = at;
    found.right = at + 1;
    found.count++;
  }
  return found;
}
