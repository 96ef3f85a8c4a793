#include "cover.h"

/*
 * From the whole box down. A box that is full between its rows' edges is covered by bands of rows; any other is cut in two, and
 * when the parts are done they are held against their box, the windows of one against those of the other.
 */

/* Kinds of a task beside what is known of its box: */
#define PARTS 16  /* the box's parts are done */
#define SECOND 32 /* the second part of a box */

/* Windows of two parts are held against each other where they make so many pairs at most. */
#define MOST_PAIRS 12
/* A window takes the processor's time, too: what stands for it, in bus cycles, whatever a window costs. */
#define SEARCH_CYCLES 48

/* Whether the outermost box is as good as full between its rows' edges. */
static uint32_t rootKind(const Cover *cover, Cells box, uint32_t paying) {
  uint32_t between = 0;
  for (uint32_t y = box.top; y < box.bottom; y++) {
    if (cover->right[y] != NO_RIGHT) between += (uint32_t)(cover->right[y] - cover->left[y]);
  }
  return EDGES_KNOWN | ((int32_t)(between - cover->head->changed) < (int32_t)paying ? NO_GAPS : 0);
}

static inline uint32_t areaOf(Cells box) { return (uint32_t)(box.right - box.left) * (uint32_t)(box.bottom - box.top); }

/* Joins windows of two parts where that is not dearer; answers how many there are then. */
static uint32_t joinParts(const Cover *cover, Cells *windows, uint32_t from, uint32_t middle, uint32_t count) {
  const uint32_t window = cover->head->windowCycles, cell = cover->cellCycles;
  for (uint32_t one = from; one < middle; one++) {
    Cells box = windows[one];
    uint32_t apart = cell * areaOf(box) + window;
    for (uint32_t other = middle; other < count;) {
      const Cells joined = coverJoined(box, windows[other]);
      const uint32_t together = cell * areaOf(joined);
      if (together > apart + cell * areaOf(windows[other])) {
        other++;
        continue;
      }
      windows[one] = box = joined;
      apart = together + window;
      windows[other] = windows[--count];
    }
  }
  return count;
}

uint32_t coverSearch(const Cover *cover, Cells whole, Cells *windows) {
  CoverHead *const head = cover->head;
  CoverTask *top = cover->tasks;
  uint32_t count = 0, cycles = 0;
  /* Cells that a cut has to save to be worth its window. */
  const uint32_t paying = (head->windowCycles + SEARCH_CYCLES + cover->cellCycles - 1) / cover->cellCycles;
  *top++ = (CoverTask){.box = whole, .kind = (uint16_t)rootKind(cover, whole, paying), .windows = (uint16_t)head->most};
  while (top > cover->tasks) {
    const CoverTask task = *--top;
    Cells box = task.box;
    uint32_t kind = task.kind;
    if (kind & PARTS) {
      if ((task.middle - task.windows) * (count - task.middle) <= MOST_PAIRS) {
        const uint32_t before = count;
        count = joinParts(cover, windows, task.windows, task.middle, count);
        if (count < before) {
          cycles = task.cycles;
          for (uint32_t at = task.windows; at < count; at++) cycles += coverCost(cover, windows[at]);
        }
      }
      const uint32_t cost = coverCost(cover, box);
      if (cycles - task.cycles < cost) continue;
      count = task.windows;
      windows[count++] = box;
      cycles = task.cycles + cost;
      continue;
    }
    if (kind & SECOND) top[-1].middle = (uint16_t)count;
    uint32_t columns = 0;
    if (!(kind & EDGES_KNOWN)) {
      const uint32_t found = coverEdges(cover, &box, &columns);
      if (found == 0) continue;
      kind |= found;
    } else if (!coverTrim(cover, &box)) {
      continue;
    }
    const uint32_t room = task.windows - count;
    if (kind & NO_GAPS) {
      uint32_t bandCycles = 0;
      const uint32_t bands = coverBands(cover, box, paying, windows + count, room, &bandCycles);
      if (bands > 0) {
        count += bands;
        cycles += bandCycles;
        continue;
      }
    }
    Cut cut;
    /* Two windows hold two cells at least. */
    if (room < 2 || areaOf(box) < paying + 2 || !coverCut(cover, box, kind, columns, paying, &cut)) {
      windows[count++] = box;
      cycles += coverCost(cover, box);
      continue;
    }
    Cells first = box, second = box;
    uint32_t known = kind & NO_GAPS;
    if (cut.isVertical) {
      first.right = second.left = (uint16_t)cut.at;
    } else {
      first.bottom = second.top = (uint16_t)cut.at;
      known |= kind & (EDGES_KNOWN | NO_EMPTY_ROW);
    }
    /* The first part leaves a window for the second. */
    top[0] = (CoverTask){.box = box, .kind = PARTS, .windows = (uint16_t)count, .cycles = cycles};
    top[1] = (CoverTask){.box = second, .kind = (uint16_t)(known | SECOND), .windows = task.windows};
    top[2] = (CoverTask){.box = first, .kind = (uint16_t)known, .windows = (uint16_t)(task.windows - 1)};
    top += 3;
  }
  head->cycles = cycles;
  return count;
}
