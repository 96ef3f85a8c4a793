import { energyModel } from '../power/energy-model.js';

const { engineStepMicros, instructionMicros, psramBytesPerMicro } = energyModel.processor;
const { wakeSteps, frameSteps, packFrameSteps, windowSteps, packetSteps } = energyModel.processor;

/**
 * What the controller's processor takes for things at 240 MHz, so that virtual time or a ledger can be charged for it:
 * the energy model's constants, and what the kernels count. Assumed until measured on a board.
 */
export const cpuCosts = {
  engineStepMicros,
  instructionMicros,
  psramBytesPerMicro,
  /** The rate they hold at, MHz. */
  megahertz: 240,
  /** Engine steps a wake, frame (of a pack, too), window and packet: metered on XS. */
  steps: { wake: wakeSteps, frame: frameSteps, packFrame: packFrameSteps, window: windowSteps, packet: packetSteps },
  /** x86-64 -O2 instructions a unit of each kernel, as the codec bench counts them: PX565's by its bytes and its pixels. */
  instructions: {
    px565Byte: 40,
    px565Pixel: 2,
    diffPixel: 1.5,
    coverWindow: 1500,
    blendPixel: 30,
    strokePixel: 16,
    unstuffByte: 6,
    // Some ten divisions of 64 bits, which a 32-bit processor does in software.
    paceWindow: 600,
    stuffByte: 6,
    crcByte: 6,
  },
} as const;

export type CpuCosts = typeof cpuCosts;
