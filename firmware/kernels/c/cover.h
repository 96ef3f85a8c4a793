/*
 * What the parts of the cover kernel share. All is reckoned in cells: the smallest window the panel takes, `alignX` x `alignY`
 * pixels. The state is the caller's; behind this head lie the arrays that `coverOpen` points to.
 */
#ifndef VERSO_COVER_H
#define VERSO_COVER_H

#include "kernels.h"

_Static_assert(sizeof(uint32_t) * 16 == COVER_HEAD_BYTES, "as state-sizes.ts has it");

#define INTERNAL __attribute__((visibility("hidden")))

/* The same order as in reference/cover-state.ts. */
typedef struct {
  uint32_t width, height;  /* of the surface, pixels */
  uint32_t alignX, alignY; /* of a cell, pixels */
  uint32_t windowCycles, pixelCycles;
  uint32_t compareCost; /* of reading a pixel of both surfaces, in 1/256 bus cycles */
  uint32_t most;        /* windows */
  uint32_t cycles;      /* of the windows chosen */
  uint32_t declared;    /* bus cycles of the regions as they were declared: aligned, joined where cheaper */
  uint32_t compared;    /* pixels */
  uint32_t changed;     /* cells that differ, and such as were taken without a compare */
  uint32_t regions;     /* boxes of what differs that were written over the regions */
  uint32_t looks;       /* not 0: nothing but to count what differs */
  uint32_t runs;        /* of marked cells side by side, where it looks */
  uint32_t cuts;        /* not 0: one region is also tried cut in two, between any two of so many parts of a side */
} CoverHead;

/* Half open, in cells. */
typedef struct {
  uint16_t left, top, right, bottom;
} Cells;

/* Cells of a row that differ: how many, and the outermost; 0, 0, 0 where none does. */
typedef struct {
  uint32_t left, right, count;
} Differing;

/* A box that is to be looked at, or one whose parts have been. */
typedef struct {
  Cells box;
  uint16_t kind;
  uint16_t windows; /* to be looked at: how many there may be in the end; parts: how many there were before them */
  uint16_t middle;  /* parts: how many there were before the second */
  uint16_t spare;
  uint32_t cycles; /* parts: what the windows before them cost */
} CoverTask;

/* Equal rows, one below the other, and the cheapest bands for all rows of the box down to them. */
typedef struct {
  int16_t left, right;
  uint16_t top, from; /* the first of the last band's runs */
  uint32_t marked;    /* cells of the rows above */
  uint32_t cycles;    /* of the bands above */
} CoverRun;

/* What is known of a box: */
#define EDGES_KNOWN 1  /* its rows' edges */
#define NO_EMPTY_ROW 2
#define NO_GAPS 4      /* too few cells are empty between the edges to pay for one window */
#define COLUMNS_KNOWN 8 /* which are not empty: it has up to 32 */

typedef struct {
  uint32_t saved; /* cells */
  uint32_t at;
  uint32_t isVertical;
} Cut;

/* An empty row's edges: what no minimum and no maximum takes. */
#define NO_LEFT INT16_MAX
#define NO_RIGHT 0

/* The region behind one with which it is best joined, and bus cycles saved by that; negative where none is. */
typedef struct {
  int32_t saved;
  uint32_t other;
} CoverPair;

typedef struct {
  CoverHead *head;
  uint32_t columns, rows;
  uint32_t words; /* of a row of cells */
  uint32_t cellCycles;
  uint32_t *cells; /* a bit each: it has a pixel that is to be sent; the lowest bit is leftmost */
  int16_t *left, *right; /* outermost cells of each row of the box under study */
  CoverTask *tasks;
  CoverRun *runs; /* one more than rows */
  Cells *regions; /* twice COVER_REGIONS */
  CoverPair *pairs; /* COVER_REGIONS */
} Cover;

INTERNAL void coverOpen(Cover *cover, void *state);
/* Joins the two regions of a list that save most by it, again and again, as long as it is not dearer; answers its new length. */
INTERNAL uint32_t coverJoin(const Cover *cover, Cells *list, uint32_t length);
/* Forgets what is marked between two rows. */
INTERNAL void coverClear(const Cover *cover, Cells region);
/* Marks all of a region. */
INTERNAL void coverTake(const Cover *cover, Cells region);
/*
 * Marks what differs inside a region and answers its box, empty where nothing does. Gives up and marks the rest where the
 * compare has cost `patience` bus cycles more than it can save.
 */
INTERNAL Cells coverCompare(const Cover *cover, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride,
                            Cells region, uint32_t patience);
/* Runs of marked cells in all rows between two. */
INTERNAL uint32_t coverRuns(const Cover *cover, Cells region);
/* Marks which cells of a row differ; `a` and `b` are at its cell 0, `cells` at its bits. */
INTERNAL Differing coverAny(uint8_t *cells, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t left,
                            uint32_t right, uint32_t columns, uint32_t rows);
/* Windows for the marked cells of `box`, whose rows' edges are known; answers how many, and their cost in `head->cycles`. */
INTERNAL uint32_t coverSearch(const Cover *cover, Cells box, Cells *windows);

/*
 * Draws a box tight around what is marked in it and finds its rows' edges, and its columns where it has up to 32; answers what
 * is known of it then, or 0 where it is empty.
 */
INTERNAL uint32_t coverEdges(const Cover *cover, Cells *box, uint32_t *columns);
/* Draws a box tight whose rows' edges are known; answers 0 where it is empty. */
INTERNAL int coverTrim(const Cover *cover, Cells *box);
/* The best cut of a tight box; answers 0 where it is to stay whole. `paying` cells are worth a window. */
INTERNAL int coverCut(const Cover *cover, Cells box, uint32_t kind, uint32_t columns, uint32_t paying, Cut *cut);
/*
 * The cheapest bands of whole rows for a tight box; answers how many, with their cost in `cycles`, or 0 where there would be
 * more than `room`.
 */
INTERNAL uint32_t coverBands(const Cover *cover, Cells box, uint32_t paying, Cells *windows, uint32_t room, uint32_t *cycles);

static inline uint32_t coverCost(const Cover *cover, Cells box) {
  return cover->head->windowCycles +
         cover->cellCycles * (uint32_t)(box.right - box.left) * (uint32_t)(box.bottom - box.top);
}

static inline Cells coverJoined(Cells a, Cells b) {
  return (Cells){
      .left = a.left < b.left ? a.left : b.left,
      .top = a.top < b.top ? a.top : b.top,
      .right = a.right > b.right ? a.right : b.right,
      .bottom = a.bottom > b.bottom ? a.bottom : b.bottom,
  };
}

#endif
