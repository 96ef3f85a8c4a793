/* Rows of cells as bits: the lowest bit of a word is its leftmost cell. */
#ifndef VERSO_COVER_BITS_H
#define VERSO_COVER_BITS_H

#include "cover.h"
#include "load-store.h"

/* A word's bits that lie inside a box. */
static inline uint32_t wordMask(Cells box, uint32_t word) {
  uint32_t bits = UINT32_MAX;
  if (word == box.left >> 5) bits <<= box.left & 31;
  if (word == (uint32_t)(box.right - 1) >> 5) bits &= UINT32_MAX >> (31 - ((box.right - 1) & 31));
  return bits;
}

static inline uint32_t narrowMask(Cells box) { return UINT32_MAX >> (32 - (uint32_t)(box.right - box.left)); }

/* A row of a box of up to 32 columns, its first column lowest; two words are read, the second of which may be the next row's. */
static inline uint32_t narrowRow(const uint32_t *row, uint32_t shift, uint32_t mask) {
  return (uint32_t)(load64((const uint8_t *)row) >> shift) & mask;
}

/* One more than the place of a word's highest bit. */
static inline uint32_t bitsIn(uint32_t bits) { return (31 ^ (uint32_t)__builtin_clz(bits)) + 1; }

/* How many bits of a word are set, as sums of bytes. */
static inline uint32_t byteSums(uint32_t bits) {
  bits -= bits >> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
  return (bits + (bits >> 4)) & 0x0F0F0F0F;
}

static inline uint32_t addBytes(uint32_t sums) {
  sums = (sums & 0x00FF00FF) + (sums >> 8 & 0x00FF00FF);
  return (sums & 0xFFFF) + (sums >> 16);
}

#endif
