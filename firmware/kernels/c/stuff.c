#include "kernels.h"

/* COBS between two delimiters; packet.ts says how many bytes that takes at most. */
uint32_t stuff(const uint8_t *from, uint32_t length, uint8_t *to) {
  uint32_t codeAt = 1, at = 2, run = 1;
  to[0] = 0;
  for (uint32_t index = 0; index < length; index++) {
    if (from[index] != 0) {
      to[at++] = from[index];
      if (++run != 255 || index + 1 == length) continue;
    }
    to[codeAt] = (uint8_t)run;
    codeAt = at++;
    run = 1;
  }
  to[codeAt] = (uint8_t)run;
  to[at++] = 0;
  return at;
}
