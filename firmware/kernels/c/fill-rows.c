#include "kernels.h"

#include "load-store.h"

void fillRows(uint8_t *to, uint32_t stride, uint32_t pixels, uint32_t rows, uint32_t colour) {
  for (uint32_t row = 0; row < rows; row++) fillPixels(to + (size_t)row * stride, pixels, swap16((uint16_t)colour));
}
