#ifndef VERSO_FRAME_MEMORY_GLUE_H
#define VERSO_FRAME_MEMORY_GLUE_H

#include <stdint.h>

/* The MCU's: zeroed bytes, 8-aligned, or NULL where there are none left; at least one byte is asked for. */
void *frameMemoryTake(uint32_t bytes);
void frameMemoryGive(void *memory);

#endif
