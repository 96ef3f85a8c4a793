#include "cover.h"

/*
 * Run of equal rows after run, by the best last band for the rows so far. What a band holds of empty cells grows with it, and one
 * that has more than a window and a half is worth is hardly ever among the best: few have to be tried.
 */
uint32_t coverBands(const Cover *cover, Cells box, uint32_t paying, Cells *windows, uint32_t room, uint32_t *cycles) {
  const int16_t *const left = cover->left, *const right = cover->right;
  CoverRun *const runs = cover->runs;
  const uint32_t window = cover->head->windowCycles, cell = cover->cellCycles, limit = paying + paying / 2;
  CoverRun *run = runs;
  run->marked = 0;
  run->cycles = 0;
  for (uint32_t y = box.top; y < box.bottom; run++) {
    const int32_t l0 = left[y], r0 = right[y];
    run->left = (int16_t)l0;
    run->right = (int16_t)r0;
    run->top = (uint16_t)y;
    do y++;
    while (y < box.bottom && left[y] == l0 && right[y] == r0);
    if (r0 == NO_RIGHT) {
      run[1].marked = run->marked;
      run[1].cycles = run->cycles;
      continue;
    }
    const uint32_t marked = run->marked + (y - run->top) * (uint32_t)(r0 - l0);
    int32_t l = l0, r = r0;
    uint32_t best = UINT32_MAX;
    const CoverRun *from = run;
    for (const CoverRun *at = run;; at--) {
      if (at->left < l) l = at->left;
      if (at->right > r) r = at->right;
      const uint32_t area = (uint32_t)(r - l) * (y - at->top);
      if (area + at->marked > marked + limit) break;
      const uint32_t cost = at->cycles + cell * area;
      if (cost < best) {
        best = cost;
        from = at;
      }
      if (at == runs) break;
    }
    run->from = (uint16_t)(from - runs);
    run[1].marked = marked;
    run[1].cycles = best + window;
  }
  *cycles = run->cycles;
  run->top = box.bottom;
  uint32_t count = 0;
  for (const CoverRun *at = run; at > runs;) {
    if (at[-1].right == NO_RIGHT) {
      at--;
    } else {
      at = runs + at[-1].from;
      count++;
    }
  }
  if (count > room) return 0;
  windows += count;
  while (run > runs) {
    const CoverRun *const last = run - 1;
    if (last->right == NO_RIGHT) {
      run--;
      continue;
    }
    const uint16_t bottom = run->top; /* of the next run, or of what follows the box */
    int16_t l = NO_LEFT, r = NO_RIGHT;
    run = runs + last->from;
    for (const CoverRun *at = run; at <= last; at++) {
      if (at->left < l) l = at->left;
      if (at->right > r) r = at->right;
    }
    *--windows = (Cells){(uint16_t)l, run->top, (uint16_t)r, bottom};
  }
  return count;
}
