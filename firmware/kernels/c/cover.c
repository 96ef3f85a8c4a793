#include "cover.h"

#include "load-store.h"

void coverOpen(Cover *cover, void *state) {
  CoverHead *head = state;
  cover->head = head;
  cover->columns = head->width / head->alignX;
  cover->rows = head->height / head->alignY;
  cover->words = (cover->columns + 31) / 32;
  cover->cellCycles = head->pixelCycles * head->alignX * head->alignY;
  cover->tasks = (CoverTask *)(head + 1);
  cover->runs = (CoverRun *)(cover->tasks + 2 * head->most + 2);
  cover->regions = (Cells *)(cover->runs + cover->rows + 1);
  cover->pairs = (CoverPair *)(cover->regions + 2 * COVER_REGIONS);
  cover->cells = (uint32_t *)(cover->pairs + COVER_REGIONS);
  cover->left = (int16_t *)(cover->cells + cover->words * cover->rows);
  cover->right = cover->left + cover->rows;
}

void coverBegin(void *state, uint32_t width, uint32_t height, uint32_t alignX, uint32_t alignY, uint32_t windowCycles,
                uint32_t pixelCycles, uint32_t compareCost, uint32_t most) {
  *(CoverHead *)state = (CoverHead){
      .width = width,
      .height = height,
      .alignX = alignX,
      .alignY = alignY,
      .windowCycles = windowCycles,
      .pixelCycles = pixelCycles,
      .compareCost = compareCost,
      .most = most,
  };
}

static Cells cellsOf(const Cover *cover, const uint8_t *region) {
  const uint32_t x = cover->head->alignX, y = cover->head->alignY;
  return (Cells){
      .left = (uint16_t)(load16(region) / x),
      .top = (uint16_t)(load16(region + 2) / y),
      .right = (uint16_t)((load16(region + 4) + x - 1) / x),
      .bottom = (uint16_t)((load16(region + 6) + y - 1) / y),
  };
}

/* Top to bottom, and left to right: the two lie in a word, little-endian. */
static void sort(Cells *list, uint32_t length) {
  for (uint32_t at = 1; at < length; at++) {
    const Cells box = list[at];
    const uint32_t place = load32((const uint8_t *)&box);
    uint32_t to = at;
    for (; to > 0 && place < load32((const uint8_t *)&list[to - 1]); to--) list[to] = list[to - 1];
    list[to] = box;
  }
}

static void putRegion(const Cover *cover, uint8_t *region, Cells box) {
  const uint32_t x = cover->head->alignX, y = cover->head->alignY;
  store16(region, (uint16_t)(box.left * x));
  store16(region + 2, (uint16_t)(box.top * y));
  store16(region + 4, (uint16_t)(box.right * x));
  store16(region + 6, (uint16_t)(box.bottom * y));
}

static uint32_t coverAll(void *state, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride,
                         uint8_t *regions, uint32_t compared, uint32_t taken, uint32_t patience, uint8_t *windows) {
  Cover cover;
  coverOpen(&cover, state);
  CoverHead *const head = cover.head;
  Cells *const declared = cover.regions;
  Cells *const list = (Cells *)windows;
  Cells all = {0, UINT16_MAX, (uint16_t)cover.columns, 0};
  for (uint32_t at = 0; at < compared; at++) declared[at] = cellsOf(&cover, regions + 8 * at);
  const uint32_t compares = coverJoin(&cover, declared, compared);
  /* Its turn comes after the compare: what lies in the list now is compared, what is in it then is the alternative. */
  Cells *const boxes = declared + COVER_REGIONS;
  for (uint32_t at = 0; at < compares; at++) boxes[at] = declared[at];
  for (uint32_t at = 0; at < taken; at++) declared[compares + at] = cellsOf(&cover, regions + 8 * (compared + at));
  const uint32_t length = taken == 0 ? compares : coverJoin(&cover, declared, compares + taken);
  head->declared = 0;
  for (uint32_t at = 0; at < length; at++) {
    head->declared += coverCost(&cover, declared[at]);
    if (declared[at].top < all.top) all.top = declared[at].top;
    if (declared[at].bottom > all.bottom) all.bottom = declared[at].bottom;
  }
  head->cycles = head->declared;
  head->compared = 0;
  head->changed = 0;
  head->regions = compares;
  uint32_t count = 0;
  /* Where nothing is compared the regions are as good as what a search would find. */
  const int isSearched = compares > 0 || length > head->most;
  if (isSearched) {
    coverClear(&cover, all);
    for (uint32_t at = compared; at < compared + taken; at++) coverTake(&cover, cellsOf(&cover, regions + 8 * at));
    for (uint32_t at = 0; at < compares; at++) {
      putRegion(&cover, regions + 8 * at, coverCompare(&cover, a, aStride, b, bStride, boxes[at], patience));
    }
    if (head->looks) {
      head->runs = coverRuns(&cover, all);
      return 0;
    }
    count = coverSearch(&cover, all, list);
  }
  if (!isSearched || (head->cycles > head->declared && length <= head->most)) {
    head->cycles = head->declared;
    for (count = 0; count < length; count++) list[count] = declared[count];
  }
  sort(list, count);
  for (uint32_t at = 0; at < count; at++) putRegion(&cover, windows + 8 * at, list[at]);
  return count;
}

