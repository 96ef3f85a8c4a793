#include "host.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../native/glue.h"

/* Open files that the process was started with. */
#define ASKS 3
#define CALLS 4

void xs_host_words(xsMachine *the) {
  xsmcVars(1);
  xsResult = xsmcNewArray(0);
  for (int at = 0; at < hostWords; at += 1) {
    xsmcSetString(xsVar(0), hostWord[at]);
    xsmcSetIndex(xsResult, (xsIndex)at, xsVar(0));
  }
}

static FILE *opened(xsMachine *the, const char *mode) {
  char path[4096];
  xsmcToStringBuffer(xsArg(0), path, sizeof(path));
  FILE *file = fopen(path, mode);
  if (file == NULL) xsUnknownError("%s: %s", path, strerror(errno));
  return file;
}

void xs_host_readFile(xsMachine *the) {
  FILE *file = opened(the, "rb");
  long length = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  rewind(file);
  int isRead = text != NULL && fread(text, 1, (size_t)length, file) == (size_t)length;
  fclose(file);
  if (!isRead) {
    free(text);
    xsUnknownError("the file cannot be read");
  }
  xsmcSetStringBuffer(xsResult, text, (xsIntegerValue)length);
  free(text);
}

void xs_host_writeFile(xsMachine *the) {
  FILE *file = opened(the, "wb");
  const char *text = xsmcToString(xsArg(1));
  size_t length = strlen(text);
  int isWritten = fwrite(text, 1, length, file) == length;
  if (fclose(file) != 0 || !isWritten) xsUnknownError("the file cannot be written: %s", strerror(errno));
}

void xs_host_read(xsMachine *the) {
  uint32_t at = glueCount(the, 1), length = glueCount(the, 2);
  uint8_t *into = glueSpan(the, glueWritable(the, 0), at, length);
  while (length > 0) {
    ssize_t taken = read(ASKS, into, length);
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) {
      xsmcSetFalse(xsResult);
      return;
    }
    into += taken;
    length -= (uint32_t)taken;
  }
  xsmcSetTrue(xsResult);
}

void xs_host_write(xsMachine *the) {
  uint32_t at = glueCount(the, 1), length = glueCount(the, 2);
  const uint8_t *from = glueSpan(the, glueReadable(the, 0), at, length);
  while (length > 0) {
    ssize_t taken = write(CALLS, from, length);
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) xsUnknownError("nobody reads the calls: %s", strerror(errno));
    from += taken;
    length -= (uint32_t)taken;
  }
}

void xs_host_report(xsMachine *the) { fprintf(stderr, "%s\n", xsmcToString(xsArg(0))); }

static void release(void *bytes) { free(bytes); }

void xs_host_allocate(xsMachine *the) {
  uint32_t length = glueCount(the, 0);
  void *bytes = length > 0x7FFFFFFF ? NULL : calloc(1, length);
  if (bytes == NULL) xsUnknownError("there are no %lu bytes", (unsigned long)length);
  xsResult = xsNewHostObject(release);
  xsmcSetHostBuffer(xsResult, bytes, (int)length);
}

/* heap.c */
void heapFigures(xsMachine *the, int32_t figures[4]);

void xs_host_memory(xsMachine *the) {
  int32_t figures[5];
  heapFigures(the, figures);
  figures[4] = (int32_t)frameMemoryTaken;
  xsmcVars(1);
  xsResult = xsmcNewArray(0);
  for (int at = 0; at < 5; at += 1) {
    xsmcSetInteger(xsVar(0), figures[at]);
    xsmcSetIndex(xsResult, (xsIndex)at, xsVar(0));
  }
}
