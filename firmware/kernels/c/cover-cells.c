#include "cover.h"

#include "load-store.h"

/* Sets the highest bit of each half of a word that is not 0, and no other. */
static inline uint64_t halves(uint64_t word) {
  const uint64_t others = UINT64_C(0x7FFFFFFF7FFFFFFF);
  return (((word & others) + others) | word) & ~others;
}

/* Bits of eight cells of two pixels by two that differ. */
static inline uint32_t eightCells(const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride) {
  const uint64_t d0 = (load64(a) ^ load64(b)) | (load64(a + aStride) ^ load64(b + bStride));
  const uint64_t d1 = (load64(a + 8) ^ load64(b + 8)) | (load64(a + aStride + 8) ^ load64(b + bStride + 8));
  const uint64_t d2 = (load64(a + 16) ^ load64(b + 16)) | (load64(a + aStride + 16) ^ load64(b + bStride + 16));
  const uint64_t d3 = (load64(a + 24) ^ load64(b + 24)) | (load64(a + aStride + 24) ^ load64(b + bStride + 24));
  if ((d0 | d1 | d2 | d3) == 0) return 0;
  const uint64_t found = halves(d0) >> 31 | halves(d1) >> 29 | halves(d2) >> 27 | halves(d3) >> 25;
  return (uint32_t)found | (uint32_t)(found >> 31);
}

static inline void setBits(uint32_t *line, uint32_t at, uint32_t bits) {
  line[at >> 5] |= bits << (at & 31);
  if ((at & 31) > 24) line[(at >> 5) + 1] |= bits >> (32 - (at & 31));
}

/* Adds to `line` which cells of a row, two pixels by two, differ; `a` and `b` are at its cell 0. */
__attribute__((noinline)) static void squareCells(uint32_t *line, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t left,
                        uint32_t right) {
  uint32_t at = left;
  for (; at + 8 <= right; at += 8) {
    const uint32_t bits = eightCells(a + 4 * at, aStride, b + 4 * at, bStride);
    if (bits != 0) setBits(line, at, bits);
  }
  if (at == right) return;
  if (right - left >= 8) {
    at = right - 8; /* some of them once more */
    const uint32_t bits = eightCells(a + 4 * at, aStride, b + 4 * at, bStride);
    if (bits != 0) setBits(line, at, bits);
    return;
  }
  for (; at < right; at++) {
    const uint32_t first = load32(a + 4 * at) ^ load32(b + 4 * at);
    const uint32_t second = load32(a + aStride + 4 * at) ^ load32(b + bStride + 4 * at);
    line[at >> 5] |= (uint32_t)((first | second) != 0) << (at & 31);
  }
}

/* The same for cells of any size. */
static void anyCells(uint32_t *line, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t left,
                     uint32_t right, uint32_t columns, uint32_t rows) {
  for (uint32_t at = left; at < right; at++) {
    uint32_t differ = 0;
    for (uint32_t row = 0; row < rows; row++) {
      const uint8_t *aRow = a + row * (size_t)aStride + 2 * (size_t)at * columns;
      const uint8_t *bRow = b + row * (size_t)bStride + 2 * (size_t)at * columns;
      for (uint32_t column = 0; column < columns; column++) differ |= load16(aRow + 2 * column) ^ load16(bRow + 2 * column);
    }
    line[at >> 5] |= (uint32_t)(differ != 0) << (at & 31);
  }
}

static uint32_t ones(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
  return ((bits + (bits >> 4)) & 0x0F0F0F0F) * 0x01010101 >> 24;
}

/* Widens a row's edges, and counts cells that were not marked before. */
static void widen(const Cover *cover, uint32_t row, uint32_t left, uint32_t right, uint32_t fresh) {
  if ((int16_t)left < cover->left[row]) cover->left[row] = (int16_t)left;
  if ((int16_t)right > cover->right[row]) cover->right[row] = (int16_t)right;
  cover->head->changed += fresh;
}

/* All cells of a row from `left` to `right`. */
static void markRow(const Cover *cover, uint32_t row, uint32_t left, uint32_t right) {
  uint32_t *const cells = cover->cells + row * cover->words;
  uint32_t fresh = 0;
  for (uint32_t word = left >> 5; word << 5 < right; word++) {
    uint32_t bits = UINT32_MAX;
    if (word << 5 < left) bits &= UINT32_MAX << (left & 31);
    if (right < (word + 1) << 5) bits &= ~(UINT32_MAX << (right & 31));
    fresh += ones(bits & ~cells[word]);
    cells[word] |= bits;
  }
  widen(cover, row, left, right, fresh);
}

Cells coverCompare(const Cover *cover, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, Cells region,
                     uint32_t patience) {
  CoverHead *const head = cover->head;
  const uint32_t x = head->alignX, y = head->alignY;
  const uint32_t columns = (uint32_t)(region.right - region.left);
  /* In 1/256 bus cycles: what comparing a row of cells takes, and what a cell that need not be sent is worth: of four one goes
   * for the windows that leave it out. */
  const uint64_t rowCost = (uint64_t)head->compareCost * columns * x * y;
  const uint64_t cellGain = (uint64_t)cover->cellCycles * 192;
  uint64_t spent = 0, gained = (uint64_t)patience << 8;
  Cells box = {UINT16_MAX, 0, 0, 0};
  __builtin_memset(cover->line, 0, 4 * (size_t)cover->words);
  for (uint32_t row = region.top; row < region.bottom; row++) {
    if (spent > gained) {
      markRow(cover, row, region.left, region.right);
      if (box.right == 0) box.top = (uint16_t)row;
      box.left = region.left;
      box.right = region.right;
      box.bottom = (uint16_t)(row + 1);
      continue;
    }
    const uint8_t *aRow = a + row * y * (size_t)aStride, *bRow = b + row * y * (size_t)bStride;
    if (x == 2 && y == 2) squareCells(cover->line, aRow, aStride, bRow, bStride, region.left, region.right);
    else anyCells(cover->line, aRow, aStride, bRow, bStride, region.left, region.right, x, y);
    uint32_t *const cells = cover->cells + row * cover->words;
    uint32_t left = 0, right = 0, fresh = 0;
    for (uint32_t word = region.left >> 5; word << 5 < region.right; word++) {
      const uint32_t bits = cover->line[word];
      if (bits == 0) continue;
      cover->line[word] = 0;
      fresh += ones(bits & ~cells[word]);
      cells[word] |= bits;
      if (right == 0) left = 32 * word + (uint32_t)__builtin_ctz(bits);
      right = 32 * word + 32 - (uint32_t)__builtin_clz(bits);
    }
    if (right != 0) {
      widen(cover, row, left, right, fresh);
      if (box.right == 0) box.top = (uint16_t)row;
      if (left < box.left) box.left = (uint16_t)left;
      if (right > box.right) box.right = (uint16_t)right;
      box.bottom = (uint16_t)(row + 1);
    }
    head->compared += columns * x * y;
    spent += rowCost;
    gained += (columns - fresh) * cellGain;
  }
  if (box.right == 0) box.left = 0;
  return box;
}

void coverTake(const Cover *cover, Cells region) {
  for (uint32_t row = region.top; row < region.bottom; row++) markRow(cover, row, region.left, region.right);
}

void coverClear(const Cover *cover, Cells region) {
  const size_t rows = (size_t)(region.bottom - region.top);
  __builtin_memset(cover->cells + region.top * cover->words, 0, 4 * rows * cover->words);
  for (uint32_t row = region.top; row < region.bottom; row++) {
    cover->left[row] = NO_LEFT;
    cover->right[row] = NO_RIGHT;
  }
}
