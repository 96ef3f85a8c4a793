#include "kernels.h"

void pourRows(uint8_t *to, uint32_t toStride, uint32_t rowBytes, uint32_t done, const uint8_t *from, uint32_t length) {
  if (length == 0) return;
  uint32_t column = done % rowBytes;
  to += (size_t)(done / rowBytes) * toStride;
  for (;;) {
    const uint32_t rest = rowBytes - column;
    const uint32_t run = length < rest ? length : rest;
    __builtin_memcpy(to + column, from, run);
    length -= run;
    if (length == 0) return;
    from += run;
    to += toStride;
    column = 0;
  }
}
