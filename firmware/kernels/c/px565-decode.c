#include "kernels.h"

#include "load-store.h"

/* All component arithmetic is modulo the field's width: no carry out of the fields' high bits. */
#define HIGH_BITS 0x8410u
#define LOW_BITS 0x7BEFu

#define DELTA(r, g, b) (((r) & 31) << 11 | ((g) & 63) << 5 | ((b) & 31))

/* V of PAIR (the first eight) and TRI, as packed deltas. */
static const uint16_t SMALL[16] = {
    DELTA(0, 0, 0),   DELTA(0, -1, 0), DELTA(0, 1, 0), DELTA(-1, 0, 0),  DELTA(1, 0, 0),    DELTA(0, 0, 1),
    DELTA(0, 0, -1),  DELTA(1, 1, 1),  DELTA(-1, -1, 0), DELTA(1, 1, 0), DELTA(0, 1, 1),    DELTA(0, -1, -1),
    DELTA(-1, -1, -1), DELTA(0, 2, 0), DELTA(0, -2, 0), DELTA(1, 2, 1)};

struct Px565 {
  uint16_t width, height; /* first: the bounds check reads them */
  uint16_t x, y;          /* of the next pixel */
  uint32_t left;          /* pixels still to come */
  uint16_t last;
  uint8_t reference;
  uint8_t failed;
  uint8_t literals; /* raw pixels still to come of an open LIT */
  uint8_t heldCount;
  uint8_t held[4]; /* the begin of an operation that is not whole yet */
  uint8_t unused[2];
  uint16_t index[32];
};

_Static_assert(sizeof(struct Px565) == PX565_STATE_BYTES, "state-sizes.ts says the same");

static inline uint32_t loadPixel(const uint8_t *from) { return swap16(load16(from)); }

static inline void storePixel(uint8_t *to, uint32_t pixel) { store16(to, swap16((uint16_t)pixel)); }

static inline uint32_t hash(uint32_t pixel) { return pixel * 0x9E5Bu >> 10 & 31; }

static inline uint32_t add(uint32_t pixel, uint32_t delta) {
  return ((pixel & LOW_BITS) + (delta & LOW_BITS)) ^ ((pixel ^ delta) & HIGH_BITS);
}

static inline uint32_t predict(const uint8_t *pixel, size_t stride, uint32_t x, uint32_t y, uint32_t last) {
  if (y == 0) return last;
  const uint32_t up = loadPixel(pixel - stride);
  if (x == 0) return up;
  const uint32_t upLeft = loadPixel(pixel - stride - 2);
  if (up == upLeft) return last;
  if (last == upLeft) return up;
  return (last & up) + (((last ^ up) & 0xF7DE) >> 1);
}

static void fill(uint8_t *to, uint32_t pixels, uint16_t wire) {
  const uint64_t four = wire * UINT64_C(0x0001000100010001);
  for (; pixels >= 4; pixels -= 4, to += 8) store64(to, four);
  for (; pixels > 0; pixels--, to += 2) store16(to, wire);
}

/*
 * Decodes whole operations and answers the first byte of one that is not whole, `end` where all were, NULL on an error.
 * An operation that is not allowed, or does not fit into what is left of the region, writes nothing.
 */
