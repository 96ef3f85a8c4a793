#include "kernels.h"

#include "blend-pixel.h"
#include "load-store.h"

static inline void blendOne(uint8_t *to, const uint8_t *from, uint32_t alpha) {
  store16(to, blend(load16(to), load16(from), alpha));
}

/* Eight pixels of alpha, which begin with a byte, as one number: the first in its highest bits. */
static inline uint32_t eightOf(const uint8_t *from, uint32_t bits) {
  if (bits == 4) return __builtin_bswap32(load32(from));
  return bits == 2 ? (uint32_t)swap16(load16(from)) << 16 : (uint32_t)*from << 24;
}

/* `bits` is a constant wherever this is inlined. */
static inline void blendRow(uint8_t *to, const uint8_t *from, const uint8_t *alpha, uint32_t skip, const uint32_t bits,
                            uint32_t pixels) {
  const uint32_t most = (1u << bits) - 1;
  const uint32_t scale = 255 / most;
  const uint32_t opaque = UINT32_MAX << (32 - 8 * bits);
  uint32_t bit = skip * bits;
  while (pixels > 0) {
    if ((bit & 7) != 0 || pixels < 8) { /* up to the next byte, and the last few */
      blendOne(to, from, (alpha[bit >> 3] >> (8 - bits - (bit & 7)) & most) * scale);
      to += 2;
      from += 2;
      bit += bits;
      pixels--;
      continue;
    }
    uint32_t eight = eightOf(alpha + (bit >> 3), bits);
    if (eight == opaque) __builtin_memcpy(to, from, 16); /* eight that are all opaque or all clear take one look */
    else { /* what is clear at the end is not looked at */
      for (uint32_t at = 0; eight != 0; at += 2, eight <<= bits) blendOne(to + at, from + at, (eight >> (32 - bits)) * scale);
    }
    to += 16;
    from += 16;
    bit += 8 * bits;
    pixels -= 8;
  }
}

void blendBits(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, const uint8_t *alpha,
               uint32_t alphaStride, uint32_t skip, uint32_t bits, uint32_t pixels, uint32_t rows) {
  for (uint32_t row = 0; row < rows; row++) {
    uint8_t *toRow = to + (size_t)row * toStride;
    const uint8_t *fromRow = from + (size_t)row * fromStride;
    const uint8_t *alphaRow = alpha + (size_t)row * alphaStride;
    if (bits == 4) blendRow(toRow, fromRow, alphaRow, skip, 4, pixels);
    else if (bits == 2) blendRow(toRow, fromRow, alphaRow, skip, 2, pixels);
    else blendRow(toRow, fromRow, alphaRow, skip, 1, pixels);
  }
}
