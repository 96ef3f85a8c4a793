#include "cover-bits.h"

/*
 * A cut is worth the cells that the two tight boxes save against one. What the empty rows and columns save comes first: a cut there
 * goes through nothing that is marked. Then what the outline of the marked cells says.
 */

/*
 * A box is cut in the hope of more cuts where so many of its cells are empty: a window's worth, and what stands for the
 * processor's time, which is the same whatever a window costs.
 */
#define DEEP_WINDOWS 1
#define DEEP_CELLS 160
/* Cuts of one kind are tried at most so many in a box's width or height: 2 to this. */
#define STEPS_BITS 3

static inline void offer(Cut *cut, uint32_t saved, uint32_t at, uint32_t isVertical) {
  if (saved <= cut->saved) return;
  cut->saved = saved;
  cut->at = at;
  cut->isVertical = isVertical;
}

/* The widest band of empty rows between others; answers its rows. */
static uint32_t widestGap(const Cover *cover, Cells box, uint32_t *at) {
  uint32_t widest = 0;
  for (uint32_t y = box.top; y < box.bottom; y++) {
    if (cover->right[y] != NO_RIGHT) continue;
    const uint32_t from = y;
    while (cover->right[y] == NO_RIGHT) y++;
    if (y - from > widest) {
      widest = y - from;
      *at = from;
    }
  }
  return widest;
}

/* Cuts below rows that are narrower than the box, from its top on, and above such rows from its bottom on. */
static void tryRows(const Cover *cover, Cells box, Cut *cut) {
  const int16_t *left = cover->left, *right = cover->right;
  const int32_t width = box.right - box.left, step = (box.bottom - box.top) >> STEPS_BITS;
  int32_t l = left[box.top], r = right[box.top], next = 0;
  for (int32_t y = box.top + 1; r - l < width; y++) {
    if (left[y] >= l && right[y] <= r) continue;
    if (y >= next) {
      offer(cut, (uint32_t)((width - (r - l)) * (y - box.top)), (uint32_t)y, 0);
      next = y + 1 + step;
    }
    if (left[y] < l) l = left[y];
    if (right[y] > r) r = right[y];
  }
  l = left[box.bottom - 1], r = right[box.bottom - 1], next = INT32_MAX;
  for (int32_t y = box.bottom - 2; r - l < width; y--) {
    if (left[y] >= l && right[y] <= r) continue;
    if (y <= next) {
      offer(cut, (uint32_t)((width - (r - l)) * (box.bottom - 1 - y)), (uint32_t)y + 1, 0);
      next = y - 1 - step;
    }
    if (left[y] < l) l = left[y];
    if (right[y] > r) r = right[y];
  }
}

/* Cuts to the right of columns that are lower than the box, from its left on, and to the left of such from its right on. */
static void tryColumns(const Cover *cover, Cells box, Cut *cut) {
  const int16_t *left = cover->left, *right = cover->right;
  const int32_t step = (box.right - box.left) >> STEPS_BITS;
  int32_t top = box.top, bottom = box.bottom - 1, limit = INT16_MAX;
  for (;;) {
    int32_t x = left[top] > left[bottom] ? left[top] : left[bottom];
    if (x > limit) x = limit;
    if (x <= box.left) break;
    while (left[top] >= x) top++;
    while (left[bottom] >= x) bottom--;
    offer(cut, (uint32_t)((x - box.left) * (top - box.top + box.bottom - 1 - bottom)), (uint32_t)x, 1);
    limit = x - 1 - step;
  }
  top = box.top, bottom = box.bottom - 1, limit = 0;
  for (;;) {
    int32_t x = right[top] < right[bottom] ? right[top] : right[bottom];
    if (x < limit) x = limit;
    if (x >= box.right) break;
    while (right[top] <= x) top++;
    while (right[bottom] <= x) bottom--;
    offer(cut, (uint32_t)((box.right - x) * (top - box.top + box.bottom - 1 - bottom)), (uint32_t)x, 1);
    limit = x + 1 + step;
  }
}

/* Cuts at the bands of empty columns of a tight box of up to 32: `columns` has those that are not empty, the box's first lowest. */
static void tryNarrowGaps(Cells box, uint32_t columns, Cut *cut) {
  const uint32_t height = (uint32_t)(box.bottom - box.top);
  uint32_t at = box.left;
  uint32_t gaps = ~columns & narrowMask(box);
  while (gaps != 0) {
    const uint32_t zeros = (uint32_t)__builtin_ctz(gaps);
    gaps >>= zeros;
    at += zeros;
    const uint32_t run = (uint32_t)__builtin_ctz(~gaps);
    offer(cut, run * height, at, 1);
    gaps >>= run;
    at += run;
  }
}

