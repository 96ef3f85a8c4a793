/*
 * Runs the C kernels on valid, mutated, cut and random input under address and undefined-behaviour sanitizers. Every buffer
 * is exactly as large as the kernel may touch. Each case depends on its number alone: fuzz SECONDS FIRST-CASE.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"

void __sanitizer_set_death_callback(void (*callback)(void));

static unsigned long long caseNumber;
static uint64_t randomState;

static uint32_t next(void) { /* splitmix64 */
  uint64_t z = randomState += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (uint32_t)(z ^ z >> 31);
}

static uint32_t below(uint32_t limit) { return next() % limit; }

static void sayCase(void) { fprintf(stderr, "the case was %llu: repeat it with --case %llu\n", caseNumber, caseNumber); }

static void demand(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "%s\n", what);
  sayCase();
  exit(1);
}

static uint8_t *noise(size_t size) {
  uint8_t *bytes = malloc(size > 0 ? size : 1);
  for (size_t at = 0; at < size; at++) bytes[at] = (uint8_t)next();
  return bytes;
}

/* An area of exactly the bytes its rows span. */
static size_t areaBytes(uint32_t stride, uint32_t rowBytes, uint32_t rows) {
  return rows == 0 ? 0 : (size_t)(rows - 1) * stride + rowBytes;
}

static uint8_t *area(uint32_t stride, uint32_t rowBytes, uint32_t rows) { return noise(areaBytes(stride, rowBytes, rows)); }

static uint32_t putRun(uint8_t *to, uint32_t first, uint32_t shortest, uint32_t count) {
  if (count < shortest) {
    to[0] = (uint8_t)(first + count - 1);
    return 1;
  }
  to[0] = (uint8_t)(first + shortest - 1);
  count -= shortest;
  if (count < 255) {
    to[1] = (uint8_t)count;
    return 2;
  }
  to[1] = 255;
  to[2] = (uint8_t)(count - 255);
  to[3] = (uint8_t)((count - 255) >> 8);
  return 4;
}

/* Random operations that are allowed where they stand and end with the region. */
static uint32_t legalStream(uint8_t *to, uint32_t width, uint32_t height, int reference) {
  const uint32_t pixels = width * height;
  uint32_t length = 0;
  uint32_t left = pixels;
  while (left > 0) {
    const uint32_t most = below(8) == 0 ? left : left < 12 ? left : 12;
    const uint32_t count = 1 + below(most);
    switch (below(9)) {
      case 0:
        to[length++] = (uint8_t)below(0x20);
        left -= 1;
        break;
      case 1:
        to[length++] = (uint8_t)(0x20 + below(0x20));
        to[length++] = (uint8_t)next();
        left -= 1;
        break;
      case 2:
        to[length++] = (uint8_t)(0x40 + below(0x40));
        left -= 1;
        break;
      case 3:
        if (left < 2) break;
        to[length++] = (uint8_t)(0x80 + below(0x40));
        left -= 2;
        break;
      case 4:
        if (left < 3) break;
        to[length++] = (uint8_t)(0xE0 + below(16));
        to[length++] = (uint8_t)next();
        left -= 3;
        break;
      case 5: {
        const uint32_t literals = count > 8 ? 8 : count;
        to[length++] = (uint8_t)(0xF7 + literals);
        for (uint32_t byte = 0; byte < 2 * literals; byte++) to[length++] = (uint8_t)next();
        left -= literals;
        break;
      }
      case 6:
        length += putRun(to + length, 0xC0, 16, count);
        left -= count;
        break;
      case 7:
        if (pixels - left < width) break;
        length += putRun(to + length, 0xD0, 16, count);
        left -= count;
        break;
      default:
        if (!reference) break;
        length += putRun(to + length, 0xF0, 8, count);
        left -= count;
    }
  }
  return length;
}

