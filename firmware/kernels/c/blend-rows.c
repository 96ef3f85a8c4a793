#include "kernels.h"

#include "blend-pixel.h"
#include "load-store.h"

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
