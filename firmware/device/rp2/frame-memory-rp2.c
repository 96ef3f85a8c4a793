/* Frame memory is what the engine's heap leaves of the SRAM. */
#include <stddef.h>

#include "../native/frame-memory-glue.h"

/* The C library's own: the vendor's wrapper stops the chip where memory is used up. */
void *__real_calloc(size_t count, size_t size);
void __real_free(void *memory);

void *frameMemoryTake(uint32_t bytes) { return __real_calloc(1, bytes); }

void frameMemoryGive(void *memory) { __real_free(memory); }
