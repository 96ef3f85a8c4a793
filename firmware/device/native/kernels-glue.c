/* The kernels for XS: arguments as `Kernels` has them, bounds held, then the call. */
#include "../../kernels/c/cover.h"
#include "../../kernels/c/kernels.h"
#include "../../kernels/c/pace.h"
#include "glue.h"

void xs_kernels_copyRows(xsMachine *the) {
  uint32_t toAt = glueCount(the, 1), toStride = glueCount(the, 2), fromAt = glueCount(the, 4);
  uint32_t fromStride = glueCount(the, 5), rowBytes = glueCount(the, 6), rows = glueCount(the, 7);
  uint8_t *to = glueRows(the, glueWritable(the, 0), toAt, toStride, rowBytes, rows);
  uint8_t *from = glueRows(the, glueReadable(the, 3), fromAt, fromStride, rowBytes, rows);
  copyRows(to, toStride, from, fromStride, rowBytes, rows);
}

void xs_kernels_pourRows(xsMachine *the) {
  uint32_t toAt = glueCount(the, 1), toStride = glueCount(the, 2), rowBytes = glueCount(the, 3), done = glueCount(the, 4);
  uint32_t fromAt = glueCount(the, 6), length = glueCount(the, 7);
  uint64_t end = (uint64_t)done + length;
  if (rowBytes == 0 || end > UINT32_MAX) xsRangeError("no rows to pour into");
  uint32_t rows = (uint32_t)((end + rowBytes - 1) / rowBytes);
  uint8_t *to = glueRows(the, glueWritable(the, 0), toAt, toStride, rowBytes, rows);
  pourRows(to, toStride, rowBytes, done, glueSpan(the, glueReadable(the, 5), fromAt, length), length);
}

void xs_kernels_moveRows(xsMachine *the) {
  uint32_t toAt = glueCount(the, 1), fromAt = glueCount(the, 2), stride = glueCount(the, 3);
  uint32_t rowBytes = glueCount(the, 4), rows = glueCount(the, 5);
  Bytes bytes = glueWritable(the, 0);
  uint8_t *to = glueRows(the, bytes, toAt, stride, rowBytes, rows);
  moveRows(to, glueRows(the, bytes, fromAt, stride, rowBytes, rows), stride, rowBytes, rows);
}

void xs_kernels_fillRows(xsMachine *the) {
  uint32_t at = glueCount(the, 1), stride = glueCount(the, 2), pixels = glueCount(the, 3);
  uint32_t rows = glueCount(the, 4), colour = glueCount(the, 5);
  if (colour > 0xFFFF) xsRangeError("no colour");
  fillRows(glueRows(the, glueWritable(the, 0), at, stride, (uint64_t)pixels * 2, rows), stride, pixels, rows, colour);
}

void xs_kernels_blendRows(xsMachine *the) {
  uint32_t toAt = glueCount(the, 1), toStride = glueCount(the, 2), fromAt = glueCount(the, 4);
  uint32_t fromStride = glueCount(the, 5), alphaAt = glueCount(the, 7), alphaStride = glueCount(the, 8);
  uint32_t pixels = glueCount(the, 9), rows = glueCount(the, 10);
  uint64_t rowBytes = (uint64_t)pixels * 2;
  uint8_t *to = glueRows(the, glueWritable(the, 0), toAt, toStride, rowBytes, rows);
  uint8_t *from = glueRows(the, glueReadable(the, 3), fromAt, fromStride, rowBytes, rows);
  uint8_t *alpha = glueRows(the, glueReadable(the, 6), alphaAt, alphaStride, pixels, rows);
  blendRows(to, toStride, from, fromStride, alpha, alphaStride, pixels, rows);
}

void xs_kernels_blendBits(xsMachine *the) {
  uint32_t toAt = glueCount(the, 1), toStride = glueCount(the, 2), fromAt = glueCount(the, 4);
  uint32_t fromStride = glueCount(the, 5), alphaAt = glueCount(the, 7), alphaStride = glueCount(the, 8);
  uint32_t skip = glueCount(the, 9), bits = glueCount(the, 10), pixels = glueCount(the, 11), rows = glueCount(the, 12);
  if ((bits != 1 && bits != 2 && bits != 4) || skip > 0xFFFF || pixels > 0xFFFF) xsRangeError("no packed alpha");
  uint64_t rowBytes = (uint64_t)pixels * 2;
  uint8_t *to = glueRows(the, glueWritable(the, 0), toAt, toStride, rowBytes, rows);
  uint8_t *from = glueRows(the, glueReadable(the, 3), fromAt, fromStride, rowBytes, rows);
  uint8_t *alpha = glueRows(the, glueReadable(the, 6), alphaAt, alphaStride, ((skip + pixels) * bits + 7) >> 3, rows);
  blendBits(to, toStride, from, fromStride, alpha, alphaStride, skip, bits, pixels, rows);
}

