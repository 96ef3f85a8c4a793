/*
 * Loads and stores at any alignment: a memcpy of fixed size is one instruction where the target allows it. The compiler's own
 * names, as a freestanding target (WebAssembly) has no string.h.
 */
#ifndef VERSO_LOAD_STORE_H
#define VERSO_LOAD_STORE_H

#include <stdint.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the kernels are written for little-endian machines");

static inline uint16_t load16(const uint8_t *from) {
  uint16_t value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

static inline uint32_t load32(const uint8_t *from) {
  uint32_t value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

static inline uint64_t load64(const uint8_t *from) {
  uint64_t value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

static inline void store16(uint8_t *to, uint16_t value) { __builtin_memcpy(to, &value, sizeof value); }

static inline void store32(uint8_t *to, uint32_t value) { __builtin_memcpy(to, &value, sizeof value); }

static inline void store64(uint8_t *to, uint64_t value) { __builtin_memcpy(to, &value, sizeof value); }

/* A pixel's number from its wire order and back: the two bytes exchanged. */
static inline uint16_t swap16(uint16_t value) { return (uint16_t)(value << 8 | value >> 8); }

/* Writes one pixel, in wire order, `pixels` times. */
static inline void fillPixels(uint8_t *to, uint32_t pixels, uint16_t wire) {
  const uint64_t four = wire * UINT64_C(0x0001000100010001);
  for (; pixels >= 4; pixels -= 4, to += 8) store64(to, four);
  for (; pixels > 0; pixels--, to += 2) store16(to, wire);
}

#endif
