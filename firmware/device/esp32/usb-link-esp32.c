/*
 * The line: the chip's own USB serial port. The vendor's driver moves bytes between the USB and two rings in its interrupt; what
 * it tells of them wakes the engine. What a host sends beyond its credit is lost when the ring is full.
 */
#include "../mcu/mcu.h"

#include <stdbool.h>

#include "driver/usb_serial_jtag.h"
#include "driver/usb_serial_jtag_select.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"

/* As RING_BYTES of the simulator's port: the credit of both classes and two packets of control, stuffed, and some reserve. */
#define RECEIVE_BYTES 24576
#define SEND_BYTES 4096
/* The driver takes all of a piece or nothing. */
#define PIECE_BYTES 64

static volatile int isShort;

static void told(usj_select_notif_t what, int *taskWoken) {
  uint64_t when = (uint64_t)esp_timer_get_time();
  if (what == USJ_SELECT_READ_NOTIF) {
    eventNote(EVENT_READABLE, when);
  } else if (what == USJ_SELECT_WRITE_NOTIF && isShort) {
    isShort = 0;
    eventNote(EVENT_WRITABLE, when);
  } else {
    return;
  }
  *taskWoken = pdTRUE;
}

int mcuLinkOpen(void) {
  usb_serial_jtag_driver_config_t rings = {.tx_buffer_size = SEND_BYTES, .rx_buffer_size = RECEIVE_BYTES};
  if (usb_serial_jtag_driver_install(&rings) != ESP_OK) return 0;
  usb_serial_jtag_set_select_notif_callback(told);
  return 1;
}

uint32_t mcuLinkRead(uint8_t *into, uint32_t capacity) {
  uint32_t taken = 0;
  /* The ring is handed out up to its end, then from its start. */
  while (taken < capacity) {
    int length = usb_serial_jtag_read_bytes(into + taken, capacity - taken, 0);
    if (length <= 0) break;
    taken += (uint32_t)length;
  }
  return taken;
}

uint32_t mcuLinkWrite(const uint8_t *from, uint32_t length) {
  uint32_t taken = 0;
  /* Before the try: what is sent from now on frees room, and is told. */
  isShort = 1;
  while (taken < length) {
    uint32_t piece = length - taken < PIECE_BYTES ? length - taken : PIECE_BYTES;
    if (usb_serial_jtag_write_bytes(from + taken, piece, 0) != (int)piece) return taken;
    taken += piece;
  }
  isShort = 0;
  return taken;
}