/* What is covered part by part. */
typedef struct {
  void *state;
  const uint8_t *a, *b;
  uint32_t aStride, bStride, patience;
  uint8_t *windows;
  uint32_t compared; /* pixels, over all parts so far */
} Parts;

/* Covers a box of cells, from the window `count` on; answers how many windows there are then, their cost added to `cycles`. */
static uint32_t coverPart(Parts *parts, Cells box, uint32_t count, uint32_t *cycles) {
  CoverHead *const head = parts->state;
  Cover cover;
  uint8_t region[8];
  coverOpen(&cover, head);
  putRegion(&cover, region, box);
  count += coverAll(head, parts->a, parts->aStride, parts->b, parts->bStride, region, 1, 0, parts->patience,
                    parts->windows + 8 * count);
  *cycles += head->cycles;
  parts->compared += head->compared;
  return count;
}

/* Covers a box of cells cut in two at a column or a row, where that leaves two parts, else whole; answers how many windows. */
static uint32_t coverParts(Parts *parts, Cells box, uint32_t across, uint32_t down, uint32_t *cycles) {
  CoverHead *const head = parts->state;
  const uint32_t most = head->most;
  Cells first = box, second = box;
  uint32_t count;
  *cycles = 0;
  if (across == 0 && down == 0) return coverPart(parts, box, 0, cycles);
  if (across > 0) first.right = second.left = (uint16_t)(box.left + across);
  else first.bottom = second.top = (uint16_t)(box.top + down);
  head->most = most / 2;
  count = coverPart(parts, first, 0, cycles);
  count = coverPart(parts, second, count, cycles);
  head->most = most;
  return count;
}

/* Of the box whole and in two the cheapest; the first one of those that cost the same. */
static uint32_t coverCheapest(Parts *parts, Cells box) {
  CoverHead *const head = parts->state;
  const uint32_t cuts = head->cuts;
  const uint32_t columns = (uint32_t)(box.right - box.left), rows = (uint32_t)(box.bottom - box.top);
  uint32_t best, bestAcross = 0, bestDown = 0, cycles, count;
  coverParts(parts, box, 0, 0, &best);
  for (uint32_t part = 1; part < cuts; part++) {
    const uint32_t across = (2 * columns * part + cuts) / (2 * cuts), down = (2 * rows * part + cuts) / (2 * cuts);
    if (across > 0 && across < columns) {
      coverParts(parts, box, across, 0, &cycles);
      if (cycles < best) best = cycles, bestAcross = across, bestDown = 0;
    }
    if (down > 0 && down < rows) {
      coverParts(parts, box, 0, down, &cycles);
      if (cycles < best) best = cycles, bestAcross = 0, bestDown = down;
    }
  }
  count = coverParts(parts, box, bestAcross, bestDown, &cycles);
  head->cycles = cycles;
  head->compared = parts->compared;
  return count;
}

uint32_t cover(void *state, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint8_t *regions,
               uint32_t compared, uint32_t taken, uint32_t patience, uint8_t *windows) {
  const CoverHead *const head = state;
  if (head->cuts > 0 && head->most > 1 && compared == 1 && taken == 0) {
    Parts parts = {state, a, b, aStride, bStride, patience, windows, 0};
    Cover cover;
    coverOpen(&cover, state);
    return coverCheapest(&parts, cellsOf(&cover, regions));
  }
  return coverAll(state, a, aStride, b, bStride, regions, compared, taken, patience, windows);
}
