/** The head of a cover's state, an unsigned 32-bit word each, as `CoverHead` of c/cover.h has it. */
export const CoverWord = {
  width: 0,
  height: 1,
  alignX: 2,
  alignY: 3,
  windowCycles: 4,
  pixelCycles: 5,
  compareCost: 6,
  most: 7,
  /** Of the last call: bus cycles of its windows, and of its regions as they were declared, aligned and joined where cheaper. */
  cycles: 8,
  declared: 9,
  /** Pixels compared; cells that were to be sent; boxes of what differs that lie over the regions. */
  compared: 10,
  changed: 11,
  regions: 12,
  /** Not 0: nothing but to count what differs. Then: the runs of cells side by side that do, row by row. */
  looks: 13,
  runs: 14,
  /** Not 0: a region that is compared alone is also tried cut in two; see `Kernels.cover`. */
  cuts: 15,
} as const;
