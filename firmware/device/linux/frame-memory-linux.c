#include <stdlib.h>

#include "../native/frame-memory-glue.h"
#include "host.h"

/* In front of the bytes: how many they are. Sixteen, so that they lie as malloc has it. */
#define HEAD_BYTES 16

unsigned long long frameMemoryLeft = ~0ULL, frameMemoryTaken = 0;

void *frameMemoryTake(uint32_t bytes) {
  if (bytes > frameMemoryLeft) return NULL;
  uint8_t *memory = calloc(1, (size_t)bytes + HEAD_BYTES);
  if (memory == NULL) return NULL;
  frameMemoryLeft -= bytes;
  frameMemoryTaken += bytes;
  *(uint32_t *)(void *)memory = bytes;
  return memory + HEAD_BYTES;
}

void frameMemoryGive(void *memory) {
  uint8_t *head = (uint8_t *)memory - HEAD_BYTES;
  uint32_t bytes = *(uint32_t *)(void *)head;
  frameMemoryLeft += bytes;
  frameMemoryTaken -= bytes;
  free(head);
}
