/*
 * What the folder of an MCU supplies, in plain C: the glue beside this file holds every bound and speaks to the engine.
 * Pins are numbers of GPIOs; NO_PIN is none. Times are microseconds since the start.
 */
#ifndef VERSO_MCU_H
#define VERSO_MCU_H

#include <stdint.h>

#include "event-box.h"
#include "strip-walk.h"

#define NO_PIN 255

/* The glue's: something happened. From any interrupt or task; each kind from one of them. */
void eventNote(uint32_t kind, uint64_t when);

/* Has `eventDeliver` called on the engine's thread, soon and once. From any interrupt or task. */
void mcuCall(void *machine);
/* The glue's. */
void eventDeliver(void *machine, void *unused, uint8_t *message, uint16_t length);

uint64_t mcuNow(void);
/* EVENT_ALARM is noted at `at`, at once where that is past; replaces the alarm before. */
void mcuAlarm(uint64_t at);
void mcuNoAlarm(void);
/* Eight bytes that name this device for its whole life. */
void mcuDeviceId(uint8_t id[8]);

typedef struct {
  /* Number of the SPI controller; data wires used: 1 with D/C, or 4. */
  uint8_t port, lines;
  uint8_t select, clock, data[4], command, reset, tear;
  uint32_t hertz;
} BusWiring;

/* Longest parameters of a command. */
#define BUS_PARAMETERS 32

/* Sets the bus up; answers the rate it really runs at, or 0 where that cannot be. Once. */
uint32_t mcuBusOpen(const BusWiring *wiring);
/* Sends a command, at most BUS_PARAMETERS long, after whatever was handed over before. */
void mcuBusCommand(uint8_t code, const uint8_t *parameters, uint32_t length);
int mcuBusWriting(void);
/* Sends a walk that has begun, from `start` on; the walk is the bus's until EVENT_BUS_DONE. None is under way. */
void mcuBusWrite(StripWalk *walk, uint64_t start);
/* Notes EVENT_TE at the next rising edge of the tear pin. */
void mcuBusAwaitTear(void);
void mcuBusReset(int low);

/* Sets the serial line up, with a ring of at least 20 KiB; answers 0 where that cannot be. Once. */
int mcuLinkOpen(void);
uint32_t mcuLinkRead(uint8_t *into, uint32_t capacity);
/* Answers how many bytes were taken; EVENT_WRITABLE follows where that was not all. */
uint32_t mcuLinkWrite(const uint8_t *from, uint32_t length);

/* Whether the processor may sleep until an event, or has to wait for it awake. */
int mcuPowerOpen(void);
void mcuRest(int light);
/* Answers 0 where there is no such rate. */
int mcuProcessorClock(uint32_t megahertz);

/* Makes a pin an output. */
int mcuPinWrite(uint32_t pin, int high);
/* Makes a pin an input with a pull-up whose next change notes EVENT_INPUT, also out of sleep; `mcuPinRead` arms it again. */
int mcuPinListen(uint32_t pin);
int mcuPinRead(uint32_t pin);

/* Registers of one byte on the board's I2C; answer 0, or -1, where nobody answers. */
int mcuI2cOpen(uint32_t data, uint32_t clock);
int mcuI2cWrite(uint32_t address, uint32_t index, uint32_t value);
int mcuI2cRead(uint32_t address, uint32_t index);

#endif
