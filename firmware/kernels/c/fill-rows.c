#include "kernels.h"

#include "load-store.h"

void fillRows(uint8_t *to, uint32_t stride, uint32_t pixels, uint32_t rows, uint32_t colour) {
  const uint16_t wire = swap16((uint16_t)colour);
  const uint64_t four = wire * UINT64_C(0x0001000100010001);
  for (uint32_t row = 0; row < rows; row++) {
    uint8_t *at = to + (size_t)row * stride;
    uint32_t left = pixels;
    for (; left >= 4; left -= 4, at += 8) store64(at, four);
    for (; left > 0; left--, at += 2) store16(at, wire);
  }
}
