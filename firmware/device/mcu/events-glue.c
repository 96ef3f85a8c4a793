/* What happened, brought to the engine: one call for all that waits, then each is taken. */
#include "../native/glue.h"
#include "mcu.h"

static EventBox box;
static xsMachine *machine;
/* The function the engine is called with, kept from the collector. */
static xsSlot wake;
static uint64_t takenAt;

void eventNote(uint32_t kind, uint64_t when) {
  if (eventBoxPut(&box, kind, when) && machine != NULL) mcuCall(machine);
}

void eventDeliver(void *the, void *unused, uint8_t *message, uint16_t length) {
  (void)unused, (void)message, (void)length;
  eventBoxAnswer(&box);
  xsBeginHost((xsMachine *)the);
  xsCallFunction0(wake, xsGlobal);
  xsEndHost((xsMachine *)the);
}

void xs_events_listen(xsMachine *the) {
  if (xsmcArgc < 1 || !xsmcIsCallable(xsArg(0))) xsTypeError("no function to call");
  if (machine != NULL) xsUnknownError("somebody listens already");
  wake = xsArg(0);
  xsRemember(wake);
  machine = the;
  /* What came before is not lost. */
  mcuCall(machine);
}

void xs_events_take(xsMachine *the) { xsmcSetInteger(xsResult, eventBoxTake(&box, &takenAt)); }

void xs_events_takenAt(xsMachine *the) { xsmcSetNumber(xsResult, (double)takenAt); }

void xs_clock_now(xsMachine *the) { xsmcSetNumber(xsResult, (double)mcuNow()); }

void xs_clock_alarm(xsMachine *the) {
  if (xsmcArgc < 1) xsRangeError("no time");
  double at = xsmcToNumber(xsArg(0));
  if (at != at) xsRangeError("no time");
  /* 2^53: Infinity, and what no clock reaches. */
  if (at >= 9007199254740992.0) mcuNoAlarm();
  else mcuAlarm(at <= 0 ? 0 : (uint64_t)at);
}

void xs_device_id(xsMachine *the) { mcuDeviceId(glueSpan(the, glueWritable(the, 0), 0, 8)); }
