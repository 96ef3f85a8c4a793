#include "kernels.h"

#include "load-store.h"

/*
 * A pixel is `wire`, as loaded (bytes exchanged): red in bits 3..7, blue in 8..12, green split over 13..15 and 0..2; or
 * `apart`: two copies side by side make green whole, and the mask keeps each component once, red at 3, green at 13, blue at
 * 24, with zeros between, so that sums are taken modulo each field's width by masking.
 */
#define FIELDS 0x1F07E0F8u
#define DELTA(r, g, b) ((uint32_t)((r) & 31) << 3 | (uint32_t)((g) & 63) << 13 | (uint32_t)((b) & 31) << 24)

/* V: PAIR has the first eight, TRI all. */
static const uint32_t SMALL[16] = {
    DELTA(0, 0, 0),    DELTA(0, -1, 0),  DELTA(0, 1, 0), DELTA(-1, 0, 0), DELTA(1, 0, 0), DELTA(0, 0, 1),
    DELTA(0, 0, -1),   DELTA(1, 1, 1),   DELTA(-1, -1, 0), DELTA(1, 1, 0), DELTA(0, 1, 1), DELTA(0, -1, -1),
    DELTA(-1, -1, -1), DELTA(0, 2, 0),   DELTA(0, -2, 0), DELTA(1, 2, 1)};

#define FOUR(of, from) of(from), of((from) + 1), of((from) + 2), of((from) + 3)
#define SIXTEEN(of, from) FOUR(of, from), FOUR(of, (from) + 4), FOUR(of, (from) + 8), FOUR(of, (from) + 12)

/* LUMA's first byte less 0x20: green's difference, and from what red's and blue's count, half of it less 8. */
#define LUMA_DELTA(byte) DELTA(((byte) >> 1) - 16, (byte) - 16, ((byte) >> 1) - 16)
static const uint32_t LUMA[32] = {SIXTEEN(LUMA_DELTA, 0), SIXTEEN(LUMA_DELTA, 16)};

/* DIFF less 0x40. */
#define DIFF_DELTA(byte) DELTA(((byte) >> 4) - 2, ((byte) >> 2 & 3) - 2, ((byte) & 3) - 2)
static const uint32_t DIFF[64] = {SIXTEEN(DIFF_DELTA, 0), SIXTEEN(DIFF_DELTA, 16), SIXTEEN(DIFF_DELTA, 32),
                                  SIXTEEN(DIFF_DELTA, 48)};

struct Px565 {
  uint16_t width, height; /* first: the bounds check reads them */
  uint16_t right;         /* pixels still to come in this row */
  uint16_t rows;          /* still to come, this one included */
  uint16_t last;          /* wire */
  uint8_t reference;
  uint8_t failed;
  uint8_t literals; /* raw pixels still to come of an open LIT */
  uint8_t heldCount;
  uint8_t held[4]; /* the begin of an operation that is not whole yet */
  uint8_t unused[2];
  uint16_t index[32]; /* wire */
  uint16_t boxLeft, boxTop, boxRight, boxBottom; /* of what was written; empty where the bottom is 0 */
};

_Static_assert(sizeof(struct Px565) == PX565_STATE_BYTES, "state-sizes.ts says the same");
_Static_assert(offsetof(struct Px565, boxLeft) == PX565_BOX, "state-sizes.ts says the same");

static inline uint32_t spread(uint16_t wire) { return wire * 0x10001u & FIELDS; }

static inline uint16_t gather(uint32_t apart) { return (uint16_t)(apart | apart >> 16); }

static inline uint32_t slot(uint16_t wire) { return swap16(wire) * 0x9E5Bu >> 10 & 31; }

static int isExtended(uint32_t op) { return op == 0xCF || op == 0xDF || op == 0xF7; }

/* Whether the held bytes are a whole operation, or a whole pixel of an open LIT. */
static int isWhole(const struct Px565 *s) {
  const uint32_t op = s->held[0];
  if (s->literals > 0 || (op >= 0x20 && op < 0x40) || (op >= 0xE0 && op < 0xF0)) return s->heldCount == 2;
  if (isExtended(op)) return s->heldCount == (s->heldCount > 1 && s->held[1] == 255 ? 4 : 2);
  return 1;
}

