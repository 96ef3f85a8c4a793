/**
 * What the controller's processor takes for things, so that virtual time can be charged for it. An ESP32-S3 at 240 MHz: one
 * engine step 0.2 us, two cycles a native instruction, octal PSRAM at 84 MB/s; assumed until measured on a board. Engine
 * steps a wake, frame, window and packet are provisional until they are metered.
 */
export const cpuCosts = {
  engineStepMicros: 0.2,
  instructionMicros: 2 / 240,
  psramBytesPerMicro: 84,
  /** Shorter rests than this are waited out: going to sleep and waking again would take longer. */
  sleepsAfterMicros: 1000,
  steps: { wake: 3000, frame: 5000, window: 40, packet: 1200 },
  /** x86-64 -O2 instructions a unit of each kernel, as the codec bench counts them: PX565's by its bytes and its pixels. */
  instructions: { px565Byte: 40, px565Pixel: 2, diffPixel: 1.5, blendPixel: 30, unstuffByte: 6, crcByte: 6 },
} as const;
