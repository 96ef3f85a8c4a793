#include <stdlib.h>

#include "../native/frame-memory-glue.h"

void *frameMemoryTake(uint32_t bytes) { return calloc(1, bytes); }

void frameMemoryGive(void *memory) { free(memory); }
