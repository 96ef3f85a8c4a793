#include "pace.h"

#include "kernels.h"
#include "load-store.h"

/* The way a bus walks windows, cycle by cycle, is bus/timing.ts's; this is the same arithmetic in integers. */
typedef struct {
  uint64_t end;
  uint64_t freeAt;
  uint64_t packedAt;
} Walk;

_Static_assert(sizeof(PaceState) == PACE_STATE_BYTES, "state-sizes.ts says the same");

static int64_t floorDivided(int64_t value, int64_t by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

static int64_t nanosOf(const PaceState *state, uint64_t cycles) {
  return (int64_t)(cycles * UINT64_C(1000000000) / state->clockHz);
}

/* Spans of all scan starts that see both frames, in nanoseconds times lines, for one period. */
static void widen(int64_t *least, int64_t *greatest, int64_t begins, int64_t ends, int64_t row, int64_t period) {
  /* The controller reads a line while the beam is on it: the write stays a line behind. */
  const int64_t low = begins - (row + 1) * period, high = ends - row * period;
  if (low < *least) *least = low;
  if (high > *greatest) *greatest = high;
}

void pace(void *at, const uint8_t *windows, uint32_t count, uint32_t periodLow, uint32_t periodHigh) {
  PaceState *state = at;
  if (state->clockHz == 0 || state->packBytes == 0 || state->lines == 0) return;
  const int64_t lines = state->lines;
  const uint64_t byteCycles = state->pixelCycles / 2;
  Walk walk = {0, 0, 0};
  int64_t least[2] = {INT64_MAX, INT64_MAX}, greatest[2] = {INT64_MIN, INT64_MIN};
  uint32_t pixels = 0, bottom = 0, firstBytes = 0, walked = 0;
  for (uint32_t index = 0; index < count; index++, windows += 8) {
    const uint32_t left = load16(windows), top = load16(windows + 2), right = load16(windows + 4), end = load16(windows + 6);
    if (left >= right || top >= end) continue;
    const uint32_t rowBytes = (right - left) * 2, rows = end - top;
    uint32_t stripRows = state->stripBytes / rowBytes;
    if (stripRows < 1) stripRows = 1;
    if (stripRows > rows) stripRows = rows;
    const uint32_t strips = (rows + stripRows - 1) / stripRows, stripBytes = stripRows * rowBytes;
    const uint64_t sent = walk.end;
    /* The very first strip was packed before the start. */
    if (walked++ == 0) firstBytes = stripBytes;
    else {
      const uint64_t packing = ((uint64_t)stripBytes * state->clockHz + state->packBytes - 1) / state->packBytes;
      walk.packedAt = (walk.packedAt > walk.freeAt ? walk.packedAt : walk.freeAt) + packing;
    }
    uint64_t first = sent + state->windowCycles;
    if (first < walk.packedAt) first = walk.packedAt;
    walk.end = first + rows * rowBytes * byteCycles;
    walk.freeAt = strips == 1 ? sent : walk.end - (rows - (strips - 1) * stripRows) * rowBytes * byteCycles;
    const int64_t rowNanos = nanosOf(state, rowBytes * byteCycles);
    const int64_t firstRow = nanosOf(state, first), lastRow = nanosOf(state, walk.end) - rowNanos;
    for (uint32_t side = 0; side < 2; side++) {
      const int64_t period = side == 0 ? periodLow : periodHigh;
      widen(&least[side], &greatest[side], firstRow * lines, (firstRow + rowNanos) * lines, top, period);
      widen(&least[side], &greatest[side], lastRow * lines, (lastRow + rowNanos) * lines, end - 1, period);
    }
    pixels += rows * (right - left);
    if (end > bottom) bottom = end;
  }
  for (uint32_t side = 0; side < 2; side++) {
    state->least[side] = walked == 0 ? 0 : (int32_t)floorDivided(least[side], lines);
    state->greatest[side] = walked == 0 ? 0 : (int32_t)-floorDivided(-greatest[side], lines);
  }
  state->cycles = (uint32_t)walk.end;
  state->pixels = pixels;
  state->bottom = bottom;
  state->firstBytes = firstBytes;
}
