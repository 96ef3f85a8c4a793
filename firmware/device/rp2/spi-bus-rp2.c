/*
 * 4-wire SPI: commands by the processor, strips by DMA. The end of each strip is an interrupt, which starts the other strip and
 * packs the next one meanwhile.
 */
#include "../mcu/mcu.h"

#include "../mcu/byte-ring.h"
#include "hardware/dma.h"
#include "hardware/gpio.h"
#include "hardware/irq.h"
#include "hardware/spi.h"
#include "hardware/sync.h"
#include "pico/time.h"

/* Commands that wait for a write to end: their length, code and parameters. */
#define WAITING_BYTES 256

static spi_inst_t *spi;
static uint32_t channel;
static uint8_t selectPin, commandPin, resetPin, tearPin;
static uint8_t strips[2][STRIP_BYTES] __attribute__((aligned(4)));
static uint8_t waitingBytes[WAITING_BYTES];
static ByteRing waiting;

/* The walk under way; from its start on they are the interrupt's. */
static volatile int writing;
static StripWalk *walk;
static Strip strip;
static int more, side, ends;

static void sendCommand(uint8_t code, const uint8_t *parameters, uint32_t length) {
  gpio_put(selectPin, 0);
  gpio_put(commandPin, 0);
  spi_write_blocking(spi, &code, 1);
  gpio_put(commandPin, 1);
  if (length > 0) spi_write_blocking(spi, parameters, length);
  gpio_put(selectPin, 1);
}

static void sendWaiting(void) {
  uint8_t head[2], parameters[BUS_PARAMETERS];
  while (byteRingTake(&waiting, head, 2) == 2) {
    byteRingTake(&waiting, parameters, head[0]);
    sendCommand(head[1], parameters, head[0]);
  }
}

static void sendStrip(void) {
  if (strip.first) {
    const uint8_t code = DCS_WRITE;
    sendCommand(DCS_COLUMNS, strip.columns, 4);
    sendCommand(DCS_ROWS, strip.rows, 4);
    gpio_put(selectPin, 0);
    gpio_put(commandPin, 0);
    spi_write_blocking(spi, &code, 1);
    gpio_put(commandPin, 1);
  }
  ends = strip.last;
  dma_channel_transfer_from_buffer_now(channel, strips[side], strip.bytes);
  side = 1 - side;
  more = stripWalkNext(walk, strips[side], &strip);
}

static void sent(void) {
  if (!dma_channel_get_irq1_status(channel)) return;
  dma_channel_acknowledge_irq1(channel);
  /* The last bytes are still on their way: at most eight. */
  while (spi_is_busy(spi)) tight_loop_contents();
  if (ends) gpio_put(selectPin, 1);
  if (more) {
    sendStrip();
    return;
  }
  uint64_t when = time_us_64();
  writing = 0;
  sendWaiting();
  eventNote(EVENT_BUS_DONE, when);
}

static int64_t begin(alarm_id_t id, void *unused) {
  (void)id, (void)unused;
  sendStrip();
  return 0;
}

static void tear(void) {
  if ((gpio_get_irq_event_mask(tearPin) & GPIO_IRQ_EDGE_RISE) == 0) return;
  uint64_t when = time_us_64();
  gpio_acknowledge_irq(tearPin, GPIO_IRQ_EDGE_RISE);
  gpio_set_irq_enabled(tearPin, GPIO_IRQ_EDGE_RISE, false);
  eventNote(EVENT_TE, when);
}

static int isPin(uint32_t pin) { return pin < NUM_BANK0_GPIOS; }

static void output(uint32_t pin, int high) {
  gpio_init(pin);
  gpio_put(pin, high);
  gpio_set_dir(pin, GPIO_OUT);
}

uint32_t mcuBusOpen(const BusWiring *wiring) {
  if (wiring->lines != 1 || wiring->port > 1 || !isPin(wiring->select) || !isPin(wiring->clock) ||
      !isPin(wiring->data[0]) || !isPin(wiring->command))
    return 0;
  spi = wiring->port == 0 ? spi0 : spi1;
  selectPin = wiring->select;
  commandPin = wiring->command;
  resetPin = wiring->reset;
  tearPin = wiring->tear;
  uint32_t hertz = spi_init(spi, wiring->hertz);
  spi_set_format(spi, 8, SPI_CPOL_0, SPI_CPHA_0, SPI_MSB_FIRST);
  gpio_set_function(wiring->clock, GPIO_FUNC_SPI);
  gpio_set_function(wiring->data[0], GPIO_FUNC_SPI);
  output(selectPin, 1);
  output(commandPin, 1);
  if (isPin(resetPin)) output(resetPin, 1);
  if (isPin(tearPin)) {
    gpio_init(tearPin);
    gpio_add_raw_irq_handler(tearPin, tear);
    irq_set_enabled(IO_IRQ_BANK0, true);
  }
  byteRingBegin(&waiting, waitingBytes, WAITING_BYTES);
  int claimed = dma_claim_unused_channel(false);
  if (claimed < 0) return 0;
  channel = (uint32_t)claimed;
  dma_channel_config config = dma_channel_get_default_config(channel);
  channel_config_set_transfer_data_size(&config, DMA_SIZE_8);
  channel_config_set_dreq(&config, spi_get_dreq(spi, true));
  channel_config_set_read_increment(&config, true);
  channel_config_set_write_increment(&config, false);
  dma_channel_configure(channel, &config, &spi_get_hw(spi)->dr, NULL, 0, false);
  dma_channel_set_irq1_enabled(channel, true);
  irq_add_shared_handler(DMA_IRQ_1, sent, PICO_SHARED_IRQ_HANDLER_DEFAULT_ORDER_PRIORITY);
  irq_set_enabled(DMA_IRQ_1, true);
  return hertz;
}

void mcuBusCommand(uint8_t code, const uint8_t *parameters, uint32_t length) {
  uint32_t interrupts = save_and_disable_interrupts();
  /* Only where many commands wait for a write already. */
  while (writing && byteRingRoom(&waiting) < 2 + length) {
    restore_interrupts(interrupts);
    tight_loop_contents();
    interrupts = save_and_disable_interrupts();
  }
  if (writing) {
    uint8_t head[2] = {(uint8_t)length, code};
    byteRingPut(&waiting, head, 2);
    byteRingPut(&waiting, parameters, length);
  } else {
    sendCommand(code, parameters, length);
  }
  restore_interrupts(interrupts);
}

int mcuBusWriting(void) { return writing; }

void mcuBusWrite(StripWalk *begun, uint64_t start) {
  walk = begun;
  side = 0;
  stripWalkNext(walk, strips[0], &strip);
  writing = 1;
  if (start > time_us_64() && add_alarm_at(from_us_since_boot(start), begin, NULL, false) > 0) return;
  uint32_t interrupts = save_and_disable_interrupts();
  sendStrip();
  restore_interrupts(interrupts);
}

void mcuBusAwaitTear(void) {
  gpio_acknowledge_irq(tearPin, GPIO_IRQ_EDGE_RISE);
  gpio_set_irq_enabled(tearPin, GPIO_IRQ_EDGE_RISE, true);
}

void mcuBusReset(int low) {
  if (isPin(resetPin)) gpio_put(resetPin, !low);
}
