/*
 * The firmware on XS and the glue of the MCUs, on a computer. `run BUS LINE SECONDS [INPUT AT]` takes the wiring on standard input and
 * prints what memory is in use; `probe` takes calls of natives and prints what they threw. `--memory BYTES` is all the frame memory.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mc.xs.h"
#include "xs.h"
#include "../../../firmware/device/linux/host.h"
#include "host-mcu.h"

void heapFigures(xsMachine *the, int32_t figures[4]);

void fxAbort(xsMachine *the, int status) {
  (void)the;
  fprintf(stderr, "The engine stopped: %d.\n", status);
  exit(3);
}

static char *readAll(FILE *file, uint32_t *length) {
  uint32_t size = 0, room = 1 << 16;
  char *text = malloc(room);
  for (size_t got; (got = fread(text + size, 1, room - size - 1, file)) > 0;)
    if ((size += (uint32_t)got) + 1 == room) text = realloc(text, room *= 2);
  text[size] = 0;
  if (length != NULL) *length = size;
  return text;
}

/* Calls a function of the test's module with standard input; answers 0 where it threw. Prints what it answers. */
static int callMain(xsMachine *machine, const char *name) {
  int good = 1;
  xsBeginHost(machine);
  {
    xsVars(1);
    xsTry {
      xsVar(0) = xsImportNow("test/device/mcu-host/main");
      xsResult = xsCall1(xsVar(0), xsID(name), xsString(readAll(stdin, NULL)));
      if (xsTypeOf(xsResult) == xsStringType || xsTypeOf(xsResult) == xsStringXType) printf("%s\n", xsToString(xsResult));
    }
    xsCatch {
      fprintf(stderr, "%s\n", xsToString(xsException));
      good = 0;
    }
  }
  xsEndHost(machine);
  return good;
}

int main(int count, char **words) {
  words += 1, count -= 1;
  if (count > 2 && strcmp(words[0], "--memory") == 0) {
    frameMemoryLeft = strtoull(words[1], NULL, 10);
    words += 2, count -= 2;
  }
  xsCreation *creation;
  void *preparation = xsPreparationAndCreation(&creation);
  xsMachine *machine = fxPrepareMachine(creation, preparation, "verso", NULL, NULL);
  busFile = fopen(count > 3 ? words[1] : "/dev/null", "wb");
  lineFile = fopen(count > 3 ? words[2] : "/dev/null", "wb");
  if (machine == NULL || busFile == NULL || lineFile == NULL || count < 1) return 2;
  if (count > 5) {
    FILE *input = fopen(words[4], "rb");
    if (input == NULL) return 2;
    lineBytes = (uint8_t *)readAll(input, &lineLength);
    lineAt = atof(words[5]) * 1e6;
  }
  int isRun = count > 3 && strcmp(words[0], "run") == 0;
  if (!callMain(machine, isRun ? "start" : "probe")) return 1;
  if (isRun) {
    int32_t figures[4];
    runUntil(atof(words[3]) * 1e6);
    heapFigures(machine, figures);
    printf("{\"chunks\":%d,\"slots\":%d,\"mostChunks\":%d,\"mostSlots\":%d,\"frames\":%llu}\n", figures[0], figures[1],
           figures[2], figures[3], frameMemoryTaken);
  }
  fclose(busFile);
  fclose(lineFile);
  return 0;
}