static int32_t strokeEnd(xsMachine *the, int index) {
  int32_t end = xsmcToInteger(xsArg(index));
  if (end < -8191 || end > 8191) xsRangeError("no end of a stroke");
  return end;
}

void xs_kernels_strokeLine(xsMachine *the) {
  uint32_t at = glueCount(the, 1), stride = glueCount(the, 2), pixels = glueCount(the, 3), rows = glueCount(the, 4);
  int32_t x0 = strokeEnd(the, 5), y0 = strokeEnd(the, 6), x1 = strokeEnd(the, 7), y1 = strokeEnd(the, 8);
  uint32_t radius = glueCount(the, 9);
  if (pixels > 1024 || rows > 1024 || radius > 4096) xsRangeError("no size of a stroke");
  uint8_t *mask = glueRows(the, glueWritable(the, 0), at, stride, pixels, rows);
  strokeLine(mask, stride, pixels, rows, x0, y0, x1, y1, radius);
}

void xs_kernels_diffBox(xsMachine *the) {
  uint32_t aAt = glueCount(the, 1), aStride = glueCount(the, 2), bAt = glueCount(the, 4), bStride = glueCount(the, 5);
  uint32_t pixels = glueCount(the, 6), rows = glueCount(the, 7), boxAt = glueCount(the, 9);
  if (pixels > 0xFFFF || rows > 0xFFFF) xsRangeError("no size of an area");
  uint8_t *a = glueRows(the, glueReadable(the, 0), aAt, aStride, pixels * 2, rows);
  uint8_t *b = glueRows(the, glueReadable(the, 3), bAt, bStride, pixels * 2, rows);
  uint8_t *box = glueAligned(the, glueWritable(the, 8), boxAt, 8, 2);
  xsmcSetInteger(xsResult, (int)diffBox(a, aStride, b, bStride, pixels, rows, box));
}

/* As cover-size.ts has it. */
static uint64_t coverStateBytes(uint32_t width, uint32_t height, uint32_t alignX, uint32_t alignY, uint32_t most) {
  uint64_t words = (width / alignX + 31) / 32, rows = height / alignY;
  return COVER_HEAD_BYTES + 20 * (2 * (uint64_t)most + 2) + 16 * (rows + 1) + 24 * COVER_REGIONS + 4 * words * rows +
         4 * rows;
}

static int isCover(uint32_t width, uint32_t height, uint32_t alignX, uint32_t alignY, uint32_t most) {
  return alignX - 1 < 256 && alignY - 1 < 256 && most - 1 < 4096 && width / alignX - 1 < 960 &&
         height / alignY - 1 < 0x7FFE && width % alignX == 0 && height % alignY == 0;
}

void xs_kernels_coverBegin(xsMachine *the) {
  uint32_t at = glueCount(the, 1), width = glueCount(the, 2), height = glueCount(the, 3), alignX = glueCount(the, 4);
  uint32_t alignY = glueCount(the, 5), windowCycles = glueCount(the, 6), pixelCycles = glueCount(the, 7);
  uint32_t compareCost = glueCount(the, 8), most = glueCount(the, 9);
  if (!isCover(width, height, alignX, alignY, most)) xsRangeError("no size of a cover");
  uint8_t *state =
      glueAligned(the, glueWritable(the, 0), at, (uint32_t)coverStateBytes(width, height, alignX, alignY, most), 4);
  coverBegin(state, width, height, alignX, alignY, windowCycles, pixelCycles, compareCost, most);
}

