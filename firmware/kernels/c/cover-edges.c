#include "cover-bits.h"

static uint32_t narrowEdges(const Cover *cover, Cells *tight, uint32_t *columns) {
  const Cells box = *tight;
  const uint32_t shift = box.left & 31, mask = narrowMask(box), words = cover->words;
  const uint32_t *row = cover->cells + box.top * words + (box.left >> 5);
  int16_t *const left = cover->left, *const right = cover->right;
  const uint32_t end = box.bottom;
  uint32_t top = box.top;
  uint32_t bits = 0;
  for (; top < end && (bits = narrowRow(row, shift, mask)) == 0; row += words) top++;
  if (top == end) return 0;
  uint32_t holes = 0, all = 0, empty = 0, bottom = top;
  for (uint32_t y = top;;) {
    if (bits == 0) {
      left[y] = NO_LEFT;
      right[y] = NO_RIGHT;
      empty++;
    } else {
      const uint32_t zeros = (uint32_t)__builtin_ctz(bits), shifted = bits >> zeros;
      left[y] = (int16_t)(box.left + zeros);
      right[y] = (int16_t)(box.left + bitsIn(bits));
      holes |= shifted & (shifted + 1);
      all |= bits;
      bottom = y + 1;
    }
    if (++y == end) break;
    row += words;
    bits = narrowRow(row, shift, mask);
  }
  const uint32_t zeros = (uint32_t)__builtin_ctz(all);
  *columns = all >> zeros;
  *tight = (Cells){(uint16_t)(box.left + zeros), (uint16_t)top, (uint16_t)(box.left + bitsIn(all)), (uint16_t)bottom};
  return EDGES_KNOWN | COLUMNS_KNOWN | (empty > end - bottom ? 0 : NO_EMPTY_ROW) | (holes ? 0 : NO_GAPS);
}

static uint32_t wideEdges(const Cover *cover, Cells *tight) {
  const Cells box = *tight;
  const uint32_t first = box.left >> 5, last = ((uint32_t)(box.right - 1) >> 5) - first, words = cover->words;
  const uint32_t firstBits = wordMask(box, first), lastBits = wordMask(box, first + last);
  const uint32_t *row = cover->cells + box.top * words + first;
  int16_t *const left = cover->left, *const right = cover->right;
  int16_t leftmost = NO_LEFT, rightmost = NO_RIGHT;
  uint32_t empty = 0, top = box.bottom, bottom = 0;
  for (uint32_t y = box.top; y < box.bottom; y++, row += words) {
    uint32_t at = 0, bits = row[0] & firstBits;
    while (bits == 0 && ++at < last) bits = row[at];
    if (bits == 0) bits = row[at = last] & lastBits;
    if (bits == 0) {
      left[y] = NO_LEFT;
      right[y] = NO_RIGHT;
      empty++;
      continue;
    }
    const int16_t l = (int16_t)(32 * (first + at) + (uint32_t)__builtin_ctz(bits));
    bits = row[at = last] & lastBits;
    while (bits == 0 && --at > 0) bits = row[at];
    if (bits == 0) bits = row[0] & firstBits;
    const int16_t r = (int16_t)(32 * (first + at) + bitsIn(bits));
    left[y] = l;
    right[y] = r;
    if (l < leftmost) leftmost = l;
    if (r > rightmost) rightmost = r;
    if (bottom == 0) top = y;
    bottom = y + 1;
  }
  if (bottom == 0) return 0;
  empty -= (uint32_t)(box.bottom - box.top) - (bottom - top);
  *tight = (Cells){(uint16_t)leftmost, (uint16_t)top, (uint16_t)rightmost, (uint16_t)bottom};
  return EDGES_KNOWN | (empty ? 0 : NO_EMPTY_ROW);
}

uint32_t coverEdges(const Cover *cover, Cells *box, uint32_t *columns) {
  return box->right - box->left <= 32 ? narrowEdges(cover, box, columns) : wideEdges(cover, box);
}

int coverTrim(const Cover *cover, Cells *box) {
  const int16_t *const left = cover->left, *const right = cover->right;
  uint32_t top = box->top, bottom = box->bottom;
  while (top < bottom && right[top] == NO_RIGHT) top++;
  if (top == bottom) return 0;
  while (right[bottom - 1] == NO_RIGHT) bottom--;
  int32_t leftmost = NO_LEFT, rightmost = NO_RIGHT;
  for (uint32_t y = top; y < bottom; y++) {
    if (left[y] < leftmost) leftmost = left[y];
    if (right[y] > rightmost) rightmost = right[y];
  }
  *box = (Cells){(uint16_t)leftmost, (uint16_t)top, (uint16_t)rightmost, (uint16_t)bottom};
  return 1;
}