/*
 * Takes into the box what was written from one place (`rows` and, in its row, `from` pixels to come) to the present one, which
 * has `right` pixels to come in its row. Not inlined: the decoder's code is to stay small.
 */
static __attribute__((noinline)) void takeIn(struct Px565 *s, uint32_t rows, uint32_t from, uint32_t right) {
  if (rows == s->rows && from == right) return;
  /* What ends where a row begins ends with the row before. */
  const int isRowBegun = s->rows > 0 && right < s->width;
  const uint32_t top = s->height - rows;
  const uint32_t bottom = s->height - s->rows + (isRowBegun ? 1 : 0);
  const int isOneRow = bottom - top == 1;
  const uint32_t left = isOneRow ? s->width - from : 0;
  const uint32_t end = isOneRow && isRowBegun ? s->width - right : s->width;
  if (left < s->boxLeft) s->boxLeft = (uint16_t)left;
  if (top < s->boxTop) s->boxTop = (uint16_t)top;
  if (end > s->boxRight) s->boxRight = (uint16_t)end;
  s->boxBottom = (uint16_t)bottom;
}

/*
 * Carries out the operations that begin before `limit`; four bytes from each on can be read. Answers the first byte not
 * taken, NULL on an error. What is not allowed, or does not fit into what is left of the region, writes nothing.
 */
