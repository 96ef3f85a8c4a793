/*
 * QSPI by the vendor's spi_master, half duplex: opcode and address on one wire, pixels on four. A task of its own sends what is
 * handed over, in order; of a write it packs one strip while the other is on the wires.
 */
#include "../mcu/mcu.h"

#include <string.h>

#include "driver/gpio.h"
#include "driver/spi_master.h"
#include "esp_heap_caps.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/task.h"

/* An init sequence is handed over at once. */
#define WORKS 32
/* An alarm is late by some of these; the rest is waited for awake. */
#define SPIN_MICROS 60
#define TASK_PRIORITY 20
#define TASK_STACK 3072
/* The engine's task may be on either core; the bus keeps to the second. */
#define TASK_CORE 1

typedef struct {
  uint64_t start;
  /* NULL for a command. */
  StripWalk *walk;
  uint8_t code, length, parameters[BUS_PARAMETERS];
} Work;

static spi_device_handle_t device;
static QueueHandle_t works;
static TaskHandle_t task;
static esp_timer_handle_t starter;
static uint8_t *strips[2];
static _Atomic int writing;
static volatile uint64_t landedAt;
static uint8_t resetPin, tearPin;

/* In the interrupt of a queued transaction's end. */
static void landed(spi_transaction_t *transaction) {
  (void)transaction;
  landedAt = (uint64_t)esp_timer_get_time();
}

/* A command by itself: the wires are free. */
static void sendCommand(uint8_t code, const uint8_t *parameters, uint32_t length) {
  spi_transaction_t transaction = {
      .cmd = QSPI_COMMAND, .addr = QSPI_ADDRESS(code), .length = length * 8, .tx_buffer = length == 0 ? NULL : parameters};
  if (length > 0 && length <= sizeof transaction.tx_data) {
    transaction.flags = SPI_TRANS_USE_TXDATA;
    memcpy(transaction.tx_data, parameters, length);
  }
  spi_device_polling_transmit(device, &transaction);
}

static void awaitStart(uint64_t start) {
  uint64_t now = (uint64_t)esp_timer_get_time();
  if (start > now + SPIN_MICROS && esp_timer_start_once(starter, start - now - SPIN_MICROS) == ESP_OK)
    ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
  while ((uint64_t)esp_timer_get_time() < start) {
  }
}

static void launch(spi_transaction_ext_t *transaction, const uint8_t *bytes, const Strip *strip) {
  memset(transaction, 0, sizeof *transaction);
  transaction->base.flags = SPI_TRANS_MODE_QIO;
  transaction->base.length = strip->bytes * 8;
  transaction->base.tx_buffer = bytes;
  if (strip->first) {
    transaction->base.cmd = QSPI_PIXELS;
    transaction->base.addr = QSPI_ADDRESS(DCS_WRITE);
  } else {
    /* The write goes on: no opcode, no address, and chip select is still low. */
    transaction->base.flags |= SPI_TRANS_VARIABLE_CMD | SPI_TRANS_VARIABLE_ADDR;
  }
  if (!strip->last) transaction->base.flags |= SPI_TRANS_CS_KEEP_ACTIVE;
  spi_device_queue_trans(device, &transaction->base, portMAX_DELAY);
}

static uint32_t land(uint32_t flying, uint32_t left) {
  spi_transaction_t *transaction;
  for (; flying > left; flying -= 1) spi_device_get_trans_result(device, &transaction, portMAX_DELAY);
  return flying;
}

static void sendWalk(StripWalk *walk, uint64_t start) {
  static spi_transaction_ext_t transactions[2];
  Strip strip;
  uint32_t side = 0, flying = 0;
  int more = stripWalkNext(walk, strips[0], &strip);
  awaitStart(start);
  spi_device_acquire_bus(device, portMAX_DELAY);
  while (more) {
    if (strip.first) {
      flying = land(flying, 0);
      sendCommand(DCS_COLUMNS, strip.columns, 4);
      sendCommand(DCS_ROWS, strip.rows, 4);
    }
    launch(&transactions[side], strips[side], &strip);
    side = 1 - side;
    flying = land(flying + 1, 1);
    more = stripWalkNext(walk, strips[side], &strip);
  }
  land(flying, 0);
  spi_device_release_bus(device);
}

static void send(void *unused) {
  (void)unused;
  Work work;
  for (;;) {
    if (xQueueReceive(works, &work, portMAX_DELAY) != pdTRUE) continue;
    if (work.walk == NULL) {
      sendCommand(work.code, work.parameters, work.length);
      continue;
    }
    sendWalk(work.walk, work.start);
    uint64_t when = landedAt;
    writing = 0;
    eventNote(EVENT_BUS_DONE, when);
  }
}

