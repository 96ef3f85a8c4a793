#ifndef VERSO_PACE_H
#define VERSO_PACE_H

#include <stdint.h>

/* A word each, in the order of pace-word.ts. */
typedef struct {
  uint32_t windowCycles;
  uint32_t pixelCycles;
  uint32_t clockHz;
  uint32_t stripBytes;
  uint32_t packBytes;
  uint32_t lines;
  int32_t least[2];
  int32_t greatest[2];
  uint32_t cycles;
  uint32_t pixels;
  uint32_t bottom;
  uint32_t firstBytes;
} PaceState;

#endif
