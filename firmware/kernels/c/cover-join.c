#include "cover.h"

static int32_t savedBy(const Cover *cover, Cells a, Cells b) {
  return (int32_t)(coverCost(cover, a) + coverCost(cover, b) - coverCost(cover, coverJoined(a, b)));
}

/* The best of those behind a region. */
static void findPair(const Cover *cover, const Cells *list, uint32_t length, uint32_t one) {
  CoverPair best = {-1, 0};
  for (uint32_t other = one + 1; other < length; other++) {
    const int32_t saved = savedBy(cover, list[one], list[other]);
    if (saved > best.saved) best = (CoverPair){saved, other};
  }
  cover->pairs[one] = best;
}

uint32_t coverJoin(const Cover *cover, Cells *list, uint32_t length) {
  CoverPair *const pairs = cover->pairs;
  for (uint32_t one = 0; one < length; one++) findPair(cover, list, length, one);
  for (;;) {
    uint32_t first = length;
    int32_t most = -1;
    for (uint32_t one = 0; one < length; one++) {
      if (pairs[one].saved <= most) continue;
      most = pairs[one].saved;
      first = one;
    }
    if (first == length) return length;
    const uint32_t second = pairs[first].other;
    const Cells joined = coverJoined(list[first], list[second]);
    /* Both go, the others move up, and the two as one come last. */
    uint32_t to = 0;
    for (uint32_t one = 0; one < length; one++) {
      if (one == first || one == second) continue;
      list[to] = list[one];
      const uint32_t other = pairs[one].other;
      const int isWidowed = pairs[one].saved >= 0 && (other == first || other == second);
      pairs[to].saved = isWidowed ? INT32_MIN : pairs[one].saved;
      pairs[to].other = other - (other > first) - (other > second);
      to++;
    }
    list[to] = joined;
    length = to + 1;
    for (uint32_t one = 0; one < to; one++) {
      if (pairs[one].saved == INT32_MIN) {
        findPair(cover, list, length, one);
        continue;
      }
      const int32_t saved = savedBy(cover, list[one], joined);
      if (saved > pairs[one].saved) pairs[one] = (CoverPair){saved, to};
    }
    pairs[to] = (CoverPair){-1, 0};
  }
}
