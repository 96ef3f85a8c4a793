/*
 * Rest and clock by the vendor's power management: the idle task sleeps by itself wherever no lock is held. While a host is on
 * the USB, the driver holds one of its own (sdkconfig: USJ_NO_AUTO_LS_ON_CONNECTION), as that port does not outlast light sleep.
 */
#include "../mcu/mcu.h"

#include "driver/gpio.h"
#include "esp_pm.h"
#include "esp_sleep.h"
#include "esp_timer.h"

#define SLOWEST 40
#define BUS_CLOCK 80
#define FASTEST 240

static esp_pm_lock_handle_t awake, bus, fast;
static int isAwake, isBus, isFast;

static void hold(esp_pm_lock_handle_t lock, int *held, int wanted) {
  if (*held == wanted) return;
  *held = wanted;
  if (wanted) esp_pm_lock_acquire(lock);
  else esp_pm_lock_release(lock);
}

int mcuPowerOpen(void) {
  esp_pm_config_t management = {.max_freq_mhz = FASTEST, .min_freq_mhz = SLOWEST, .light_sleep_enable = true};
  if (esp_pm_lock_create(ESP_PM_NO_LIGHT_SLEEP, 0, "verso awake", &awake) != ESP_OK ||
      esp_pm_lock_create(ESP_PM_APB_FREQ_MAX, 0, "verso bus", &bus) != ESP_OK ||
      esp_pm_lock_create(ESP_PM_CPU_FREQ_MAX, 0, "verso fast", &fast) != ESP_OK)
    return 0;
  hold(awake, &isAwake, 1);
  hold(fast, &isFast, 1);
  return esp_pm_configure(&management) == ESP_OK && esp_sleep_enable_gpio_wakeup() == ESP_OK;
}

void mcuRest(int light) { hold(awake, &isAwake, !light); }

int mcuProcessorClock(uint32_t megahertz) {
  if (megahertz != SLOWEST && megahertz != BUS_CLOCK && megahertz != FASTEST) return 0;
  hold(fast, &isFast, megahertz == FASTEST);
  hold(bus, &isBus, megahertz == BUS_CLOCK);
  return 1;
}

int mcuPinWrite(uint32_t pin, int high) {
  if (!GPIO_IS_VALID_OUTPUT_GPIO(pin)) return 0;
  gpio_set_level((gpio_num_t)pin, (uint32_t)high);
  /* A pin would be let go in light sleep: what it switches stays as it is. */
  gpio_sleep_sel_dis((gpio_num_t)pin);
  return gpio_set_direction((gpio_num_t)pin, GPIO_MODE_OUTPUT) == ESP_OK;
}

/* Armed for the other level; a level wakes light sleep as well, an edge does not. */
static int arm(gpio_num_t pin) {
  int level = gpio_get_level(pin);
  gpio_wakeup_enable(pin, level ? GPIO_INTR_LOW_LEVEL : GPIO_INTR_HIGH_LEVEL);
  gpio_intr_enable(pin);
  return level;
}

static uint64_t listened;

static void changed(void *pin) {
  gpio_intr_disable((gpio_num_t)(intptr_t)pin);
  eventNote(EVENT_INPUT, (uint64_t)esp_timer_get_time());
}

int mcuPinListen(uint32_t pin) {
  if (!GPIO_IS_VALID_GPIO(pin)) return 0;
  gpio_config_t input = {.pin_bit_mask = 1ULL << pin, .mode = GPIO_MODE_INPUT, .pull_up_en = GPIO_PULLUP_ENABLE};
  esp_err_t service = gpio_install_isr_service(0);
  if ((service != ESP_OK && service != ESP_ERR_INVALID_STATE) || gpio_config(&input) != ESP_OK ||
      gpio_isr_handler_add((gpio_num_t)pin, changed, (void *)(intptr_t)pin) != ESP_OK)
    return 0;
  gpio_sleep_sel_dis((gpio_num_t)pin);
  listened |= 1ULL << pin;
  arm((gpio_num_t)pin);
  return 1;
}

int mcuPinRead(uint32_t pin) {
  if (pin > 63 || (listened >> pin & 1) == 0) return -1;
  return arm((gpio_num_t)pin);
}
