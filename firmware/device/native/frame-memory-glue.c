/*
 * Frame memory: the engine moves array buffers when it collects garbage, so pixels live outside its heap, behind host
 * buffers. Each MCU folder says where: `frameMemoryTake` answers zeroed bytes, 8-aligned, or NULL.
 */
#include "frame-memory-glue.h"

#include "glue.h"

static void release(void *memory) {
  if (memory != NULL) frameMemoryGive(memory);
}

void xs_frameMemory_allocate(xsMachine *the) {
  uint32_t bytes = glueCount(the, 0);
  if (bytes > 0x7FFFFFFF) return;
  void *memory = frameMemoryTake(bytes);
  if (memory == NULL) {
    /* What nobody refers to any more is given back. */
    xsCollectGarbage();
    memory = frameMemoryTake(bytes);
  }
  if (memory == NULL) return;
  xsResult = xsNewHostObject(release);
  xsmcSetHostBuffer(xsResult, memory, (int)bytes);
  /* Sets the data of the host object as well, which is what `release` is given. */
}
