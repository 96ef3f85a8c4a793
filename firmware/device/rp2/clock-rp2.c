/* Time, the one alarm, the call to the engine, and the name of the chip. */
#include "../mcu/mcu.h"

#include <string.h>

#include "hardware/sync.h"
#include "pico/time.h"
#include "pico/unique_id.h"
#include "xsmc.h"
#include "xsHost.h"

static alarm_id_t set;

static int64_t ring(alarm_id_t id, void *unused) {
  (void)id, (void)unused;
  eventNote(EVENT_ALARM, time_us_64());
  return 0;
}

uint64_t mcuNow(void) { return time_us_64(); }

void mcuAlarm(uint64_t at) {
  mcuNoAlarm();
  if (at > time_us_64()) set = add_alarm_at(from_us_since_boot(at), ring, NULL, false);
  /* Past already, or by now. */
  if (set <= 0) ring(0, NULL);
}

void mcuNoAlarm(void) {
  if (set > 0) cancel_alarm(set);
  set = 0;
}

void mcuCall(void *machine) {
  uint32_t interrupts = save_and_disable_interrupts();
  /* One message of ours waits at most, so there is always a place among the four. */
  modMessagePostToMachineFromISR(machine, eventDeliver, NULL);
  restore_interrupts(interrupts);
}

void mcuDeviceId(uint8_t id[8]) {
  pico_unique_board_id_t name;
  pico_get_unique_board_id(&name);
  memcpy(id, name.id, 8);
}
