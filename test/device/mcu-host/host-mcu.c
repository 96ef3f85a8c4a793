/*
 * An MCU in virtual time, for the glue to be run on a computer: time goes from one event to the next. What would go over the
 * wires of the panel, and out on the line, is written to files.
 */
#include "host-mcu.h"

#include <math.h>
#include <string.h>

#include "../../../firmware/device/mcu/mcu.h"

FILE *busFile, *lineFile;
uint8_t *lineBytes;
uint32_t lineLength;
double lineAt = INFINITY, now;
int pressed;

static void *called;
static double alarmAt = INFINITY, doneAt = INFINITY, freeAt, pixelMicros, bitMicros, tearAt = INFINITY;
static int writing, isSpi;
static uint32_t lineTaken;

static void record(double at, uint8_t wires, uint8_t data, const uint8_t *bytes, uint32_t length) {
  fwrite(&at, 8, 1, busFile);
  fwrite(&wires, 1, 1, busFile);
  fwrite(&data, 1, 1, busFile);
  fwrite(&length, 4, 1, busFile);
  if (length > 0) fwrite(bytes, 1, length, busFile);
}

static double send(double at, uint8_t wires, uint8_t data, const uint8_t *bytes, uint32_t length) {
  if (length > 0) record(at, wires, data, bytes, length);
  return at + length * 8 * bitMicros / wires;
}

static double head(double at, uint8_t opcode, uint8_t code) {
  uint8_t qspi[4] = {opcode, 0, code, 0};
  return send(at, 1, 0, isSpi ? &code : qspi, isSpi ? 1 : 4);
}

static double command(double at, uint8_t code, const uint8_t *parameters, uint32_t length) {
  at = send(head(at, QSPI_COMMAND, code), 1, 1, parameters, length);
  record(at, 0, 0, NULL, 0);
  return at;
}

uint32_t mcuBusOpen(const BusWiring *wiring) {
  isSpi = wiring->lines == 1;
  bitMicros = 1e6 / wiring->hertz;
  pixelMicros = bitMicros * 16 / wiring->lines;
  return wiring->hertz;
}

void mcuBusCommand(uint8_t code, const uint8_t *parameters, uint32_t length) {
  freeAt = command(fmax(now, freeAt), code, parameters, length);
}

int mcuBusWriting(void) { return writing; }

void mcuBusWrite(StripWalk *walk, uint64_t start) {
  static uint8_t bytes[STRIP_BYTES];
  Strip strip;
  double at = 0;
  while (stripWalkNext(walk, bytes, &strip)) {
    /* The first strip is packed before the start, at the rate of the simulator's bus. */
    if (at == 0) at = fmax(fmax(now + ceil(strip.bytes / 84.0), freeAt), (double)start);
    if (strip.first) {
      at = command(at, DCS_COLUMNS, strip.columns, 4);
      at = command(at, DCS_ROWS, strip.rows, 4);
      at = head(at, QSPI_PIXELS, DCS_WRITE);
    }
    at = send(at, isSpi ? 1 : 4, 1, bytes, strip.bytes);
    if (strip.last) record(at, 0, 0, NULL, 0);
  }
  writing = 1;
  freeAt = at;
  doneAt = ceil(at);
}

void mcuBusAwaitTear(void) { tearAt = ceil((floor(now * 60 / 1e6) + 1) * 1e6 / 60); }

void mcuBusReset(int low) { record(now, 255, (uint8_t)low, NULL, 0); }

int mcuLinkOpen(void) { return 1; }

uint32_t mcuLinkRead(uint8_t *into, uint32_t capacity) {
  uint32_t length = now >= lineAt ? lineLength - lineTaken : 0;
  if (length > capacity) length = capacity;
  if (length > 0) memcpy(into, lineBytes + lineTaken, length);
  lineTaken += length;
  return length;
}

uint32_t mcuLinkWrite(const uint8_t *from, uint32_t length) { return (uint32_t)fwrite(from, 1, length, lineFile); }

int mcuPowerOpen(void) { return 1; }
void mcuRest(int light) { (void)light; }
int mcuProcessorClock(uint32_t megahertz) { return megahertz >= 40 && megahertz <= 240; }
int mcuPinWrite(uint32_t pin, int high) { return (void)high, pin < 64; }
int mcuPinListen(uint32_t pin) { return pin < 64; }
int mcuPinRead(uint32_t pin) { return pin < 64 ? !pressed : -1; }
int mcuI2cOpen(uint32_t data, uint32_t clock) { return data < 64 && clock < 64; }
int mcuI2cWrite(uint32_t address, uint32_t index, uint32_t value) { return (void)index, (void)value, address == 0x34; }
int mcuI2cRead(uint32_t address, uint32_t index) { return (void)index, address == 0x34 ? 0 : -1; }

uint64_t mcuNow(void) { return (uint64_t)now; }
void mcuAlarm(uint64_t at) { alarmAt = (double)at; }
void mcuNoAlarm(void) { alarmAt = INFINITY; }
void mcuDeviceId(uint8_t id[8]) { memset(id, 7, 8); }
void mcuCall(void *machine) { called = machine; }

static int due(double *at, double until) {
  if (*at > now || now > until) return 0;
  *at = INFINITY;
  return 1;
}

void runUntil(double until) {
  double lineTold = lineAt;
  for (;;) {
    double next = fmin(fmin(alarmAt, doneAt), fmin(tearAt, lineTold));
    if (called == NULL && next > until) break;
    if (called == NULL && next > now) now = next;
    if (due(&doneAt, until)) {
      writing = 0;
      eventNote(EVENT_BUS_DONE, (uint64_t)now);
    }
    if (due(&tearAt, until)) eventNote(EVENT_TE, (uint64_t)now);
    if (due(&lineTold, until)) eventNote(EVENT_READABLE, (uint64_t)now);
    if (due(&alarmAt, until)) eventNote(EVENT_ALARM, (uint64_t)now);
    void *machine = called;
    called = NULL;
    if (machine != NULL) eventDeliver(machine, NULL, NULL, 0);
  }
  now = until;
}
