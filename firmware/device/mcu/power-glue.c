/* Rest, clock, single pins and the registers of what sits on I2C. */
#include "../native/glue.h"
#include "mcu.h"

void xs_power_open(xsMachine *the) {
  if (!mcuPowerOpen()) xsUnknownError("the processor's power management is not built in");
}

/* (light): as `Rest`, of which a device knows two. */
void xs_power_rest(xsMachine *the) {
  uint32_t rest = glueCount(the, 0);
  if (rest > 1) xsRangeError("memory does not outlast deep sleep");
  mcuRest(rest == 1);
}

void xs_power_processorClock(xsMachine *the) {
  uint32_t megahertz = glueCount(the, 0);
  if (!mcuProcessorClock(megahertz)) xsRangeError("no clock of %lu MHz", (unsigned long)megahertz);
}

void xs_pin_write(xsMachine *the) {
  uint32_t pin = glueCount(the, 0), high = glueCount(the, 1);
  if (!mcuPinWrite(pin, high != 0)) xsRangeError("no pin %lu", (unsigned long)pin);
}

void xs_pin_listen(xsMachine *the) {
  uint32_t pin = glueCount(the, 0);
  if (!mcuPinListen(pin)) xsRangeError("no pin %lu", (unsigned long)pin);
}

void xs_pin_read(xsMachine *the) {
  int level = mcuPinRead(glueCount(the, 0));
  if (level < 0) xsRangeError("nobody listens to this pin");
  xsmcSetInteger(xsResult, level);
}

void xs_i2c_open(xsMachine *the) {
  uint32_t data = glueCount(the, 0), clock = glueCount(the, 1);
  if (!mcuI2cOpen(data, clock)) xsUnknownError("I2C cannot be set up on these pins");
}

static void checkRegister(xsMachine *the, uint32_t address, uint32_t index, uint32_t value) {
  if (address > 0x7F || index > 0xFF || value > 0xFF) xsRangeError("no register of a byte");
}

void xs_i2c_write(xsMachine *the) {
  uint32_t address = glueCount(the, 0), index = glueCount(the, 1), value = glueCount(the, 2);
  checkRegister(the, address, index, value);
  xsmcSetInteger(xsResult, mcuI2cWrite(address, index, value) ? 1 : 0);
}

void xs_i2c_read(xsMachine *the) {
  uint32_t address = glueCount(the, 0), index = glueCount(the, 1);
  checkRegister(the, address, index, 0);
  xsmcSetInteger(xsResult, mcuI2cRead(address, index));
}
