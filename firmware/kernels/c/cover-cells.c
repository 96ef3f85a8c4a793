#include "cover-squares.h"

static uint32_t ones(uint32_t bits) { return addBytes(byteSums(bits)); }

static inline void widen(const Cover *cover, uint32_t row, uint32_t left, uint32_t right) {
  if ((int16_t)left < cover->left[row]) cover->left[row] = (int16_t)left;
  if ((int16_t)right > cover->right[row]) cover->right[row] = (int16_t)right;
}

void coverTake(const Cover *cover, Cells region) {
  for (uint32_t row = region.top; row < region.bottom; row++) {
    uint32_t *const cells = cover->cells + row * cover->words;
    for (uint32_t word = region.left >> 5; word << 5 < region.right; word++) {
      const uint32_t bits = wordMask(region, word);
      cover->head->changed += ones(bits & ~cells[word]);
      cells[word] |= bits;
    }
    widen(cover, row, region.left, region.right);
  }
}

Cells coverCompare(const Cover *cover, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, Cells region,
                   uint32_t patience) {
  CoverHead *const head = cover->head;
  const uint32_t x = head->alignX, y = head->alignY, left = region.left, right = region.right;
  const uint32_t columns = right - left;
  const size_t aRows = (size_t)y * aStride, bRows = (size_t)y * bStride;
  /* In 1/256 bus cycles: what comparing a row of cells takes, and what a cell that need not be sent is worth: of four one goes
   * for the windows that leave it out. */
  const uint64_t rowCost = (uint64_t)head->compareCost * columns * x * y;
  const uint64_t cellGain = (uint64_t)cover->cellCycles * 192;
  uint64_t spent = 0, gained = (uint64_t)patience << 8;
  const int areSquares = x == 2 && y == 2;
  const uint8_t *aRow = a + region.top * aRows, *bRow = b + region.top * bRows;
  uint8_t *cells = (uint8_t *)(cover->cells + region.top * cover->words);
  uint32_t leftmost = UINT16_MAX, rightmost = 0, top = 0, bottom = 0, changed = 0, row = region.top;
  for (; row < region.bottom && spent <= gained; row++) {
    const Differing found = areSquares ? squares(cells, aRow, aStride, bRow, bStride, left, right)
                                       : coverAny(cells, aRow, aStride, bRow, bStride, left, right, x, y);
    if (found.count != 0) {
      widen(cover, row, found.left, found.right);
      if (found.left < leftmost) leftmost = found.left;
      if (found.right > rightmost) rightmost = found.right;
      if (bottom == 0) top = row;
      bottom = row + 1;
      changed += found.count;
    }
    spent += rowCost;
    gained += (columns - found.count) * cellGain;
    aRow += aRows;
    bRow += bRows;
    cells += 4 * cover->words;
  }
  head->changed += changed;
  head->compared += (row - region.top) * columns * x * y;
  const Cells box = {(uint16_t)(bottom == 0 ? 0 : leftmost), (uint16_t)top, (uint16_t)rightmost, (uint16_t)bottom};
  if (row == region.bottom) return box;
  const Cells rest = {region.left, (uint16_t)row, region.right, region.bottom};
  coverTake(cover, rest);
  return bottom == 0 ? rest : coverJoined(rest, box);
}

uint32_t coverRuns(const Cover *cover, Cells region) {
  uint32_t runs = 0;
  for (uint32_t row = region.top; row < region.bottom; row++) {
    if (cover->right[row] == NO_RIGHT) continue;
    const uint32_t *const cells = cover->cells + row * cover->words;
    uint32_t before = 0, sums = 0;
    for (uint32_t word = 0; word < cover->words; word++) {
      const uint32_t bits = cells[word];
      if (bits != 0) sums += byteSums(bits & ~(bits << 1 | before));
      before = bits >> 31;
    }
    runs += addBytes(sums);
  }
  return runs;
}

void coverClear(const Cover *cover, Cells region) {
  const size_t rows = (size_t)(region.bottom - region.top);
  __builtin_memset(cover->cells + region.top * cover->words, 0, 4 * rows * cover->words);
  for (uint32_t row = region.top; row < region.bottom; row++) {
    cover->left[row] = NO_LEFT;
    cover->right[row] = NO_RIGHT;
  }
}
