/*
 * Covers the frames of a job file, for callgrind to count what it takes. The file is, in 32-bit words but for pixels (16 bits):
 * traces; of each width, height, alignment, window cycles, pixel cycles, frames and the first picture; of each frame whether
 * it is compared, its regions (count, then left, top, right, bottom), its spans (count, then y, x, length) and their pixels.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

#define MOST_WINDOWS 192u

static uint32_t number(FILE *file) {
  uint32_t value = 0;
  if (fread(&value, 4, 1, file) != 1) exit(1);
  return value;
}

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (file == NULL) return 2;
  unsigned long long windows = 0;
  for (uint32_t traces = number(file); traces > 0; traces--) {
    const uint32_t width = number(file), height = number(file), align = number(file);
    const uint32_t windowCycles = number(file), pixelCycles = number(file), frames = number(file);
    const uint32_t stride = 2 * width;
    uint16_t *front = malloc((size_t)stride * height), *back = malloc((size_t)stride * height);
    if (fread(front, 2, (size_t)width * height, file) != (size_t)width * height) return 1;
    memcpy(back, front, (size_t)stride * height);
    uint8_t *state = calloc(1, 1 << 18);
    coverBegin(state, width, height, align, align, windowCycles, pixelCycles, 488, MOST_WINDOWS);
    for (uint32_t frame = 0; frame < frames; frame++) {
      uint16_t regions[4 * COVER_REGIONS];
      uint8_t chosen[8 * MOST_WINDOWS];
      const uint32_t compared = number(file), regionCount = number(file);
      for (uint32_t at = 0; at < 4 * regionCount; at++) regions[at] = (uint16_t)number(file);
      const uint32_t spans = number(file);
      uint32_t *span = malloc(12 * (size_t)spans + 1);
      if (fread(span, 12, spans, file) != spans) return 1;
      for (uint32_t at = 0; at < spans; at++) {
        uint16_t *to = back + span[3 * at] * width + span[3 * at + 1];
        if (fread(to, 2, span[3 * at + 2], file) != span[3 * at + 2]) return 1;
      }
      windows += cover(state, (uint8_t *)front, stride, (uint8_t *)back, stride, (uint8_t *)regions,
                       compared ? regionCount : 0, compared ? 0 : regionCount, UINT32_MAX, chosen);
      for (uint32_t at = 0; at < spans; at++) {
        const size_t place = span[3 * at] * width + span[3 * at + 1];
        memcpy(front + place, back + place, 2 * (size_t)span[3 * at + 2]);
      }
      free(span);
    }
    free(front);
    free(back);
    free(state);
  }
  printf("%llu\n", windows);
  return 0;
}
