/** DCS command codes (MIPI Display Command Set), and those that these controllers share beyond it. */
export const Dcs = {
  softReset: 0x01,
  enterSleep: 0x10,
  exitSleep: 0x11,
  partialMode: 0x12,
  normalMode: 0x13,
  inversionOff: 0x20,
  inversionOn: 0x21,
  allPixelsOff: 0x22,
  allPixelsOn: 0x23,
  displayOff: 0x28,
  displayOn: 0x29,
  columnAddress: 0x2a,
  rowAddress: 0x2b,
  writeMemory: 0x2c,
  partialRows: 0x30,
  partialColumns: 0x31,
  tearOff: 0x34,
  tearOn: 0x35,
  /** MADCTL: how memory writes are turned and mirrored. */
  addressMode: 0x36,
  exitIdle: 0x38,
  enterIdle: 0x39,
  pixelFormat: 0x3a,
  writeMemoryContinue: 0x3c,
  tearLine: 0x44,
  exitAod: 0x48,
  enterAod: 0x49,
  aodBrightness: 0x4a,
  deepStandby: 0x4f,
  brightness: 0x51,
  brightnessControl: 0x53,
  highBrightness: 0x63,
  highBrightnessControl: 0x66,
  /** FE: chooses the register page; page 0 holds the DCS. */
  page: 0xfe,
} as const;

/** Bits of `Dcs.addressMode`. */
export const AddressMode = { mirrorY: 0x80, mirrorX: 0x40, exchange: 0x20, scanUp: 0x10, bgr: 0x08 } as const;