static const uint8_t *decodeWhole(struct Px565 *s, const uint8_t *at, const uint8_t *limit, uint8_t *to, size_t stride) {
  const ptrdiff_t above = -(ptrdiff_t)stride;
  uint32_t right = s->right;
  uint32_t literals = s->literals;
  uint16_t wire = s->last;
  uint32_t last = spread(wire);
  const uint32_t y = s->height - s->rows;
  uint8_t *pixel = to + y * stride + 2 * (size_t)(s->width - right);
  /* The row above counts while fewer than `edge` pixels are to come: never in the first row, nor at a row's begin. */
  uint32_t edge = y == 0 ? 0 : s->width;
  /* The place since which every pixel was written. */
  uint32_t writtenRows = s->rows;
  uint32_t writtenFrom = right;

#define FITS(count) ((count) <= right || (count) <= (s->rows - 1u) * s->width + right)
#define NEXT_ROW()                                \
  do {                                            \
    if (--s->rows == 0) goto out;                 \
    right = edge = s->width;                      \
    pixel -= above + 2 * (ptrdiff_t)right;        \
  } while (0)
#define STORE()                    \
  do {                             \
    store16(pixel, wire);          \
    pixel += 2;                    \
    if (--right == 0) NEXT_ROW();  \
  } while (0)
#define PREDICT(delta)                                      \
  do {                                                      \
    if (right < edge) {                                     \
      const uint16_t up = load16(pixel + above);            \
      const uint16_t upLeft = load16(pixel + above - 2);    \
      if (up != upLeft) {                                   \
        if (wire == upLeft) last = spread(up);              \
        else last = (last + spread(up)) >> 1 & FIELDS;      \
      }                                                     \
    } else if (edge != 0) {                                 \
      last = spread(load16(pixel + above));                 \
    }                                                       \
    last = (last + (delta)) & FIELDS;                       \
    wire = gather(last);                                    \
  } while (0)

  if (literals > 0) goto literal;
  while (at < limit) {
    const uint32_t op = *at++;
    uint32_t delta;
    switch (op >> 4) {
      case 0x0:
      case 0x1: /* INDEX */
        wire = s->index[op];
        last = spread(wire);
        STORE();
        break;
      case 0x2:
      case 0x3: { /* LUMA */
        const uint32_t second = *at++;
        delta = LUMA[op & 31] + (second >> 1 & 0x78) + (second << 24 & 0x0F000000);
        goto single;
      }
      case 0x4:
      case 0x5:
      case 0x6:
      case 0x7: /* DIFF */
        delta = DIFF[op & 63];
      single:
        PREDICT(delta);
        s->index[slot(wire)] = wire;
        STORE();
        break;
      case 0x8:
      case 0x9:
      case 0xA:
      case 0xB: /* PAIR */
        if (!FITS(2)) return NULL;
        PREDICT(SMALL[op >> 3 & 7]);
        STORE();
        PREDICT(SMALL[op & 7]);
        STORE();
        break;
      case 0xE: { /* TRI */
        const uint32_t second = *at++;
        if (!FITS(3)) return NULL;
        PREDICT(SMALL[op & 15]);
        STORE();
        PREDICT(SMALL[second >> 4]);
        STORE();
        PREDICT(SMALL[second & 15]);
        STORE();
        break;
      }
      case 0xC:
      case 0xD:
      case 0xF: {
        if (op >= 0xF8) { /* LIT */
          literals = op - 0xF7;
          if (!FITS(literals)) return NULL;
        literal:
          while (literals > 0) {
            if (at >= limit) goto out;
            wire = load16(at);
            at += 2;
            literals -= 1;
            s->index[slot(wire)] = wire;
            STORE();
          }
          last = spread(wire);
          break;
        }
        if (op >= 0xF0 ? !s->reference : op >= 0xD0 && edge == 0) return NULL;
        uint32_t count = op < 0xF0 ? (op & 15) + 1 : op - 0xEF;
        if (isExtended(op)) {
          const uint32_t more = *at++;
          count += more;
          if (more == 255) {
            count += load16(at);
            at += 2;
          }
        }
        if (!FITS(count)) return NULL;
        if (op >= 0xF0) { /* SKIP: only the place moves on */
          takeIn(s, writtenRows, writtenFrom, right);
          if (count < right) {
            right -= count;
            pixel += 2 * (size_t)count;
            wire = load16(pixel - 2);
          } else {
            const uint32_t width = s->width;
            count -= right;
            s->rows = (uint16_t)(s->rows - 1 - count / width);
            if (s->rows == 0) {
              writtenRows = 0;
              writtenFrom = right;
              goto out;
            }
            right = width - count % width;
            edge = width;
            pixel = to + (size_t)(s->height - s->rows) * stride + 2 * (size_t)(width - right);
            wire = load16(right == width ? pixel + above + 2 * (size_t)width - 2 : pixel - 2);
          }
          writtenRows = s->rows;
          writtenFrom = right;
        } else { /* RUN and UP, row by row: the row above may just have been written */
          while (count > 0) {
            const uint32_t here = count < right ? count : right;
            if (op < 0xD0) fillPixels(pixel, here, wire);
            else __builtin_memcpy(pixel, pixel + above, 2 * (size_t)here);
            pixel += 2 * (size_t)here;
            wire = load16(pixel - 2);
            right -= here;
            count -= here;
            if (right == 0) NEXT_ROW();
          }
        }
        last = spread(wire);
      }
    }
  }
out:
  takeIn(s, writtenRows, writtenFrom, right);
  s->right = (uint16_t)right;
  s->last = wire;
  s->literals = (uint8_t)literals;
  return at;
}

void px565Begin(void *state, uint32_t width, uint32_t height, uint32_t reference) {
  struct Px565 *s = state;
  __builtin_memset(s, 0, sizeof *s);
  s->width = (uint16_t)width;
  s->height = (uint16_t)height;
  s->right = (uint16_t)width;
  s->rows = width == 0 ? 0 : (uint16_t)height;
  s->reference = reference != 0;
  s->boxLeft = s->boxTop = 0xFFFF;
}

/* The bulk is decoded where it lies; operations cut in two, and the last three bytes, one held byte after another. */
int32_t px565Decode(void *state, const uint8_t *from, uint32_t length, uint8_t *to, uint32_t stride) {
  struct Px565 *s = state;
  const uint8_t *end = from + length;
  while (from < end && !s->failed) {
    if (s->rows == 0) {
      s->failed = 1;
    } else if (s->heldCount == 0 && end - from > 3) {
      from = decodeWhole(s, from, end - 3, to, stride);
      if (from == NULL) {
        s->failed = 1;
        break;
      }
    } else {
      s->held[s->heldCount++] = *from++;
      if (!isWhole(s)) continue;
      s->heldCount = 0;
      s->failed = decodeWhole(s, s->held, s->held + 1, to, stride) == NULL;
    }
  }
  return s->failed ? -1 : s->rows == 0;
}