static const uint8_t *decodeWhole(struct Px565 *s, const uint8_t *at, const uint8_t *end, uint8_t *to, size_t stride) {
  const uint32_t width = s->width;
  uint32_t x = s->x;
  uint32_t y = s->y;
  uint32_t left = s->left;
  uint32_t last = s->last;
  uint32_t literals = s->literals;
  size_t offset = y * stride + 2 * (size_t)x;

#define ADVANCE()                        \
  do {                                   \
    left -= 1;                           \
    offset += 2;                         \
    if (++x == width) {                  \
      x = 0;                             \
      y += 1;                            \
      offset += stride - 2 * (size_t)width; \
    }                                    \
  } while (0)
#define PUT(delta)                                                       \
  do {                                                                   \
    last = add(predict(to + offset, stride, x, y, last), (delta));       \
    storePixel(to + offset, last);                                       \
    ADVANCE();                                                           \
  } while (0)

  while (at < end) {
    if (literals > 0) {
      if (end - at < 2) break;
      last = loadPixel(at);
      storePixel(to + offset, last);
      s->index[hash(last)] = (uint16_t)last;
      ADVANCE();
      literals -= 1;
      at += 2;
      continue;
    }
    const uint32_t op = at[0];
    if (left == 0) return NULL;
    if (op < 0x20) { /* INDEX */
      last = s->index[op];
      storePixel(to + offset, last);
      ADVANCE();
      at += 1;
    } else if (op < 0x80) {
      uint32_t delta;
      if (op < 0x40) { /* LUMA */
        if (end - at < 2) break;
        const int32_t dg = (int32_t)(op & 31) - 16;
        const int32_t s2 = (dg - (dg & 1)) / 2 - 8;
        delta = (uint32_t)(((s2 + (at[1] >> 4)) & 31) << 11 | (dg & 63) << 5 | ((s2 + (at[1] & 15)) & 31));
        at += 2;
      } else { /* DIFF */
        delta = ((op >> 4 & 3) - 2 & 31) << 11 | ((op >> 2 & 3) - 2 & 63) << 5 | ((op & 3) - 2 & 31);
        at += 1;
      }
      PUT(delta);
      s->index[hash(last)] = (uint16_t)last;
    } else if (op < 0xC0) { /* PAIR */
      if (left < 2) return NULL;
      PUT(SMALL[op >> 3 & 7]);
      PUT(SMALL[op & 7]);
      at += 1;
    } else if (op >= 0xE0 && op < 0xF0) { /* TRI */
      if (end - at < 2) break;
      if (left < 3) return NULL;
      PUT(SMALL[op & 15]);
      PUT(SMALL[at[1] >> 4]);
      PUT(SMALL[at[1] & 15]);
      at += 2;
    } else if (op >= 0xF8) { /* LIT */
      literals = op - 0xF7;
      if (literals > left) return NULL;
      at += 1;
    } else { /* RUN, UP, SKIP */
      if (op >= 0xF0 ? !s->reference : op >= 0xD0 && y == 0) return NULL;
      uint32_t count = op < 0xF0 ? (op & 15) + 1 : op - 0xEF;
      uint32_t bytes = 1;
      if (op == 0xCF || op == 0xDF || op == 0xF7) {
        if (end - at < 2 || (at[1] == 255 && end - at < 4)) break;
        count += at[1];
        bytes = 2;
        if (at[1] == 255) {
          count += load16(at + 2);
          bytes = 4;
        }
      }
      if (count > left) return NULL;
      left -= count;
      at += bytes;
      if (op >= 0xF0) { /* SKIP: only the place moves on */
        x += count;
        if (x >= width) {
          y += x / width;
          x %= width;
        }
        offset = y * stride + 2 * (size_t)x;
        last = loadPixel(to + (x > 0 ? offset : offset - stride + 2 * (size_t)width) - 2);
        continue;
      }
      const uint16_t wire = swap16((uint16_t)last);
      while (count > 0) { /* row by row: the row above may just have been written */
        const uint32_t here = count < width - x ? count : width - x;
        if (op < 0xD0) fill(to + offset, here, wire);
        else __builtin_memcpy(to + offset, to + offset - stride, 2 * (size_t)here);
        count -= here;
        x += here;
        offset += 2 * (size_t)here;
        if (count == 0) last = loadPixel(to + offset - 2);
        if (x == width) {
          x = 0;
          y += 1;
          offset += stride - 2 * (size_t)width;
        }
      }
    }
  }
  s->x = (uint16_t)x;
  s->y = (uint16_t)y;
  s->left = left;
  s->last = (uint16_t)last;
  s->literals = (uint8_t)literals;
  return at;
}

void px565Begin(void *state, uint32_t width, uint32_t height, uint32_t reference) {
  struct Px565 *s = state;
  __builtin_memset(s, 0, sizeof *s);
  s->width = (uint16_t)width;
  s->height = (uint16_t)height;
  s->left = width * height;
  s->reference = reference != 0;
}

int32_t px565Decode(void *state, const uint8_t *from, uint32_t length, uint8_t *to, uint32_t stride) {
  struct Px565 *s = state;
  const uint8_t *end = from + length;
  if (s->failed) return -1;
  while (s->heldCount > 0 && from < end) { /* an operation cut in two is completed byte by byte */
    s->held[s->heldCount++] = *from++;
    const uint8_t *rest = decodeWhole(s, s->held, s->held + s->heldCount, to, stride);
    if (rest == NULL) goto fail;
    if (rest != s->held) s->heldCount = 0;
  }
  if (from < end) {
    const uint8_t *rest = decodeWhole(s, from, end, to, stride);
    if (rest == NULL) goto fail;
    while (rest < end) s->held[s->heldCount++] = *rest++;
  }
  return s->left == 0 && s->heldCount == 0;
fail:
  s->failed = 1;
  return -1;
}