static void begin(void *unused) {
  (void)unused;
  xTaskNotifyGive(task);
}

static void tear(void *unused) {
  (void)unused;
  uint64_t when = (uint64_t)esp_timer_get_time();
  gpio_intr_disable((gpio_num_t)tearPin);
  eventNote(EVENT_TE, when);
}

static int openPins(const BusWiring *wiring) {
  resetPin = wiring->reset;
  tearPin = wiring->tear;
  if (resetPin != NO_PIN && !mcuPinWrite(resetPin, 1)) return 0;
  if (tearPin == NO_PIN) return 1;
  gpio_config_t pin = {.pin_bit_mask = 1ULL << tearPin, .mode = GPIO_MODE_INPUT, .intr_type = GPIO_INTR_POSEDGE};
  esp_err_t service = gpio_install_isr_service(0);
  if (service != ESP_OK && service != ESP_ERR_INVALID_STATE) return 0;
  return gpio_config(&pin) == ESP_OK && gpio_intr_disable((gpio_num_t)tearPin) == ESP_OK &&
         gpio_isr_handler_add((gpio_num_t)tearPin, tear, NULL) == ESP_OK;
}

uint32_t mcuBusOpen(const BusWiring *wiring) {
  if (wiring->lines != 4 || wiring->port < 2 || wiring->port > 3 || !openPins(wiring)) return 0;
  spi_host_device_t host = wiring->port == 2 ? SPI2_HOST : SPI3_HOST;
  spi_bus_config_t bus = {
      .sclk_io_num = wiring->clock,
      .data0_io_num = wiring->data[0],
      .data1_io_num = wiring->data[1],
      .data2_io_num = wiring->data[2],
      .data3_io_num = wiring->data[3],
      .data4_io_num = -1,
      .data5_io_num = -1,
      .data6_io_num = -1,
      .data7_io_num = -1,
      .max_transfer_sz = STRIP_BYTES,
      .flags = SPICOMMON_BUSFLAG_MASTER,
      .isr_cpu_id = ESP_INTR_CPU_AFFINITY_1,
  };
  spi_device_interface_config_t panel = {
      .command_bits = 8,
      .address_bits = 24,
      .mode = 0,
      .clock_speed_hz = (int)wiring->hertz,
      .spics_io_num = wiring->select,
      .flags = SPI_DEVICE_HALFDUPLEX,
      .queue_size = 2,
      .post_cb = landed,
  };
  esp_timer_create_args_t timer = {.callback = begin, .name = "verso bus"};
  for (int side = 0; side < 2; side += 1)
    if ((strips[side] = heap_caps_malloc(STRIP_BYTES, MALLOC_CAP_DMA | MALLOC_CAP_INTERNAL)) == NULL) return 0;
  works = xQueueCreate(WORKS, sizeof(Work));
  int kilohertz = 0;
  if (works == NULL || spi_bus_initialize(host, &bus, SPI_DMA_CH_AUTO) != ESP_OK ||
      spi_bus_add_device(host, &panel, &device) != ESP_OK || esp_timer_create(&timer, &starter) != ESP_OK ||
      spi_device_get_actual_freq(device, &kilohertz) != ESP_OK)
    return 0;
  /* Let go in light sleep, they would be noise to a panel that is awake. */
  gpio_sleep_sel_dis((gpio_num_t)wiring->select);
  gpio_sleep_sel_dis((gpio_num_t)wiring->clock);
  if (xTaskCreatePinnedToCore(send, "verso bus", TASK_STACK, NULL, TASK_PRIORITY, &task, TASK_CORE) != pdPASS) return 0;
  return (uint32_t)kilohertz * 1000;
}

void mcuBusCommand(uint8_t code, const uint8_t *parameters, uint32_t length) {
  Work work = {.code = code, .length = (uint8_t)length};
  memcpy(work.parameters, parameters, length);
  /* Waits only where 32 commands wait for a write to end. */
  xQueueSend(works, &work, portMAX_DELAY);
}

int mcuBusWriting(void) { return writing; }

void mcuBusWrite(StripWalk *walk, uint64_t start) {
  Work work = {.start = start, .walk = walk};
  writing = 1;
  xQueueSend(works, &work, portMAX_DELAY);
}

void mcuBusAwaitTear(void) { gpio_intr_enable((gpio_num_t)tearPin); }

void mcuBusReset(int low) {
  if (resetPin != NO_PIN) mcuPinWrite(resetPin, !low);
}
