/**
 * What all CO5300 (also sold as ICNA3311) have in common, whatever their glass: GRAM and clock from the module specification,
 * as the settle times; resets of the brightness registers and nits are assumed; features are known from driver headers.
 */
export const co5300 = {
  controller: 'CO5300',
  simulatedOnly: false,
  gram: { width: 480, height: 480 },
  align: { x: 2, y: 2 }, // drivers: even start, even size
  clock: { ratedHz: 50_000_000, hardHz: 80_000_000 }, // 66.7 claimed for QSPI
  settle: {
    resetLowMicros: 10,
    resetMillis: 5,
    resetAwakeMillis: 150,
    resetToWakeMillis: 5, // nothing longer than resetMillis is asked for
    commandMillis: 5,
    sleepMillis: 120, // both ways
    displayOnMillis: 50,
    offFrames: 5,
  },
  addressMode: { mask: 0xe8, disputed: 0x20 },
  gramAccess: { page: 0x00, code: 0xc4, mask: 0x80 }, // drivers
  inverted: false,
  unsafe: [],
  features: { dcsIdle: true, aod: true, deepStandby: true, wakeReloads: false },
} as const;

/** Drivers agree on 180 degrees and disagree on exchanging rows and columns. */
export const co5300Rotations = [
  { degrees: 0, madctl: 0x00 },
  { degrees: 180, madctl: 0xc0 },
] as const;
