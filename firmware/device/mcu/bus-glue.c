/* The panel bus: arguments held, the surface in memory that does not move, then the MCU's. */
#include "../native/glue.h"
#include "mcu.h"

static int isOpen, tears;
static uint32_t originX, originY;
static StripWalk walk;

static uint8_t pin(xsMachine *the, int argument) {
  uint32_t number = glueCount(the, argument);
  if (number > NO_PIN) xsRangeError("no pin");
  return (uint8_t)number;
}

static void mustBeOpen(xsMachine *the) {
  if (!isOpen) xsUnknownError("the bus is not open");
}

/* (port, hertz, lines, select, clock, data 0 to 3, command, reset, tear): answers the real rate. */
void xs_bus_open(xsMachine *the) {
  if (isOpen) xsUnknownError("the bus is open already");
  BusWiring wiring = {.hertz = glueCount(the, 1), .port = pin(the, 0), .lines = pin(the, 2)};
  if (wiring.lines != 1 && wiring.lines != 4) xsRangeError("a bus has one data wire or four");
  wiring.select = pin(the, 3);
  wiring.clock = pin(the, 4);
  for (int at = 0; at < 4; at += 1) wiring.data[at] = pin(the, 5 + at);
  wiring.command = pin(the, 9);
  wiring.reset = pin(the, 10);
  wiring.tear = pin(the, 11);
  uint32_t hertz = mcuBusOpen(&wiring);
  if (hertz == 0) xsUnknownError("this bus cannot be set up on these pins");
  isOpen = 1;
  tears = wiring.tear != NO_PIN;
  xsmcSetUnsigned(xsResult, hertz);
}

/* (code, bytes, length) */
void xs_bus_command(xsMachine *the) {
  uint32_t code = glueCount(the, 0), length = glueCount(the, 2);
  mustBeOpen(the);
  if (code > 255) xsRangeError("no command");
  if (length > BUS_PARAMETERS) xsRangeError("too many parameters");
  mcuBusCommand((uint8_t)code, glueSpan(the, glueReadable(the, 1), 0, length), length);
}

/* (windows, count, pixels, width, height, stride, start); windows are bytes of four 16-bit integers each. */
void xs_bus_write(xsMachine *the) {
  uint32_t count = glueCount(the, 1), width = glueCount(the, 3), height = glueCount(the, 4), stride = glueCount(the, 5);
  if (xsmcArgc < 7) xsRangeError("no start");
  double start = xsmcToNumber(xsArg(6));
  if (!(start < 9007199254740992.0)) xsRangeError("no start");
  mustBeOpen(the);
  if (mcuBusWriting()) xsUnknownError("a write is under way");
  if (count == 0 || count > WALK_WINDOWS) xsRangeError("%lu windows", (unsigned long)count);
  if (width > 0xFFFF || height > 0xFFFF) xsRangeError("no surface");
  uint8_t *windows = glueSpan(the, glueReadable(the, 0), 0, count * 8);
  Bytes surface = {0};
  void *address = NULL;
  xsUnsignedValue length = 0;
  /* It is read after this call has returned, so the collector must not move it. */
  if (xsmcGetBufferReadable(xsArg(2), &address, &length) != xsBufferNonrelocatable)
    xsTypeError("the surface is not in frame memory");
  surface.bytes = address;
  surface.length = length;
  uint8_t *pixels = glueRows(the, surface, 0, stride, (uint64_t)width * 2, height);
  switch (stripWalkBegin(&walk, windows, count, pixels, width, height, stride, originX, originY, STRIP_BYTES)) {
    case WALK_GOOD: break;
    case WALK_COUNT: xsRangeError("%lu windows", (unsigned long)count);
    case WALK_WINDOW: xsRangeError("a window is empty or leaves the surface");
    case WALK_ORIGIN: xsRangeError("a window leaves what can be addressed");
    case WALK_ROW: xsRangeError("a row is longer than a strip");
  }
  mcuBusWrite(&walk, start <= 0 ? 0 : (uint64_t)start);
}

void xs_bus_awaitTe(xsMachine *the) {
  mustBeOpen(the);
  if (tears) mcuBusAwaitTear();
}

void xs_bus_origin(xsMachine *the) {
  uint32_t x = glueCount(the, 0), y = glueCount(the, 1);
  if (x > 0xFFFF || y > 0xFFFF) xsRangeError("no origin");
  originX = x;
  originY = y;
}

void xs_bus_reset(xsMachine *the) {
  mustBeOpen(the);
  mcuBusReset(xsmcArgc > 0 && xsmcTest(xsArg(0)));
}
