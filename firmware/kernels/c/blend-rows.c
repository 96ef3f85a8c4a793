#include "kernels.h"

#include "load-store.h"

/*
 * A pixel as loaded (bytes exchanged) has red in bits 3..7, blue in 8..12 and green split over 13..15 and 0..2. Four
 * copies side by side make green whole again, and the mask keeps each component once, with room for a product of eight
 * more bits above it: blue at 8, green at 29, red at 51.
 */
#define COPIES UINT64_C(0x0001000100010001)
#define LANES (UINT64_C(0x1F) << 8 | UINT64_C(0x3F) << 29 | UINT64_C(0x1F) << 51)
#define HALVES (UINT64_C(128) << 8 | UINT64_C(128) << 29 | UINT64_C(128) << 51)

/* (from * alpha + to * (255 - alpha)) / 255 to nearest, in each lane: for q = t + 128, round(t / 255) = (q + q / 256) / 256. */
static inline uint16_t blend(uint16_t to, uint16_t from, uint64_t alpha) {
  const uint64_t below = to * COPIES & LANES;
  const uint64_t above = from * COPIES & LANES;
  uint64_t q = below * 255 + (above - below) * alpha + HALVES;
  q += q >> 8 & LANES;
  q = q >> 8 & LANES;
  return (uint16_t)(q * COPIES >> 48); /* the four quarters in one: they have no bit in common */
}

void blendRows(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, const uint8_t *alpha,
               uint32_t alphaStride, uint32_t pixels, uint32_t rows) {
  for (uint32_t row = 0; row < rows; row++) {
    uint8_t *toAt = to + (size_t)row * toStride;
    const uint8_t *fromAt = from + (size_t)row * fromStride;
    const uint8_t *alphaAt = alpha + (size_t)row * alphaStride;
    size_t at = 0;
    while (at < pixels) {
      size_t end = pixels;
      if (pixels - at >= 8) { /* eight that are all clear or all opaque take one look */
        const uint64_t eight = load64(alphaAt + at);
        end = at + 8;
        if (eight == 0) {
          at = end;
          continue;
        }
        if (eight == UINT64_MAX) {
          __builtin_memcpy(toAt + 2 * at, fromAt + 2 * at, 16);
          at = end;
          continue;
        }
      }
#ifdef __clang__
#pragma clang loop vectorize(disable) /* 64-bit products have no vector instruction of their own */
#endif
      for (; at < end; at++) store16(toAt + 2 * at, blend(load16(toAt + 2 * at), load16(fromAt + 2 * at), alphaAt[at]));
    }
  }
}
