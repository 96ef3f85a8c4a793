/* The serial line. */
#include "../native/glue.h"
#include "mcu.h"

static int isOpen;

void xs_link_open(xsMachine *the) {
  if (isOpen) xsUnknownError("the line is open already");
  if (!mcuLinkOpen()) xsUnknownError("the line cannot be set up");
  isOpen = 1;
}

void xs_link_read(xsMachine *the) {
  Bytes into = glueWritable(the, 0);
  xsmcSetUnsigned(xsResult, isOpen ? mcuLinkRead(into.bytes, into.length) : 0);
}

void xs_link_write(xsMachine *the) {
  uint32_t at = glueCount(the, 1), length = glueCount(the, 2);
  const uint8_t *from = glueSpan(the, glueReadable(the, 0), at, length);
  xsmcSetUnsigned(xsResult, isOpen && length > 0 ? mcuLinkWrite(from, length) : 0);
}
