/*
 * The line: the serial port of the vendor's USB stack, which runs in an interrupt of lowest priority. It fills one ring and
 * empties another here; the engine's thread touches the stack with interrupts off only. What finds no room in the ring stays
 * with the stack, which then holds the host back.
 */
#include "../mcu/mcu.h"

#include "../mcu/byte-ring.h"
#include "hardware/sync.h"
#include "pico/time.h"
#include "tusb.h"

/* The credit of both classes and two packets of control, stuffed; no more, as SRAM is short. */
#define RECEIVE_BYTES 20480
#define SEND_BYTES 1024
#define PIECE_BYTES 64

static uint8_t receivedBytes[RECEIVE_BYTES], sendingBytes[SEND_BYTES];
static ByteRing received, sending;
static volatile int isOpen, isShort;

static uint32_t pull(void) {
  uint8_t piece[PIECE_BYTES];
  uint32_t pulled = 0, room;
  while ((room = byteRingRoom(&received)) > 0 && tud_cdc_available() > 0) {
    uint32_t length = tud_cdc_read(piece, room < PIECE_BYTES ? room : PIECE_BYTES);
    if (length == 0) break;
    pulled += byteRingPut(&received, piece, length);
  }
  return pulled;
}

static void push(void) {
  uint8_t piece[PIECE_BYTES];
  uint32_t room;
  while ((room = tud_cdc_write_available()) > 0) {
    uint32_t length = byteRingTake(&sending, piece, room < PIECE_BYTES ? room : PIECE_BYTES);
    if (length == 0) break;
    tud_cdc_write(piece, length);
  }
  tud_cdc_write_flush();
}

#ifndef mxDebug /* A debug build gives the port to the debugger. */
void tud_cdc_rx_cb(uint8_t port) {
  (void)port;
  if (isOpen && pull() > 0) eventNote(EVENT_READABLE, time_us_64());
}
#endif

void tud_cdc_tx_complete_cb(uint8_t port) {
  (void)port;
  if (!isOpen) return;
  push();
  /* Half of it: who waits to write wants more than a few bytes. */
  if (!isShort || byteRingRoom(&sending) < SEND_BYTES / 2) return;
  isShort = 0;
  eventNote(EVENT_WRITABLE, time_us_64());
}

/* The SDK restarts the chip where a host drops RTS, as each does that closes the port: a picture shall outlast its host. */
void __wrap_pico_reboot(uint32_t kind);
void __wrap_pico_reboot(uint32_t kind) { (void)kind; }

int mcuLinkOpen(void) {
  byteRingBegin(&received, receivedBytes, RECEIVE_BYTES);
  byteRingBegin(&sending, sendingBytes, SEND_BYTES);
  isOpen = 1;
  return 1;
}

uint32_t mcuLinkRead(uint8_t *into, uint32_t capacity) {
  uint32_t taken = 0, pulled;
  do {
    taken += byteRingTake(&received, into + taken, capacity - taken);
    uint32_t interrupts = save_and_disable_interrupts();
    pulled = pull();
    restore_interrupts(interrupts);
  } while (pulled > 0 && taken < capacity);
  return taken;
}

uint32_t mcuLinkWrite(const uint8_t *from, uint32_t length) {
  uint32_t interrupts = save_and_disable_interrupts();
  uint32_t taken = byteRingPut(&sending, from, length);
  push();
  taken += byteRingPut(&sending, from + taken, length - taken);
  isShort = taken < length;
  restore_interrupts(interrupts);
  return taken;
}
