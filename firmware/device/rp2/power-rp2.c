/*
 * The chip waits in WFE with a divided clock. Its own sleeps stop the USB and the timer, and are not offered. No I2C: nothing
 * of the board's is asked over it.
 */
#include "../mcu/mcu.h"

#include "hardware/clocks.h"
#include "hardware/gpio.h"
#include "hardware/irq.h"
#include "pico/time.h"

/* The USB stack wants 48 MHz and more of the system's clock. */
#define SLOW 50
#define FAST 150

static uint64_t listened;

int mcuPowerOpen(void) { return 1; }

void mcuRest(int light) { (void)light; }

int mcuProcessorClock(uint32_t megahertz) {
  if (megahertz != SLOW && megahertz != FAST) return 0;
  /* A divider behind the PLL, which stays locked: no glitch, no wait. */
  return clock_configure(clk_sys, CLOCKS_CLK_SYS_CTRL_SRC_VALUE_CLKSRC_CLK_SYS_AUX,
                         CLOCKS_CLK_SYS_CTRL_AUXSRC_VALUE_CLKSRC_PLL_SYS, FAST * MHZ, megahertz * MHZ);
}

int mcuPinWrite(uint32_t pin, int high) {
  if (pin >= NUM_BANK0_GPIOS) return 0;
  gpio_init(pin);
  gpio_put(pin, high);
  gpio_set_dir(pin, GPIO_OUT);
  return 1;
}

/* Armed for the other level, until it comes. */
static int arm(uint32_t pin) {
  int level = gpio_get(pin);
  gpio_set_irq_enabled(pin, GPIO_IRQ_LEVEL_LOW | GPIO_IRQ_LEVEL_HIGH, false);
  gpio_set_irq_enabled(pin, level ? GPIO_IRQ_LEVEL_LOW : GPIO_IRQ_LEVEL_HIGH, true);
  return level;
}

static void changed(void) {
  for (uint32_t pin = 0; pin < NUM_BANK0_GPIOS; pin += 1) {
    if ((listened >> pin & 1) == 0 || gpio_get_irq_event_mask(pin) == 0) continue;
    gpio_set_irq_enabled(pin, GPIO_IRQ_LEVEL_LOW | GPIO_IRQ_LEVEL_HIGH, false);
    eventNote(EVENT_INPUT, time_us_64());
  }
}

int mcuPinListen(uint32_t pin) {
  if (pin >= NUM_BANK0_GPIOS || (listened >> pin & 1) != 0) return 0;
  gpio_init(pin);
  gpio_pull_up(pin);
  gpio_add_raw_irq_handler(pin, changed);
  listened |= 1ULL << pin;
  irq_set_enabled(IO_IRQ_BANK0, true);
  arm(pin);
  return 1;
}

int mcuPinRead(uint32_t pin) {
  if (pin >= NUM_BANK0_GPIOS || (listened >> pin & 1) == 0) return -1;
  return arm(pin);
}

int mcuI2cOpen(uint32_t data, uint32_t clock) {
  (void)data, (void)clock;
  return 0;
}

int mcuI2cWrite(uint32_t address, uint32_t index, uint32_t value) {
  (void)address, (void)index, (void)value;
  return 0;
}

int mcuI2cRead(uint32_t address, uint32_t index) {
  (void)address, (void)index;
  return -1;
}