static uint32_t columnsOf(const Cover *cover, Cells box) {
  const uint32_t shift = box.left & 31, mask = narrowMask(box), words = cover->words;
  const uint32_t *row = cover->cells + box.top * words + (box.left >> 5);
  const uint32_t *const end = row + (box.bottom - box.top) * words;
  uint32_t columns = ~mask;
  for (; columns != UINT32_MAX && row < end; row += words) columns |= (uint32_t)(load64((const uint8_t *)row) >> shift);
  return columns & mask;
}

/* The same for wider ones. */
static void tryWideGaps(const Cover *cover, Cells box, Cut *cut) {
  const uint32_t first = box.left >> 5, last = (uint32_t)(box.right - 1) >> 5, words = cover->words;
  const uint32_t height = (uint32_t)(box.bottom - box.top);
  uint32_t from = 0;
  int open = 0;
  for (uint32_t word = first; word <= last; word++) {
    uint32_t gap = wordMask(box, word);
    const uint32_t *row = cover->cells + box.top * words + word;
    uint32_t rows = height;
    for (; gap != 0 && rows >= 4; rows -= 4, row += 4 * words) gap &= ~(row[0] | row[words] | row[2 * words] | row[3 * words]);
    for (; rows > 0; rows--, row += words) gap &= ~*row;
    uint32_t at = 32 * word;
    if (open && !(gap & 1)) {
      offer(cut, (at - from) * height, from, 1);
      open = 0;
    }
    while (gap != 0) {
      const uint32_t zeros = (uint32_t)__builtin_ctz(gap);
      at += zeros;
      gap >>= zeros;
      if (!open) from = at;
      open = 1;
      if (gap == UINT32_MAX) break;
      const uint32_t run = (uint32_t)__builtin_ctz(~gap);
      at += run;
      gap >>= run;
      if (at == 32 * (word + 1)) break;
      offer(cut, (at - from) * height, from, 1);
      open = 0;
    }
  }
}

/* Whether more than `limit` cells of a box are empty. */
static int isEmptier(const Cover *cover, Cells box, uint32_t limit) {
  const uint32_t first = box.left >> 5, last = (uint32_t)(box.right - 1) >> 5, words = cover->words;
  const uint32_t *row = cover->cells + box.top * words + first;
  uint32_t empty = 0;
  if (box.right - box.left <= 32) {
    const uint32_t shift = box.left & 31, mask = narrowMask(box);
    for (uint32_t y = box.top; y < box.bottom;) {
      /* No byte overflows below 32 rows. */
      const uint32_t end = box.bottom - y > 16 ? y + 16 : box.bottom;
      uint32_t sums = 0;
      for (; y < end; y++, row += words) sums += byteSums(mask & ~narrowRow(row, shift, mask));
      empty += addBytes(sums);
      if (empty > limit) return 1;
    }
    return 0;
  }
  const uint32_t firstBits = wordMask(box, first), lastBits = wordMask(box, last);
  for (uint32_t y = box.top; y < box.bottom; y++, row += words) {
    uint32_t sums = byteSums(~row[0] & firstBits) + byteSums(~row[last - first] & lastBits);
    for (uint32_t word = 1; word < last - first; word++) sums += byteSums(~row[word]);
    empty += addBytes(sums);
    if (empty > limit) return 1;
  }
  return 0;
}

int coverCut(const Cover *cover, Cells box, uint32_t kind, uint32_t columns, uint32_t paying, Cut *cut) {
  const uint32_t width = (uint32_t)(box.right - box.left), height = (uint32_t)(box.bottom - box.top);
  *cut = (Cut){0, 0, 0};
  if (!(kind & NO_EMPTY_ROW)) {
    uint32_t at = 0;
    const uint32_t rows = widestGap(cover, box, &at);
    offer(cut, rows * width, at, 0);
    if (cut->saved >= paying) return 1;
  }
  if (!(kind & NO_GAPS)) {
    if (width > 32) tryWideGaps(cover, box, cut);
    else tryNarrowGaps(box, kind & COLUMNS_KNOWN ? columns : columnsOf(cover, box), cut);
    if (cut->saved >= paying) return 1;
  }
  tryRows(cover, box, cut);
  tryColumns(cover, box, cut);
  if (cut->saved >= paying) return 1;
  const uint32_t deep = DEEP_WINDOWS * paying + DEEP_CELLS;
  if (width * height <= deep || !isEmptier(cover, box, deep)) return 0;
  if (cut->saved == 0) {
    /* Nothing to go by but that a frame or a letter has its inside in the middle. */
    cut->isVertical = width > height;
    cut->at = cut->isVertical ? (uint32_t)(box.left + box.right) / 2 : (uint32_t)(box.top + box.bottom) / 2;
  }
  return 1;
}
