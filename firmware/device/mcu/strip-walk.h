/*
 * The walk of one `Bus.write`: which bytes go out in which order. Windows from first to last, of each its rows in strips.
 * Plain C11 without state of its own; whoever sends packs one strip while the other is on the wires.
 */
#ifndef VERSO_STRIP_WALK_H
#define VERSO_STRIP_WALK_H

#include <stdint.h>

/* As MOST_WINDOWS in firmware/damage/cover.ts. */
#define WALK_WINDOWS 192
/* As STRIP_BYTES in firmware/bus/timing.ts: one strip; the longest row of any panel is shorter. */
#define STRIP_BYTES 4096

/* DCS: column address, row address, memory write. */
#define DCS_COLUMNS 0x2A
#define DCS_ROWS 0x2B
#define DCS_WRITE 0x2C
/* Opcodes of QSPI; the address is the DCS command in the middle of three bytes. */
#define QSPI_COMMAND 0x02
#define QSPI_PIXELS 0x32
#define QSPI_ADDRESS(code) ((uint32_t)(code) << 8)

typedef struct {
  const uint8_t *pixels;
  uint32_t stride, stripBytes, count, window, row;
  uint32_t originX, originY;
  uint16_t windows[4 * WALK_WINDOWS];
} StripWalk;

typedef struct {
  /* Parameters of the window's two addresses, for its first strip. */
  uint8_t columns[4], rows[4];
  uint32_t bytes;
  /* Whether the strip begins its window: addresses and memory write go before it; whether it ends it: chip select goes up. */
  uint8_t first, last;
} Strip;

/* Why a walk cannot begin. */
typedef enum { WALK_GOOD, WALK_COUNT, WALK_WINDOW, WALK_ORIGIN, WALK_ROW } WalkFault;

/*
 * Prepares the walk over `count` windows (left, top, right, bottom: half open, 16 bits each in the order of the machine, any
 * alignment), which are copied, on a surface of `width` x `height` pixels. The surface is read as the walk goes on.
 */
WalkFault stripWalkBegin(StripWalk *walk, const uint8_t *windows, uint32_t count, const uint8_t *pixels, uint32_t width,
                         uint32_t height, uint32_t stride, uint32_t originX, uint32_t originY, uint32_t stripBytes);

/* Packs the next strip into `into` (`stripBytes` bytes) and describes it; answers 0 where there is none. */
int stripWalkNext(StripWalk *walk, uint8_t *into, Strip *strip);

#endif
