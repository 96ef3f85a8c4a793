/* One pixel over another, all three components in one multiplication. */
#ifndef VERSO_BLEND_PIXEL_H
#define VERSO_BLEND_PIXEL_H

#include <stdint.h>

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
  uint64_t q = above * alpha + below * (alpha ^ 255) + HALVES;
  q += q >> 8 & LANES;
  q = q >> 8 & LANES;
  return (uint16_t)(q * COPIES >> 48); /* the four quarters in one: they have no bit in common */
}

#endif