/* Decodes in pieces, each a buffer of exactly its size; stops at an error as a receiver would, or goes on after it. */
static int32_t decodePieces(const uint8_t *coded, uint32_t length, uint8_t *to, uint32_t width, uint32_t height,
                            uint32_t stride, int reference, uint32_t longest) {
  uint8_t *state = noise(PX565_STATE_BYTES);
  int32_t result = 0;
  px565Begin(state, width, height, (uint32_t)reference);
  for (uint32_t at = 0; at < length;) {
    uint32_t piece = 1 + below(longest);
    if (piece > length - at) piece = length - at;
    uint8_t *from = malloc(piece);
    memcpy(from, coded + at, piece);
    result = px565Decode(state, from, piece, to, stride);
    free(from);
    at += piece;
  }
  free(state);
  return result;
}

static void fuzzPx565(void) {
  const uint32_t width = 1 + below(below(4) == 0 ? 300 : 24);
  const uint32_t height = 1 + below(below(4) == 0 ? 200 : 24);
  const uint32_t stride = 2 * width + below(5);
  const int reference = below(2) == 0;
  uint8_t *coded = malloc(4 * (size_t)width * height + 64);
  uint32_t length = legalStream(coded, width, height, reference);
  const uint32_t kind = below(4);
  if (kind == 1) for (uint32_t count = 1 + below(6); count > 0; count--) coded[below(length)] = (uint8_t)next();
  if (kind == 2) length = below(length);
  if (kind == 3) for (uint32_t at = 0; at < length; at++) coded[at] = (uint8_t)next();
  uint8_t *to = area(stride, 2 * width, height);
  const size_t size = areaBytes(stride, 2 * width, height);
  uint8_t *again = malloc(size);
  memcpy(again, to, size);
  const int32_t whole = decodePieces(coded, length, to, width, height, stride, reference, UINT32_MAX);
  const int32_t pieces = decodePieces(coded, length, again, width, height, stride, reference, 1 + below(9));
  demand(whole == pieces, "PX565: the result depends on how the bytes are cut");
  demand(memcmp(to, again, size) == 0, "PX565: the pixels depend on how the bytes are cut");
  demand(kind != 0 || whole == 1, "PX565: a legal stream did not end its region");
  demand(kind != 2 || whole == 0, "PX565: a cut stream did not ask for more");
  free(coded);
  free(to);
  free(again);
}

/* COBS by its definition, with the delimiter behind it. */
static uint32_t stuffSlowly(uint8_t *to, const uint8_t *packet, uint32_t length) {
  uint32_t written = 1;
  uint32_t code = 0;
  for (uint32_t at = 0; at < length; at++) {
    if (packet[at] != 0) to[written++] = packet[at];
    if (packet[at] == 0 || written - code == 255) {
      to[code] = (uint8_t)(written - code);
      code = written++;
    }
  }
  to[code] = (uint8_t)(written - code);
  to[written++] = 0;
  return written;
}

static void fuzzUnstuff(void) {
  const uint32_t length = 1 + below(below(3) == 0 ? 1100 : 40);
  const uint32_t density = 1 + below(400);
  uint8_t *packet = noise(length);
  for (uint32_t at = 0; at < length; at++) packet[at] = below(density) == 0 ? 0 : packet[at] | 1;
  uint8_t *stuffed = malloc(2 * (size_t)length + 8);
  const uint32_t stuffedLength = stuffSlowly(stuffed, packet, length);
  const int mutated = below(2) == 0;
  if (mutated) for (uint32_t count = 1 + below(3); count > 0; count--) stuffed[below(stuffedLength)] = (uint8_t)(below(3) == 0 ? 0 : next());
  const uint32_t capacity = below(3) == 0 ? below(length + 1) : length;
  uint8_t *to = noise(capacity);
  uint32_t *state = calloc(1, UNSTUFF_STATE_BYTES);
  const uint32_t longest = 1 + below(300);
  for (uint32_t at = 0; at < stuffedLength;) {
    uint32_t piece = 1 + below(longest);
    if (piece > stuffedLength - at) piece = stuffedLength - at;
    uint8_t *from = malloc(piece);
    memcpy(from, stuffed + at, piece);
    const uint32_t taken = unstuff(state, from, piece, to, capacity);
    free(from);
    demand(taken > 0 && taken <= piece, "unstuff: took nothing, or more than there was");
    demand(state[0] == UINT32_MAX || state[0] <= capacity, "unstuff: a packet longer than its capacity");
    at += taken;
  }
  if (!mutated) {
    demand(state[0] == (length <= capacity ? length : UINT32_MAX), "unstuff: not the packet's length");
    if (length <= capacity) demand(memcmp(to, packet, length) == 0, "unstuff: not the packet");
    if (length <= capacity) demand(state[UNSTUFF_CRC / 4] == crc32Bytes(0, packet, length), "unstuff: not its CRC");
  }
  free(packet);
  free(stuffed);
  free(to);
  free(state);
}

