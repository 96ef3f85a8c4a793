#include "cover.h"

#include "load-store.h"

/*
 * Guillotine cuts from the whole box down. A cut is worth the cells that the two tight boxes save against one. Only what the
 * outline of the marked cells, their empty rows and their empty columns say is looked at; a box whose best cut does not pay
 * for its window is cut nevertheless where a lot of it is empty, as two cuts may pay where one does not. When the parts are
 * done they are held against their box, and the cheaper is kept.
 */

/* The kinds of a task: parts that are done, or a box of which is known: */
#define PARTS 1
#define VERTICAL 64 /* the cut between them */
#define HOPEFUL 128 /* it did not pay for itself */
#define EDGES_KNOWN 2 /* its rows' edges */
#define NO_EMPTY_ROW 4
#define NO_GAPS 8 /* too few cells are empty between the edges to pay for one window */
#define SOLID_ROWS 16 /* so few that they do not count */
#define COLUMNS_KNOWN 32

/*
 * A box is cut in the hope of more cuts where so many of its cells are empty: two windows' worth, and what stands for the
 * processor's time, which is the same whatever a window costs.
 */
#define DEEP_WINDOWS 2
#define DEEP_CELLS 80
/* Cuts of one kind are tried at most so many in a box's width or height: 2 to this. */
#define STEPS_BITS 3

typedef struct {
  uint32_t saved; /* cells */
  uint32_t at;
  uint32_t isVertical;
} Cut;

static inline void offer(Cut *cut, uint32_t saved, uint32_t at, uint32_t isVertical) {
  if (saved <= cut->saved) return;
  cut->saved = saved;
  cut->at = at;
  cut->isVertical = isVertical;
}

/* The bits of a word of a row of cells that lie inside a box. */
static inline uint32_t inside(Cells box, uint32_t word) {
  uint32_t bits = UINT32_MAX;
  if (word == (uint32_t)box.left >> 5) bits &= UINT32_MAX << (box.left & 31);
  if (word == (uint32_t)(box.right - 1) >> 5) bits &= UINT32_MAX >> (31 - ((box.right - 1) & 31));
  return bits;
}

/* The cells of a row of a box of up to 32 columns, its leftmost lowest. What follows the last row may be read, and is masked. */
static inline uint32_t narrowRow(const uint32_t *row, uint32_t shift, uint32_t mask) {
  return (uint32_t)(load64((const uint8_t *)row) >> shift) & mask;
}

static inline uint32_t narrowMask(Cells box) { return UINT32_MAX >> (32 - (uint32_t)(box.right - box.left)); }

/* Finds the edges of a box's rows, and its columns where it has up to 32; answers what is known of it then. */
static uint32_t findEdges(const Cover *cover, Cells box, uint32_t *columns) {
  const uint32_t first = box.left >> 5, last = (uint32_t)(box.right - 1) >> 5, words = cover->words;
  const uint32_t *row = cover->cells + box.top * words + first;
  int16_t *const left = cover->left, *const right = cover->right;
  uint32_t empty = 0;
  if (box.right - box.left <= 32) {
    const uint32_t shift = box.left & 31, mask = narrowMask(box);
    uint32_t holes = 0, all = 0;
    for (uint32_t y = box.top; y < box.bottom; y++, row += words) {
      const uint32_t bits = narrowRow(row, shift, mask);
      if (bits == 0) {
        left[y] = NO_LEFT;
        right[y] = NO_RIGHT;
        empty = 1;
        continue;
      }
      const uint32_t zeros = (uint32_t)__builtin_ctz(bits), shifted = bits >> zeros;
      left[y] = (int16_t)(box.left + zeros);
      right[y] = (int16_t)(box.left + 32u - (uint32_t)__builtin_clz(bits));
      holes |= shifted & (shifted + 1);
      all |= bits;
    }
    *columns = all;
    return (empty ? 0 : NO_EMPTY_ROW) | (holes ? COLUMNS_KNOWN : NO_GAPS | SOLID_ROWS);
  }
  const uint32_t firstBits = inside(box, first), lastBits = inside(box, last);
  for (uint32_t y = box.top; y < box.bottom; y++, row += words) {
    uint32_t at = 0, bits = row[0] & firstBits;
    while (bits == 0 && first + ++at < last) bits = row[at];
    if (bits == 0) bits = row[at = last - first] & lastBits;
    if (bits == 0) {
      left[y] = NO_LEFT;
      right[y] = NO_RIGHT;
      empty = 1;
      continue;
    }
    left[y] = (int16_t)(32 * (first + at) + (uint32_t)__builtin_ctz(bits));
    bits = row[at = last - first] & lastBits;
    while (bits == 0 && --at > 0) bits = row[at];
    if (bits == 0) bits = row[0] & firstBits;
    right[y] = (int16_t)(32 * (first + at) + 32 - (uint32_t)__builtin_clz(bits));
  }
  return empty ? 0 : NO_EMPTY_ROW;
}