void xs_kernels_cover(xsMachine *the) {
  uint32_t stateAt = glueCount(the, 1), aAt = glueCount(the, 3), aStride = glueCount(the, 4), bAt = glueCount(the, 6);
  uint32_t bStride = glueCount(the, 7), regionsAt = glueCount(the, 9), compared = glueCount(the, 10);
  uint32_t taken = glueCount(the, 11), patience = glueCount(the, 12), windowsAt = glueCount(the, 14);
  Bytes stateBytes = glueWritable(the, 0);
  const CoverHead *head = (const CoverHead *)(void *)glueAligned(the, stateBytes, stateAt, COVER_HEAD_BYTES, 4);
  uint32_t width = head->width, height = head->height;
  if (!isCover(width, height, head->alignX, head->alignY, head->most)) xsRangeError("no state of a cover");
  uint8_t *state = glueAligned(
      the, stateBytes, stateAt, (uint32_t)coverStateBytes(width, height, head->alignX, head->alignY, head->most), 4);
  if (compared > COVER_REGIONS || taken > COVER_REGIONS - compared) xsRangeError("too many regions");
  uint8_t *a = glueRows(the, glueReadable(the, 2), aAt, aStride, width * 2, height);
  uint8_t *b = glueRows(the, glueReadable(the, 5), bAt, bStride, width * 2, height);
  uint8_t *regions = glueAligned(the, glueWritable(the, 8), regionsAt, 8 * (compared + taken), 2);
  uint8_t *windows = glueAligned(the, glueWritable(the, 13), windowsAt, 8 * head->most, 2);
  for (uint32_t at = 0; at < 4 * (compared + taken); at += 4) {
    const uint16_t *region = (const uint16_t *)(void *)regions + at;
    if (region[0] >= region[2] || region[1] >= region[3] || region[2] > width || region[3] > height)
      xsRangeError("no region of the surface");
  }
  xsmcSetInteger(xsResult, (int)cover(state, a, aStride, b, bStride, regions, compared, taken, patience, windows));
}

void xs_kernels_px565Begin(xsMachine *the) {
  uint32_t at = glueCount(the, 1), width = glueCount(the, 2), height = glueCount(the, 3), reference = glueCount(the, 4);
  if (width - 1 >= 0xFFFF || height - 1 >= 0xFFFF || reference > 1) xsRangeError("no region");
  px565Begin(glueAligned(the, glueWritable(the, 0), at, PX565_STATE_BYTES, 4), width, height, reference);
}

void xs_kernels_px565Decode(xsMachine *the) {
  uint32_t stateAt = glueCount(the, 1), fromAt = glueCount(the, 3), length = glueCount(the, 4);
  uint32_t toAt = glueCount(the, 6), stride = glueCount(the, 7);
  uint8_t *state = glueAligned(the, glueWritable(the, 0), stateAt, PX565_STATE_BYTES, 4);
  const uint16_t *size = (const uint16_t *)(void *)state;
  uint8_t *from = glueSpan(the, glueReadable(the, 2), fromAt, length);
  uint8_t *to = glueRows(the, glueWritable(the, 5), toAt, stride, (uint64_t)size[0] * 2, size[1]);
  xsmcSetInteger(xsResult, px565Decode(state, from, length, to, stride));
}

void xs_kernels_unstuff(xsMachine *the) {
  uint32_t stateAt = glueCount(the, 1), fromAt = glueCount(the, 3), length = glueCount(the, 4);
  uint32_t toAt = glueCount(the, 6), capacity = glueCount(the, 7);
  uint8_t *state = glueAligned(the, glueWritable(the, 0), stateAt, UNSTUFF_STATE_BYTES, 4);
  uint8_t *from = glueSpan(the, glueReadable(the, 2), fromAt, length);
  uint8_t *to = glueSpan(the, glueWritable(the, 5), toAt, capacity);
  xsmcSetUnsigned(xsResult, unstuff(state, from, length, to, capacity));
}

void xs_kernels_stuff(xsMachine *the) {
  uint32_t fromAt = glueCount(the, 1), length = glueCount(the, 2), toAt = glueCount(the, 4);
  uint8_t *from = glueSpan(the, glueReadable(the, 0), fromAt, length);
  uint64_t most = (uint64_t)length + (length + UINT64_C(253)) / 254 + (length == 0 ? 3 : 2);
  if (most > UINT32_MAX) xsRangeError("too long to be stuffed");
  xsmcSetUnsigned(xsResult, stuff(from, length, glueSpan(the, glueWritable(the, 3), toAt, (uint32_t)most)));
}

void xs_kernels_pace(xsMachine *the) {
  uint32_t stateAt = glueCount(the, 1), windowsAt = glueCount(the, 3), count = glueCount(the, 4);
  uint32_t periodLow = glueCount(the, 5), periodHigh = glueCount(the, 6);
  if (count > 4096 || periodLow > INT32_MAX || periodHigh > INT32_MAX) xsRangeError("no pace");
  PaceState *state = (PaceState *)glueAligned(the, glueWritable(the, 0), stateAt, PACE_STATE_BYTES, 4);
  pace(state, glueAligned(the, glueReadable(the, 2), windowsAt, count * 8, 2), count, periodLow, periodHigh);
}

void xs_kernels_crc32(xsMachine *the) {
  uint32_t crc = glueCount(the, 0), at = glueCount(the, 2), length = glueCount(the, 3);
  xsmcSetUnsigned(xsResult, crc32Bytes(crc, glueSpan(the, glueReadable(the, 1), at, length), length));
}
