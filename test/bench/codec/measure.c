/*
 * Carries out one piece of kernel work after another, each inside `measured`, whose instructions callgrind counts and dumps
 * by itself, and prints a line for each: what it was and over how many units. Decoding jobs come from the file named;
 * it repeats: name length, name, width, height, whether delta, coded length (32 bits each), coded bytes, and for a delta the
 * reference.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

#define WIDTH 410u
#define HEIGHT 502u
#define STRIDE (2 * WIDTH)
#define SPRITE 96u

static uint8_t one[STRIDE * HEIGHT], other[STRIDE * HEIGHT], coded[STRIDE * HEIGHT * 2];
static uint8_t sprite[2 * SPRITE * SPRITE], alpha[SPRITE * SPRITE], partial[SPRITE * SPRITE];
static uint8_t bitsAlpha[SPRITE * SPRITE / 2], bitsPartial[SPRITE * SPRITE / 2], mask[SPRITE * SPRITE];
static uint32_t state[PX565_STATE_BYTES / 4];
static uint32_t length;
static volatile uint32_t answer;

/* `work` is no constant, so that this stays one function. */
__attribute__((noinline)) void measured(int work) {
  uint8_t box[8];
  switch (work) {
    case 0: answer = (uint32_t)px565Decode(state, coded, length, one, STRIDE); break;
    case 1: memcpy(one, other, sizeof one); break;
    case 2: copyRows(one, STRIDE, other, STRIDE, STRIDE, HEIGHT); break;
    case 3: for (uint32_t row = 0; row < 400; row++) memcpy(one + row * STRIDE, other + row * STRIDE, 400); break;
    case 4: copyRows(one, STRIDE, other, STRIDE, 400, 400); break;
    case 5: answer = diffBox(one, STRIDE, other, STRIDE, WIDTH, HEIGHT, box); break;
    case 6: blendRows(one, STRIDE, sprite, 2 * SPRITE, alpha, SPRITE, SPRITE, SPRITE); break;
    case 7: blendRows(one, STRIDE, sprite, 2 * SPRITE, partial, SPRITE, SPRITE, SPRITE); break;
    case 8: fillRows(one, STRIDE, WIDTH, HEIGHT, 0x1234); break;
    case 9: answer = crc32Bytes(0, other, 1024); break;
    case 11: blendBits(one, STRIDE, sprite, 2 * SPRITE, bitsAlpha, SPRITE / 2, 0, 4, SPRITE, SPRITE); break;
    case 12: blendBits(one, STRIDE, sprite, 2 * SPRITE, bitsPartial, SPRITE / 2, 0, 4, SPRITE, SPRITE); break;
    case 13: blendBits(one, STRIDE, other, 0, bitsAlpha, SPRITE / 2, 0, 4, SPRITE, SPRITE); break;
    case 14: strokeLine(mask, SPRITE, SPRITE, SPRITE, 40, 60, 700, 680, 40); break;
    default: answer = unstuff(state, coded, 1100, one, 1100);
  }
}

static void measure(const char *name, int work, uint32_t units) {
  measured(work);
  printf("%s %u\n", name, units);
}

static uint32_t number(FILE *file) {
  uint32_t value = 0;
  if (fread(&value, 4, 1, file) != 1) value = UINT32_MAX;
  return value;
}

static int decodeNext(FILE *file) {
  char name[64] = {0};
  const uint32_t nameLength = number(file);
  if (nameLength >= sizeof name) return 0;
  if (fread(name, 1, nameLength, file) != nameLength) return 0;
  const uint32_t width = number(file);
  const uint32_t height = number(file);
  const uint32_t delta = number(file);
  length = number(file);
  if (fread(coded, 1, length, file) != length) return 0;
  if (delta && fread(one, 1, sizeof one, file) != sizeof one) return 0;
  px565Begin(state, width, height, delta);
  measure(name, 0, width * height);
  if (answer != 1) exit(1);
  return 1;
}

static void prepare(void) {
  for (uint32_t at = 0; at < sizeof other; at++) other[at] = (uint8_t)(at * 2654435761u >> 13);
  for (uint32_t at = 0; at < sizeof sprite; at++) sprite[at] = (uint8_t)(at * 2246822519u >> 11);
  for (uint32_t y = 0; y < SPRITE; y++) {
    for (uint32_t x = 0; x < SPRITE; x++) { /* a disc whose edge is soft over some two pixels */
      const int32_t fromX = (int32_t)(2 * x) - (int32_t)SPRITE + 1;
      const int32_t fromY = (int32_t)(2 * y) - (int32_t)SPRITE + 1;
      const int32_t apart = (90 * 90 - fromX * fromX - fromY * fromY) / 3;
      alpha[y * SPRITE + x] = (uint8_t)(apart < 0 ? 0 : apart > 255 ? 255 : apart);
      partial[y * SPRITE + x] = (uint8_t)(1 + (x * 37 + y * 59) % 254);
      const uint32_t shift = x % 2 == 0 ? 4 : 0; /* the same in 4 bits a pixel */
      bitsAlpha[(y * SPRITE + x) / 2] |= (uint8_t)((alpha[y * SPRITE + x] + 8u) / 17 << shift);
      bitsPartial[(y * SPRITE + x) / 2] |= (uint8_t)((1 + (x * 37 + y * 59) % 14) << shift);
    }
  }
}

int main(int count, char **arguments) {
  FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
  if (file == NULL) return 2;
  while (decodeNext(file)) {
  }
  fclose(file);
  prepare();
  measure("memcpy", 1, sizeof one);
  measure("copy", 2, sizeof one);
  measure("memcpy-rows", 3, 400 * 400);
  measure("copy-rows", 4, 400 * 400);
  memcpy(one, other, sizeof one);
  measure("diff-equal", 5, WIDTH * HEIGHT);
  for (uint32_t y = 100; y < 200; y++) one[y * STRIDE + 300 + y] ^= 1;
  measure("diff-changed", 5, WIDTH * HEIGHT);
  measure("blend-sprite", 6, SPRITE * SPRITE);
  measure("blend-partial", 7, SPRITE * SPRITE);
  measure("bits-sprite", 11, SPRITE * SPRITE);
  measure("bits-partial", 12, SPRITE * SPRITE);
  measure("bits-tint", 13, SPRITE * SPRITE);
  measure("stroke", 14, SPRITE * SPRITE);
  measure("fill", 8, WIDTH * HEIGHT);
  measure("crc32", 9, 1024);
  memset(state, 0, sizeof state);
  memset(coded, 0x55, 1100); /* blocks of 84 bytes */
  measure("unstuff", 10, 1100);
  return 0;
}