/* Cuts off empty rows above and below; answers 0 where all are empty. */
static int trimRows(const Cover *cover, Cells *box) {
  const int16_t *right = cover->right;
  while (box->top < box->bottom && right[box->top] == NO_RIGHT) box->top++;
  if (box->top >= box->bottom) return 0;
  while (right[box->bottom - 1] == NO_RIGHT) box->bottom--;
  return 1;
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

static void trimColumns(const Cover *cover, Cells *box) {
  const int16_t *leftEdges = cover->left + box->top, *rightEdges = cover->right + box->top;
  const uint32_t rows = (uint32_t)(box->bottom - box->top);
  int16_t left = NO_LEFT, right = NO_RIGHT;
  for (uint32_t y = 0; y < rows; y++) {
    left = leftEdges[y] < left ? leftEdges[y] : left;
    right = rightEdges[y] > right ? rightEdges[y] : right;
  }
  box->left = (uint16_t)left;
  box->right = (uint16_t)right;
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
    uint32_t gap = inside(box, word);
    const uint32_t *row = cover->cells + box.top * words + word;
    for (uint32_t y = height; gap != 0 && y > 0; y--, row += words) gap &= ~*row;
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

/* Empty cells among the bits of a word, as sums of bytes. */
static inline uint32_t byteSums(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
  return (bits + (bits >> 4)) & 0x0F0F0F0F;
}

static inline uint32_t addBytes(uint32_t sums) {
  sums = (sums & 0x00FF00FF) + (sums >> 8 & 0x00FF00FF);
  return (sums & 0xFFFF) + (sums >> 16);
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
  const uint32_t firstBits = inside(box, first), lastBits = inside(box, last);
  for (uint32_t y = box.top; y < box.bottom; y++, row += words) {
    uint32_t sums = byteSums(~row[0] & firstBits) + byteSums(~row[last - first] & lastBits);
    for (uint32_t word = 1; word < last - first; word++) sums += byteSums(~row[word]);
    empty += addBytes(sums);
    if (empty > limit) return 1;
  }
  return 0;
}

/* The same where rows have no holes to speak of. */
static int isOutlineEmptier(const Cover *cover, Cells box, uint32_t limit) {
  uint32_t marked = 0;
  for (uint32_t y = box.top; y < box.bottom; y++) {
    if (cover->right[y] != NO_RIGHT) marked += (uint32_t)(cover->right[y] - cover->left[y]);
  }
  return (uint32_t)(box.right - box.left) * (uint32_t)(box.bottom - box.top) - marked > limit;
}

/* The best cut of a tight box; answers 0 where it is to stay whole. */
static int chooseCut(const Cover *cover, Cells box, uint32_t kind, uint32_t columns, uint32_t paying, Cut *cut) {
  const uint32_t width = (uint32_t)(box.right - box.left), height = (uint32_t)(box.bottom - box.top);
  /* Two windows hold two cells at least. */
  if (width * height < paying + 2) return 0;
  *cut = (Cut){0, 0, 0};
  if (!(kind & NO_EMPTY_ROW)) {
    uint32_t at = 0;
    const uint32_t rows = widestGap(cover, box, &at);
    offer(cut, rows * width, at, 0);
  }
  tryRows(cover, box, cut);
  tryColumns(cover, box, cut);
  if (!(kind & NO_GAPS)) {
    if (width > 32) tryWideGaps(cover, box, cut);
    else tryNarrowGaps(box, kind & COLUMNS_KNOWN ? columns : columnsOf(cover, box), cut);
  }
  /* A window takes the processor's time, too: a quarter of what it takes of the bus. */
  if (4 * cut->saved >= 5 * paying) return 1;
  const uint32_t deep = DEEP_WINDOWS * paying + DEEP_CELLS;
  if (width * height <= deep) return 0;
  if (!(kind & SOLID_ROWS ? isOutlineEmptier(cover, box, deep) : isEmptier(cover, box, deep))) return 0;
  if (cut->saved == 0) {
    /* Nothing to go by but that a frame or a letter has its inside in the middle. */
    cut->isVertical = width > height;
    cut->at = cut->isVertical ? (uint32_t)(box.left + box.right) / 2 : (uint32_t)(box.top + box.bottom) / 2;
  }
  return 1;
}

/* What is known of the outermost box: marked rows' edges, and how many cells are marked. */
static uint32_t rootKind(const Cover *cover, Cells box, uint32_t paying) {
  uint32_t between = 0;
  int hasGap = 0;
  for (uint32_t y = box.top; y < box.bottom; y++) {
    if (cover->right[y] == NO_RIGHT) hasGap = 1;
    else between += (uint32_t)(cover->right[y] - cover->left[y]);
  }
  const uint32_t empty = between - cover->head->changed;
  return EDGES_KNOWN | (hasGap ? 0 : NO_EMPTY_ROW) | (empty < paying ? NO_GAPS : 0) |
         (empty <= DEEP_WINDOWS * paying + DEEP_CELLS ? SOLID_ROWS : 0);
}

/* Joins windows that meet at a cut where that is not dearer; answers how many there are then. */
static uint32_t joinAcross(const Cover *cover, Cells *windows, uint32_t from, uint32_t count, uint32_t at, uint32_t isVertical) {
  for (uint32_t one = from; one < count; one++) {
    if ((isVertical ? windows[one].right : windows[one].bottom) != at) continue;
    for (uint32_t other = from; other < count; other++) {
      if ((isVertical ? windows[other].left : windows[other].top) != at) continue;
      const Cells joined = coverJoined(windows[one], windows[other]);
      if (coverCost(cover, joined) > coverCost(cover, windows[one]) + coverCost(cover, windows[other])) continue;
      windows[one] = joined;
      windows[other] = windows[--count];
      break;
    }
  }
  return count;
}

uint32_t coverSearch(const Cover *cover, Cells whole, Cells *windows) {
  CoverHead *const head = cover->head;
  CoverTask *top = cover->tasks;
  uint32_t count = 0, cycles = 0;
  /* Cells that a cut has to save to be worth its window. */
  const uint32_t paying = (head->windowCycles + cover->cellCycles - 1) / cover->cellCycles;
  if (trimRows(cover, &whole)) {
    *top++ = (CoverTask){whole, (uint16_t)rootKind(cover, whole, paying), (uint16_t)head->most, 0, 0, 0};
  }
  while (top > cover->tasks) {
    const CoverTask task = *--top;
    Cells box = task.box;
    if (task.kind & PARTS) {
      const uint32_t cost = coverCost(cover, box);
      if (task.kind & HOPEFUL) {
        const uint32_t before = count;
        count = joinAcross(cover, windows, task.windows, count, task.at, task.kind & VERTICAL);
        if (count < before) {
          cycles = task.cycles;
          for (uint32_t at = task.windows; at < count; at++) cycles += coverCost(cover, windows[at]);
        }
      }
      if (cycles - task.cycles < cost) continue;
      count = task.windows;
      windows[count++] = box;
      cycles = task.cycles + cost;
      continue;
    }
    uint32_t kind = task.kind;
    uint32_t columns = 0;
    if (!(kind & EDGES_KNOWN)) kind |= findEdges(cover, box, &columns);
    const uint32_t columnsFrom = box.left;
    if (!(kind & NO_EMPTY_ROW) && !trimRows(cover, &box)) continue;
    trimColumns(cover, &box);
    if (kind & COLUMNS_KNOWN) columns >>= box.left - columnsFrom;
    Cut cut;
    if (task.windows - count < 2 || !chooseCut(cover, box, kind, columns, paying, &cut)) {
      windows[count++] = box;
      cycles += coverCost(cover, box);
      continue;
    }
    Cells first = box, second = box;
    uint32_t known = kind & (NO_GAPS | SOLID_ROWS);
    if (cut.isVertical) {
      first.right = second.left = (uint16_t)cut.at;
    } else {
      first.bottom = second.top = (uint16_t)cut.at;
      known |= EDGES_KNOWN | (kind & NO_EMPTY_ROW);
    }
    /* The first part leaves a window for the second. */
    const uint32_t parts = PARTS | (cut.isVertical ? VERTICAL : 0) | (cut.saved < paying ? HOPEFUL : 0);
    *top++ = (CoverTask){box, (uint16_t)parts, (uint16_t)count, cycles, (uint16_t)cut.at, 0};
    *top++ = (CoverTask){second, (uint16_t)known, task.windows, 0, 0, 0};
    *top++ = (CoverTask){first, (uint16_t)known, (uint16_t)(task.windows - 1), 0, 0, 0};
  }
  head->cycles = cycles;
  return count;
}
