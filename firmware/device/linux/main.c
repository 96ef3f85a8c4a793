/*
 * The Linux build: a real XS with the firmware and the kernels in C, in one executable. Its first module reads the command
 * line. `--heap CHUNKS,SLOTS` before anything else fixes the engine's heap to a board's: it never grows, and running out of
 * it ends the program.
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

int main(int count, char *arguments[]) {
  xsCreation *prepared;
  void *preparation = xsPreparationAndCreation(&prepared);
  xsCreation creation = *prepared;
  hostWords = count - 1;
  hostWord = arguments + 1;
  if (hostWords >= 2 && strcmp(hostWord[0], "--heap") == 0) {
    int chunks = 0, slots = 0;
    if (sscanf(hostWord[1], "%d,%d", &chunks, &slots) != 2 || chunks < 1 || slots < 1) {
      fprintf(stderr, "--heap takes CHUNKS,SLOTS, bytes and a number, not \"%s\".\n", hostWord[1]);
      return MISUSED;
    }
    creation.initialChunkSize = chunks;
    creation.initialHeapCount = slots;
    creation.incrementalChunkSize = creation.incrementalHeapCount = 0;
    hostWords -= 2;
    hostWord += 2;
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
