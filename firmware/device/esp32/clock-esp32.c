/* Time, the one alarm, the call to the engine, and the name of the chip. */
#include "../mcu/mcu.h"

#include <string.h>

#include "esp_mac.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "xsmc.h"
#include "xsHost.h"

static esp_timer_handle_t timer;

static void ring(void *unused) {
  (void)unused;
  eventNote(EVENT_ALARM, mcuNow());
}

uint64_t mcuNow(void) { return (uint64_t)esp_timer_get_time(); }

void mcuAlarm(uint64_t at) {
  esp_timer_create_args_t made = {.callback = ring, .name = "verso alarm"};
  if (timer == NULL && esp_timer_create(&made, &timer) != ESP_OK) return;
  esp_timer_stop(timer);
  uint64_t now = mcuNow();
  if (at <= now) ring(NULL);
  else esp_timer_start_once(timer, at - now);
}

void mcuNoAlarm(void) {
  if (timer != NULL) esp_timer_stop(timer);
}

void mcuCall(void *machine) {
  /* One message of ours waits at most, so there is always a place in the queue. */
  if (xPortInIsrContext()) modMessagePostToMachineFromISR(machine, eventDeliver, NULL);
  else modMessagePostToMachine(machine, NULL, 0, eventDeliver, NULL);
}

void mcuDeviceId(uint8_t id[8]) {
  memset(id, 0, 8);
  /* Six bytes of the factory's. */
  esp_efuse_mac_get_default(id);
}
