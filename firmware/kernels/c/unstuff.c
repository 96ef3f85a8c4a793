#include "kernels.h"

#include "load-store.h"

/* Where a packet stands. */
enum { NOTHING_YET, NO_ZERO_DUE, ZERO_DUE, MALFORMED };

struct Unstuff {
  uint32_t result; /* of the packet that ended in this call: read by the caller */
  uint32_t length; /* written so far */
  uint32_t left;   /* bytes the open block still has */
  uint32_t phase;
  uint32_t crc; /* of that packet */
};

_Static_assert(sizeof(struct Unstuff) == UNSTUFF_STATE_BYTES, "state-sizes.ts says the same");
_Static_assert(offsetof(struct Unstuff, crc) == UNSTUFF_CRC, "state-sizes.ts says the same");

/* Whether one of eight bytes is zero. */
static inline int hasZero(uint64_t eight) {
  return ((eight - UINT64_C(0x0101010101010101)) & ~eight & UINT64_C(0x8080808080808080)) != 0;
}

uint32_t unstuff(void *state, const uint8_t *from, uint32_t length, uint8_t *to, uint32_t capacity) {
  struct Unstuff *s = state;
  uint32_t written = s->length;
  uint32_t left = s->left;
  uint32_t phase = s->phase;
  uint32_t result = 0;
  uint32_t taken = 0;
  while (taken < length && result == 0) {
    if (left >= 8 && length - taken >= 8 && capacity - written >= 8 && phase != MALFORMED) {
      const uint64_t eight = load64(from + taken);
      if (!hasZero(eight)) {
        store64(to + written, eight);
        taken += 8;
        written += 8;
        left -= 8;
        continue;
      }
    }
    const uint8_t byte = from[taken++];
    if (byte == 0) { /* the packet ends; one without content is a mere delimiter */
      result = left != 0 || phase == MALFORMED ? UINT32_MAX : written;
      written = 0;
      left = 0;
      phase = NOTHING_YET;
    } else if (phase == MALFORMED) {
      continue;
    } else if (left > 0) {
      left -= 1;
      if (written == capacity) phase = MALFORMED;
      else to[written++] = byte;
    } else { /* a block's first byte: its length, and whether a zero follows it */
      const int zeroDue = phase == ZERO_DUE;
      left = byte - 1u;
      phase = byte == 0xff ? NO_ZERO_DUE : ZERO_DUE;
      if (zeroDue) {
        if (written == capacity) phase = MALFORMED;
        else to[written++] = 0;
      }
    }
  }
  s->result = result;
  s->crc = result == 0 || result == UINT32_MAX ? 0 : crc32Bytes(0, to, result);
  s->length = written;
  s->left = left;
  s->phase = phase;
  return taken;
}
