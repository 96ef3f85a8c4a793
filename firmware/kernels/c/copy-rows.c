#include "kernels.h"

void copyRows(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, uint32_t rowBytes, uint32_t rows) {
  if (rows == 0) return;
  if (toStride == rowBytes && fromStride == rowBytes) { /* no gaps: one long row */
    __builtin_memcpy(to, from, (size_t)rowBytes * rows);
    return;
  }
  for (;;) {
    __builtin_memcpy(to, from, rowBytes);
    if (--rows == 0) return;
    to += toStride;
    from += fromStride;
  }
}
