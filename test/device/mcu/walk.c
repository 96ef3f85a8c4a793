/*
 * Walks windows with the device's own code and writes what would go over the wires, as records: wires (0 is the end of a
 * chip select), D/C, length, bytes. Reads cases of nine 32-bit words (framing 0 QSPI or 1 SPI, width, height, stride, count,
 * origin x and y, strip bytes, the answer expected of the walk's beginning), windows, pixels.
 */
#include <stdio.h>
#include <stdlib.h>

#include "strip-walk.h"

static void send(uint8_t wires, uint8_t data, const uint8_t *bytes, uint32_t length) {
  if (length == 0 && wires != 0) return;
  fwrite(&wires, 1, 1, stdout);
  fwrite(&data, 1, 1, stdout);
  fwrite(&length, 4, 1, stdout);
  if (length > 0) fwrite(bytes, 1, length, stdout);
}

static void head(uint32_t isSpi, uint8_t opcode, uint8_t code) {
  uint32_t address = QSPI_ADDRESS(code);
  uint8_t qspi[4] = {opcode, (uint8_t)(address >> 16), (uint8_t)(address >> 8), (uint8_t)address};
  send(1, 0, isSpi ? &code : qspi, isSpi ? 1 : 4);
}

int main(void) {
  uint32_t words[9];
  while (fread(words, 4, 9, stdin) == 9) {
    uint32_t isSpi = words[0], width = words[1], height = words[2], stride = words[3], count = words[4];
    uint8_t *windows = malloc(count * 8 + 1), *pixels = malloc((size_t)stride * height + 1), *strip = malloc(words[7]);
    /* One byte further than malloc's: no alignment is promised. */
    if (fread(windows + 1, 1, count * 8, stdin) != count * 8) return 1;
    if (fread(pixels, 1, (size_t)stride * height, stdin) != (size_t)stride * height) return 1;
    StripWalk walk;
    uint32_t fault =
        stripWalkBegin(&walk, windows + 1, count, pixels, width, height, stride, words[5], words[6], words[7]);
    if (fault != words[8]) return 2;
    Strip next;
    while (fault == WALK_GOOD && stripWalkNext(&walk, strip, &next)) {
      if (next.first) {
        head(isSpi, QSPI_COMMAND, DCS_COLUMNS);
        send(1, 1, next.columns, 4);
        send(0, 0, NULL, 0);
        head(isSpi, QSPI_COMMAND, DCS_ROWS);
        send(1, 1, next.rows, 4);
        send(0, 0, NULL, 0);
        head(isSpi, QSPI_PIXELS, DCS_WRITE);
      }
      send(isSpi ? 1 : 4, 1, strip, next.bytes);
      if (next.last) send(0, 0, NULL, 0);
    }
    free(windows), free(pixels), free(strip);
  }
  return 0;
}