static void fuzzRows(void) {
  const uint32_t pixels = below(70);
  const uint32_t rows = below(20);
  const uint32_t rowBytes = 2 * pixels;
  const uint32_t toStride = rowBytes + below(9);
  const uint32_t fromStride = rowBytes + below(9);
  const uint32_t alphaStride = pixels + below(9);
  uint8_t *to = area(toStride, rowBytes, rows);
  uint8_t *from = area(fromStride, rowBytes, rows);
  uint8_t *alpha = area(alphaStride, pixels, rows);
  const uint32_t runs = below(12);
  for (size_t at = 0; at < areaBytes(alphaStride, pixels, rows); at++) {
    if (runs > 0) alpha[at] = at / runs % 3 == 0 ? 0 : at / runs % 3 == 1 ? 255 : alpha[at];
  }
  uint8_t box[8];
  blendRows(to, toStride, from, fromStride, alpha, alphaStride, pixels, rows);
  diffBox(to, toStride, from, fromStride, pixels, rows, box);
  copyRows(to, toStride, from, fromStride, rowBytes, rows);
  demand(diffBox(to, toStride, from, fromStride, pixels, rows, box) == 0, "diff: a copy differs");
  if (pixels > 0 && rows > 0) {
    const uint32_t x = below(pixels);
    const uint32_t y = below(rows);
    to[(size_t)y * toStride + 2 * x + below(2)] ^= (uint8_t)(1 + below(255));
    demand(diffBox(to, toStride, from, fromStride, pixels, rows, box) == 1, "diff: a change was not seen");
    const uint8_t expected[8] = {(uint8_t)x, 0, (uint8_t)y, 0, (uint8_t)(x + 1), 0, (uint8_t)(y + 1), 0};
    demand(memcmp(box, expected, 8) == 0, "diff: not the box of one pixel");
  }
  if (pixels > 0) {
    const uint32_t all = rowBytes * rows;
    const uint32_t first = below(all + 1);
    uint8_t *one = noise(first), *rest = noise(all - first), *whole = malloc((size_t)all + 1);
    memcpy(whole, one, first);
    memcpy(whole + first, rest, all - first);
    pourRows(to, toStride, rowBytes, 0, one, first);
    pourRows(to, toStride, rowBytes, first, rest, all - first);
    demand(diffBox(to, toStride, whole, rowBytes, pixels, rows, box) == 0, "pour: not what was poured");
    free(one);
    free(rest);
    free(whole);
  }
  fillRows(to, toStride, pixels, rows, next() & 0xFFFF);
  free(to);
  free(from);
  free(alpha);
}

/* Packed alpha must blend as the same alpha a byte a pixel does. */
static void fuzzBits(void) {
  const uint32_t bits = 1u << below(3), most = (1u << bits) - 1;
  const uint32_t pixels = below(90), rows = below(12), skip = below(20);
  const uint32_t alphaBytes = ((skip + pixels) * bits + 7) / 8;
  const uint32_t rowBytes = 2 * pixels, toStride = rowBytes + below(9), alphaStride = alphaBytes + below(5);
  const uint32_t fromStride = below(2) == 0 ? 0 : rowBytes + below(9);
  uint8_t *to = area(toStride, rowBytes, rows);
  uint8_t *from = area(fromStride, rowBytes, fromStride == 0 && rows > 1 ? 1 : rows);
  uint8_t *alpha = area(alphaStride, alphaBytes, rows);
  const uint32_t runs = below(6);
  for (size_t at = 0; runs > 0 && at < areaBytes(alphaStride, alphaBytes, rows); at++) {
    if (at / runs % 3 != 2) alpha[at] = at / runs % 3 == 0 ? 0 : 255;
  }
  const size_t size = areaBytes(toStride, rowBytes, rows);
  uint8_t *plain = malloc(size + 1), *bytes = malloc((size_t)pixels * rows + 1);
  memcpy(plain, to, size);
  for (uint32_t y = 0; y < rows; y++) {
    for (uint32_t x = 0; x < pixels; x++) {
      const uint32_t bit = (skip + x) * bits;
      bytes[(size_t)y * pixels + x] = (uint8_t)((alpha[(size_t)y * alphaStride + bit / 8] >> (8 - bits - bit % 8) & most) * (255 / most));
    }
  }
  blendBits(to, toStride, from, fromStride, alpha, alphaStride, skip, bits, pixels, rows);
  blendRows(plain, toStride, from, fromStride, bytes, pixels, pixels, rows);
  demand(memcmp(to, plain, size) == 0, "blend: packed alpha blends otherwise");
  free(to);
  free(from);
  free(alpha);
  free(plain);
  free(bytes);
}

