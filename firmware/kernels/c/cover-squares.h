/* Which cells of a row differ where a cell is two pixels by two: sixteen cells at once. */
#ifndef VERSO_COVER_SQUARES_H
#define VERSO_COVER_SQUARES_H

#include "cover-bits.h"

/* Four cells of two pixels; a compiler for a machine without such registers takes them one by one. */
typedef uint32_t Four __attribute__((vector_size(16)));
typedef uint64_t Two __attribute__((vector_size(16)));

static inline Four load4(const uint8_t *from) {
  Four four;
  __builtin_memcpy(&four, from, sizeof four);
  return four;
}

/* All ones for each of four cells that is the same in both surfaces. */
static inline Four same4(const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride) {
  return (Four)(((load4(a) ^ load4(b)) | (load4(a + aStride) ^ load4(b + bStride))) == 0);
}

static inline uint32_t anyLane(Four bits) {
  const Two halves = (Two)bits;
  const uint64_t both = halves[0] | halves[1];
  return (uint32_t)(both | both >> 32);
}

/* Bits of eight cells that differ. */
static inline uint32_t eightSquares(const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride) {
  const Four s0 = same4(a, aStride, b, bStride), s1 = same4(a + 16, aStride, b + 16, bStride);
  return anyLane((~s0 & (Four){1, 2, 4, 8}) | (~s1 & (Four){16, 32, 64, 128}));
}

/* `coverAny` for such cells. */
static inline Differing squares(uint8_t *cells, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride,
                                uint32_t left, uint32_t right) {
  Differing found = {0, 0, 0};
  Four same = {0, 0, 0, 0};
  size_t at = left;
  a += 4 * at;
  b += 4 * at;
  for (; at + 16 <= right; at += 16, a += 64, b += 64) {
    const Four s0 = same4(a, aStride, b, bStride), s1 = same4(a + 16, aStride, b + 16, bStride);
    const Four s2 = same4(a + 32, aStride, b + 32, bStride), s3 = same4(a + 48, aStride, b + 48, bStride);
    const uint32_t bits = anyLane((~s0 & (Four){1, 2, 4, 8}) | (~s1 & (Four){16, 32, 64, 128}) |
                                  (~s2 & (Four){256, 512, 1024, 2048}) | (~s3 & (Four){4096, 8192, 16384, 32768}));
    if (bits == 0) continue;
    same += (s0 + s1) + (s2 + s3);
    found.count += 16;
    uint8_t *const to = cells + (at >> 3);
    store32(to, load32(to) | bits << (at & 7));
    if (found.right == 0) found.left = (uint32_t)at + (uint32_t)__builtin_ctz(bits);
    found.right = (uint32_t)at + bitsIn(bits);
  }
  /* All ones are one less. */
  if (found.count != 0) found.count += same[0] + same[1] + same[2] + same[3];
  while (at < right) {
    uint32_t bits = 0, some = (uint32_t)(right - at);
    if (right - left >= 8) {
      /* Of the last eight some may have had their turn. */
      const size_t back = some < 8 ? 8 - some : 0;
      some = some < 8 ? some : 8;
      bits = eightSquares(a - 4 * back, aStride, b - 4 * back, bStride) >> back;
    } else {
      for (uint32_t cell = 0; cell < some; cell++) {
        const uint32_t above = load32(a + 4 * cell) ^ load32(b + 4 * cell);
        const uint32_t below = load32(a + aStride + 4 * cell) ^ load32(b + bStride + 4 * cell);
        bits |= (uint32_t)((above | below) != 0) << cell;
      }
    }
    if (bits != 0) {
      uint8_t *const to = cells + (at >> 3);
      store16(to, (uint16_t)(load16(to) | bits << (at & 7)));
      found.count += addBytes(byteSums(bits));
      if (found.right == 0) found.left = (uint32_t)at + (uint32_t)__builtin_ctz(bits);
      found.right = (uint32_t)at + bitsIn(bits);
    }
    at += some;
    a += 4 * some;
    b += 4 * some;
  }
  return found;
}

#endif
