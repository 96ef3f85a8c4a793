#include "glue.h"

uint32_t glueCount(xsMachine *the, int argument) {
  if (argument >= xsmcArgc) xsRangeError("argument %d is missing", argument);
  double number = xsmcToNumber(xsArg(argument));
  /* Written so that a NaN fails. */
  if (!(number >= 0 && number <= 4294967295.0) || number != (double)(uint32_t)number)
    xsRangeError("argument %d is no integer from 0 to 4294967295", argument);
  return (uint32_t)number;
}

Bytes glueReadable(xsMachine *the, int argument) {
  void *bytes = NULL;
  xsUnsignedValue length = 0;
  if (argument >= xsmcArgc) xsTypeError("argument %d is missing", argument);
  xsmcGetBufferReadable(xsArg(argument), &bytes, &length);
  return (Bytes){bytes, length};
}

Bytes glueWritable(xsMachine *the, int argument) {
  void *bytes = NULL;
  xsUnsignedValue length = 0;
  if (argument >= xsmcArgc) xsTypeError("argument %d is missing", argument);
  xsmcGetBufferWritable(xsArg(argument), &bytes, &length);
  return (Bytes){bytes, length};
}

uint8_t *glueSpan(xsMachine *the, Bytes bytes, uint32_t at, uint32_t length) {
  if ((uint64_t)at + length > bytes.length)
    xsRangeError("%lu bytes from %lu leave the buffer of %lu", (unsigned long)length, (unsigned long)at,
                 (unsigned long)bytes.length);
  return bytes.bytes + at;
}

uint8_t *glueRows(xsMachine *the, Bytes bytes, uint32_t at, uint32_t stride, uint64_t rowBytes, uint32_t rows) {
  if (rows > 1 && stride != 0 && stride < rowBytes) xsRangeError("rows run into one another");
  /* At most 2^32 * 2^32 - 2^32, and rowBytes at most 2^33: what they add up to may wrap, so each is compared alone. */
  uint64_t before = rows > 1 ? (uint64_t)(rows - 1) * stride : 0;
  if (before > bytes.length || rowBytes > bytes.length || at + before + rowBytes > bytes.length)
    xsRangeError("%lu rows of %lu bytes from %lu leave the buffer of %lu", (unsigned long)rows,
                 (unsigned long)rowBytes, (unsigned long)at, (unsigned long)bytes.length);
  return bytes.bytes + at;
}

uint8_t *glueAligned(xsMachine *the, Bytes bytes, uint32_t at, uint32_t length, uint32_t alignment) {
  uint8_t *pointer = glueSpan(the, bytes, at, length);
  if (((uintptr_t)pointer & (alignment - 1)) != 0) xsRangeError("not aligned to %lu bytes", (unsigned long)alignment);
  return pointer;
}