static int32_t strokeEnd(void) { return below(4) == 0 ? (int32_t)below(16383) - 8191 : (int32_t)below(600) - 100; }

static void fuzzStroke(void) {
  const uint32_t pixels = below(below(20) == 0 ? 1025 : 60), rows = below(40), stride = pixels + below(5);
  uint8_t *mask = area(stride, pixels, rows);
  uint8_t *before = malloc(areaBytes(stride, pixels, rows) + 1);
  memcpy(before, mask, areaBytes(stride, pixels, rows));
  const int32_t x0 = strokeEnd(), y0 = strokeEnd();
  const int32_t x1 = below(8) == 0 ? x0 : strokeEnd(), y1 = below(8) == 0 ? y0 : strokeEnd();
  strokeLine(mask, stride, pixels, rows, x0, y0, x1, y1, below(below(3) == 0 ? 4097 : 80));
  for (size_t at = 0; at < areaBytes(stride, pixels, rows); at++) demand(mask[at] >= before[at], "stroke: takes away");
  free(mask);
  free(before);
}

/* A word of a cover's head, as cover-word.ts has it. */
#define COVER_CUTS 15

/* Two surfaces that differ in a few boxes or everywhere, and regions over them: what differs must be covered, and aligned. */
static void fuzzCover(void) {
  const uint32_t alignX = 1 + below(below(2) == 0 ? 2 : 5), alignY = 1 + below(below(2) == 0 ? 2 : 3);
  const uint32_t width = alignX * (1 + below(below(4) == 0 ? 960 : 90)), height = alignY * (1 + below(60));
  const uint32_t most = 1 + below(70);
  const uint32_t stride = 2 * width + below(5);
  uint8_t *a = area(stride, 2 * width, height);
  uint8_t *b = malloc(areaBytes(stride, 2 * width, height));
  memcpy(b, a, areaBytes(stride, 2 * width, height));
  const uint32_t rarity = 1 + below(below(2) == 0 ? 3 : 400);
  for (uint32_t boxes = below(12); boxes > 0; boxes--) {
    const uint32_t left = below(width), top = below(height);
    const uint32_t right = left + 1 + below(width - left), bottom = top + 1 + below(height - top);
    for (uint32_t y = top; y < bottom; y++) {
      for (uint32_t x = left; x < right; x++) if (below(rarity) == 0) b[y * stride + 2 * x] ^= 1;
    }
  }
  const uint32_t words = (width / alignX + 31) / 32, rows = height / alignY;
  uint8_t *state = noise(COVER_HEAD_BYTES + 20 * (2 * most + 2) + 24 * COVER_REGIONS + 16 * (rows + 1) + 4 * words * rows + 4 * rows);
  /* Where one region may be cut it is all there is. */
  const uint32_t cuts = below(4) == 0 ? 1 + below(8) : 0;
  const uint32_t compared = cuts > 0 ? 1 : below(COVER_REGIONS / 2);
  const uint32_t taken = cuts > 0 ? 0 : below(below(2) == 0 ? 1 : COVER_REGIONS / 2);
  uint16_t *regions = malloc(8 * (compared + taken) + 1);
  for (uint32_t at = 0; at < compared + taken; at++) {
    regions[4 * at] = (uint16_t)below(width);
    regions[4 * at + 1] = (uint16_t)below(height);
    regions[4 * at + 2] = (uint16_t)(regions[4 * at] + 1 + below(width - regions[4 * at]));
    regions[4 * at + 3] = (uint16_t)(regions[4 * at + 1] + 1 + below(height - regions[4 * at + 1]));
  }
  uint16_t *declared = malloc(8 * (compared + taken) + 1);
  memcpy(declared, regions, 8 * (compared + taken));
  uint8_t *windows = malloc(8 * most);
  coverBegin(state, width, height, alignX, alignY, 1 + below(2000), 1 + below(16), below(1000), most);
  memcpy(state + 4 * COVER_CUTS, &cuts, 4);
  const uint32_t count = cover(state, a, stride, b, stride, (uint8_t *)regions, compared, taken,
                               below(2) == 0 ? UINT32_MAX : below(2000), windows);
  demand(count <= most, "cover: more windows than there may be");
  for (uint32_t at = 0; at < count; at++) {
    uint16_t edges[4];
    memcpy(edges, windows + 8 * at, 8);
    demand(edges[0] < edges[2] && edges[1] < edges[3] && edges[2] <= width && edges[3] <= height, "cover: no window");
    demand(edges[0] % alignX == 0 && edges[2] % alignX == 0, "cover: not aligned across");
    demand(edges[1] % alignY == 0 && edges[3] % alignY == 0, "cover: not aligned down");
    for (uint32_t y = edges[1]; y < edges[3]; y++) {
      memcpy(a + y * stride + 2 * edges[0], b + y * stride + 2 * edges[0], 2 * (size_t)(edges[2] - edges[0]));
    }
  }
  for (uint32_t at = 0; at < compared + taken; at++) {
    const uint16_t *region = declared + 4 * at;
    for (uint32_t y = region[1]; y < region[3]; y++) {
      demand(memcmp(a + y * stride + 2 * region[0], b + y * stride + 2 * region[0], 2 * (size_t)(region[2] - region[0])) == 0,
             "cover: a change is not sent");
    }
  }
  free(a);
  free(b);
  free(state);
  free(regions);
  free(declared);
  free(windows);
}

