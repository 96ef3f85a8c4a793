#include "kernels.h"

/* With one stride for both areas, rows taken away from the side moved to never overwrite a row still to be read. */
void moveRows(uint8_t *to, const uint8_t *from, uint32_t stride, uint32_t rowBytes, uint32_t rows) {
  if (to == from) return;
  const int upwards = to < from;
  for (uint32_t done = 0; done < rows; done++) {
    const size_t row = (size_t)(upwards ? done : rows - 1 - done) * stride;
    __builtin_memmove(to + row, from + row, rowBytes);
  }
}
