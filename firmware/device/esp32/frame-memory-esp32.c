/* Frame memory in the octal PSRAM. */
#include "../native/frame-memory-glue.h"

#include "esp_heap_caps.h"

void *frameMemoryTake(uint32_t bytes) { return heap_caps_aligned_calloc(8, 1, bytes, MALLOC_CAP_SPIRAM); }

void frameMemoryGive(void *memory) { heap_caps_free(memory); }