static void fuzzMove(void) {
  const uint32_t rowBytes = below(60);
  const uint32_t rows = below(20);
  const uint32_t stride = rowBytes + below(9);
  const uint32_t apart = below(400);
  const size_t size = areaBytes(stride, rowBytes, rows) + apart;
  uint8_t *bytes = noise(size);
  if (below(2) == 0) moveRows(bytes + apart, bytes, stride, rowBytes, rows);
  else moveRows(bytes, bytes + apart, stride, rowBytes, rows);
  free(bytes);
}

static void fuzzCrc(void) {
  const uint32_t length = below(90);
  uint8_t *bytes = noise(length);
  uint32_t expected = UINT32_MAX;
  for (uint32_t at = 0; at < length; at++) {
    expected ^= bytes[at];
    for (int bit = 0; bit < 8; bit++) expected = expected >> 1 ^ (0xEDB88320u & (0u - (expected & 1)));
  }
  const uint32_t cut = below(length + 1);
  demand(crc32Bytes(crc32Bytes(0, bytes, cut), bytes + cut, length - cut) == ~expected, "CRC-32: not the remainder");
  free(bytes);
}

int main(int count, char **arguments) {
  const double seconds = count > 1 ? atof(arguments[1]) : 1;
  const unsigned long long first = count > 2 ? strtoull(arguments[2], NULL, 10) : 0;
  const clock_t end = clock() + (clock_t)(seconds * CLOCKS_PER_SEC);
  __sanitizer_set_death_callback(sayCase);
  caseNumber = first;
  do {
    randomState = caseNumber * UINT64_C(0xD1342543DE82EF95) + 1;
    switch (below(11)) {
      case 0: fuzzRows(); break;
      case 9: fuzzBits(); break;
      case 10: fuzzStroke(); break;
      case 1: fuzzMove(); break;
      case 2: fuzzCrc(); break;
      case 3:
      case 4: fuzzUnstuff(); break;
      case 5: fuzzCover(); break;
      default: fuzzPx565();
    }
    caseNumber += 1;
  } while (clock() < end);
  printf("%llu cases from %llu on: no fault\n", caseNumber - first, first);
  return 0;
}
