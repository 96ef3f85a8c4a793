/* Registers of a byte on the board's I2C: the supply, an expander. Seldom, so it is waited for. */
#include "../mcu/mcu.h"

#include "driver/i2c_master.h"

#define HERTZ 400000
#define PATIENCE_MILLIS 20

static i2c_master_bus_handle_t bus;

int mcuI2cOpen(uint32_t data, uint32_t clock) {
  if (bus != NULL) return 1;
  i2c_master_bus_config_t wiring = {.i2c_port = -1,
                                    .sda_io_num = (gpio_num_t)data,
                                    .scl_io_num = (gpio_num_t)clock,
                                    .clk_source = I2C_CLK_SRC_DEFAULT,
                                    .glitch_ignore_cnt = 7,
                                    .flags = {.enable_internal_pullup = true}};
  return i2c_new_master_bus(&wiring, &bus) == ESP_OK;
}

/* One device at a time: they are addressed seldom, and differently. */
static esp_err_t speak(uint32_t address, const uint8_t *told, size_t toldLength, uint8_t *heard) {
  i2c_master_dev_handle_t device;
  i2c_device_config_t who = {
      .dev_addr_length = I2C_ADDR_BIT_LEN_7, .device_address = (uint16_t)address, .scl_speed_hz = HERTZ};
  if (bus == NULL) return ESP_ERR_INVALID_STATE;
  esp_err_t result = i2c_master_bus_add_device(bus, &who, &device);
  if (result != ESP_OK) return result;
  result = heard == NULL ? i2c_master_transmit(device, told, toldLength, PATIENCE_MILLIS)
                         : i2c_master_transmit_receive(device, told, toldLength, heard, 1, PATIENCE_MILLIS);
  i2c_master_bus_rm_device(device);
  return result;
}

int mcuI2cWrite(uint32_t address, uint32_t index, uint32_t value) {
  uint8_t told[2] = {(uint8_t)index, (uint8_t)value};
  return speak(address, told, 2, NULL) == ESP_OK;
}

int mcuI2cRead(uint32_t address, uint32_t index) {
  uint8_t told = (uint8_t)index, heard = 0;
  return speak(address, &told, 1, &heard) == ESP_OK ? heard : -1;
}
