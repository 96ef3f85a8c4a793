/* Reads a ring's size, then operations of a letter and a number (p put so many next bytes, t take so many), one a line; prints what each did. */
#include <stdio.h>
#include <stdlib.h>

#include "byte-ring.h"

int main(void) {
  uint32_t size, length;
  if (scanf("%u", &size) != 1) return 1;
  /* Its own block, so that the sanitizer sees a byte beside it. */
  uint8_t *bytes = malloc(size), next = 0;
  ByteRing ring;
  byteRingBegin(&ring, bytes, size);
  char what;
  while (scanf(" %c %u", &what, &length) == 2) {
    uint8_t *chunk = malloc(length + 1);
    if (what == 'p') {
      for (uint32_t at = 0; at < length; at += 1) chunk[at] = (uint8_t)(next + at);
      uint32_t put = byteRingPut(&ring, chunk, length);
      next = (uint8_t)(next + put);
      printf("%u", put);
    } else {
      uint32_t taken = byteRingTake(&ring, chunk, length);
      for (uint32_t at = 0; at < taken; at += 1) printf("%02x", chunk[at]);
    }
    printf(" %u %u\n", byteRingWaiting(&ring), byteRingRoom(&ring));
    free(chunk);
  }
  free(bytes);
  return 0;
}
