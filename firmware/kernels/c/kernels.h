/*
 * The kernels: what is done per pixel or per byte. Plain C11 for every target: no allocation, no state but what the caller
 * hands in, no library but memcpy and its two kin. Meaning and bounds are those of `Kernels` in TypeScript; nothing is
 * checked here, and no pointer is kept after return.
 *
 * Pixels in memory are RGB565 with the high byte first; no alignment is assumed but that of the states.
 */
#ifndef VERSO_KERNELS_H
#define VERSO_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* The same numbers as in state-sizes.ts. */
#define UNSTUFF_STATE_BYTES 20
#define UNSTUFF_CRC 16
#define PX565_STATE_BYTES 92
#define PX565_BOX 84
#define COVER_HEAD_BYTES 64
#define PACE_STATE_BYTES 56
#define COVER_REGIONS 192

void copyRows(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, uint32_t rowBytes, uint32_t rows);
void moveRows(uint8_t *to, const uint8_t *from, uint32_t stride, uint32_t rowBytes, uint32_t rows);
void fillRows(uint8_t *to, uint32_t stride, uint32_t pixels, uint32_t rows, uint32_t colour);
void pourRows(uint8_t *to, uint32_t toStride, uint32_t rowBytes, uint32_t done, const uint8_t *from, uint32_t length);
void blendRows(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, const uint8_t *alpha,
               uint32_t alphaStride, uint32_t pixels, uint32_t rows);
void blendBits(uint8_t *to, uint32_t toStride, const uint8_t *from, uint32_t fromStride, const uint8_t *alpha,
               uint32_t alphaStride, uint32_t skip, uint32_t bits, uint32_t pixels, uint32_t rows);
void strokeLine(uint8_t *mask, uint32_t stride, uint32_t pixels, uint32_t rows, int32_t x0, int32_t y0, int32_t x1,
                int32_t y1, uint32_t radius);
uint32_t diffBox(const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint32_t pixels, uint32_t rows,
                 uint8_t *box);
void coverBegin(void *state, uint32_t width, uint32_t height, uint32_t alignX, uint32_t alignY, uint32_t windowCycles,
                uint32_t pixelCycles, uint32_t compareCost, uint32_t most);
uint32_t cover(void *state, const uint8_t *a, uint32_t aStride, const uint8_t *b, uint32_t bStride, uint8_t *regions,
               uint32_t compared, uint32_t taken, uint32_t patience, uint8_t *windows);
void pace(void *state, const uint8_t *windows, uint32_t count, uint32_t periodLow, uint32_t periodHigh);
void px565Begin(void *state, uint32_t width, uint32_t height, uint32_t reference);
int32_t px565Decode(void *state, const uint8_t *from, uint32_t length, uint8_t *to, uint32_t stride);
uint32_t unstuff(void *state, const uint8_t *from, uint32_t length, uint8_t *to, uint32_t capacity);
uint32_t stuff(const uint8_t *from, uint32_t length, uint8_t *to);
/* Not crc32: that is zlib's, which a program may be linked with. */
uint32_t crc32Bytes(uint32_t crc, const uint8_t *from, uint32_t length);

#endif
