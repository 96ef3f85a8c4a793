/*
 * The Linux build: a real XS with the firmware and the kernels in C, in one executable. Its first module reads the command
 * line. Before that come the limits of a board: `--heap CHUNKS,SLOTS,STACK` fixes the engine's heap, so that running out of it
 * ends the program; `--memory BYTES` is all the frame memory there is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mc.xs.h"
#include "xs.h"
#include "host.h"

#define FAILED 1
#define MISUSED 2
#define MEMORY_FULL 3

int hostWords;
char **hostWord;

void fxAbort(xsMachine *the, int status) {
  (void)the;
  if (status == xsNotEnoughMemoryExit || status == xsJavaScriptStackOverflowExit) {
    fprintf(stderr, "The engine's %s is used up.\n", status == xsJavaScriptStackOverflowExit ? "stack" : "heap");
    exit(MEMORY_FULL);
  }
  fprintf(stderr, "The engine stopped: %s.\n", status == xsUnhandledExceptionExit ? "an exception nobody caught" : "fault");
  exit(FAILED);
}

/* Runs the module; an exception is told in its own words. */
static int run(xsMachine *machine) {
  int status = 0;
  xsBeginHost(machine);
  {
    xsVars(2);
    xsTry {
      xsVar(0) = xsImportNow("simulator/engine/xs/main");
      xsResult = xsCall0(xsVar(0), xsID("main"));
      status = xsToInteger(xsResult);
    }
    xsCatch {
      xsVar(1) = xsTest(xsException) ? xsGet(xsException, xsID("stack")) : xsUndefined;
      xsStringValue words = xsToString(xsException);
      fprintf(stderr, "%s\n", words);
      if (xsTypeOf(xsVar(1)) == xsStringType) fprintf(stderr, "%s\n", xsToString(xsVar(1)));
      status = FAILED;
    }
  }
  xsEndHost(machine);
  return status;
}

/* Bytes of chunks, slots, and slots of the stack. */
static int readHeap(const char *words, xsCreation *creation) {
  int chunks = 0, slots = 0, stack = 0;
  if (sscanf(words, "%d,%d,%d", &chunks, &slots, &stack) != 3 || chunks < 1 || slots < 1 || stack < 1) return 0;
  creation->initialChunkSize = chunks;
  creation->initialHeapCount = slots;
  creation->stackCount = stack;
  creation->incrementalChunkSize = creation->incrementalHeapCount = 0;
  return 1;
}

int main(int count, char *arguments[]) {
  xsCreation *prepared;
  void *preparation = xsPreparationAndCreation(&prepared);
  xsCreation creation = *prepared;
  hostWords = count - 1;
  hostWord = arguments + 1;
  for (; hostWords >= 2 && strncmp(hostWord[0], "--", 2) == 0; hostWords -= 2, hostWord += 2) {
    if (strcmp(hostWord[0], "--heap") == 0 && readHeap(hostWord[1], &creation)) continue;
    if (strcmp(hostWord[0], "--memory") == 0 && sscanf(hostWord[1], "%llu", &frameMemoryLeft) == 1) continue;
    fprintf(stderr, "Limits are --heap CHUNKS,SLOTS,STACK and --memory BYTES, not %s %s.\n", hostWord[0], hostWord[1]);
    return MISUSED;
  }
  xsMachine *machine = fxPrepareMachine(&creation, preparation, "verso", NULL, NULL);
  if (machine == NULL) {
    fprintf(stderr, "There is no memory for the engine.\n");
    return MEMORY_FULL;
  }
  int status = run(machine);
  xsDeleteMachine(machine);
  return status;
}
