/* The engine's own books of its heap, which only its inner header shows; and that excludes the one that natives include. */
#include "xsAll.h"

void heapFigures(txMachine *the, txInteger figures[4]) {
  fxCollectGarbage(the);
  figures[0] = the->currentChunksSize;
  figures[1] = the->currentHeapCount;
  figures[2] = the->peakChunksSize;
  figures[3] = the->peakHeapCount;
}
