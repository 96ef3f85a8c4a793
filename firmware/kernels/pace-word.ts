/** A pace's state, a 32-bit word each, as `PaceState` of c/pace.h has it. */
export const PaceWord = {
  /** Of the bus: cycles of a window before its first pixel, and of a pixel; its rate; bytes of a strip, and packed in a second. */
  windowCycles: 0,
  pixelCycles: 1,
  clockHz: 2,
  stripBytes: 3,
  packBytes: 4,
  /** Lines of a scan, with porch. */
  lines: 5,
  /**
   * Of the last call, signed, for the short period and for the long one: nanoseconds from the start of the write within which
   * no scan may start, or it would show old and new rows.
   */
  leastLow: 6,
  leastHigh: 7,
  greatestLow: 8,
  greatestHigh: 9,
  /** Of the last call: bus cycles, pixels, one more than the last row, bytes of the first strip. */
  cycles: 10,
  pixels: 11,
  bottom: 12,
  firstBytes: 13,
} as const;
