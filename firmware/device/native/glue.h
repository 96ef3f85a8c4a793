/*
 * What the natives share. Arguments are read in two passes: first every number, as turning one into an integer may run a
 * script; then every buffer, whose address is good until the native returns and no longer.
 */
#ifndef VERSO_GLUE_H
#define VERSO_GLUE_H

#include <stdint.h>

#include "xsmc.h"

typedef struct {
  uint8_t *bytes;
  uint32_t length;
} Bytes;

/* The argument as an integer from 0 to 0xFFFFFFFF; throws `RangeError` otherwise, and where it is missing. */
uint32_t glueCount(xsMachine *the, int argument);
/* The argument as a buffer (ArrayBuffer, host buffer, or a view of bytes); throws `TypeError` where it is none, or detached. */
Bytes glueReadable(xsMachine *the, int argument);
Bytes glueWritable(xsMachine *the, int argument);
/* `length` bytes inside; throws `RangeError`. */
uint8_t *glueSpan(xsMachine *the, Bytes bytes, uint32_t at, uint32_t length);
/* `rows` rows of `rowBytes`, `stride` apart, inside; rows do not run into one another but where `stride` is 0. Throws `RangeError`. */
uint8_t *glueRows(xsMachine *the, Bytes bytes, uint32_t at, uint32_t stride, uint64_t rowBytes, uint32_t rows);
/* `length` bytes inside, aligned in memory to `alignment`, a power of two; throws `RangeError`. */
uint8_t *glueAligned(xsMachine *the, Bytes bytes, uint32_t at, uint32_t length, uint32_t alignment);

#endif
