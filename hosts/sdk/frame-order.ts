import type { FrameMessage, SendFrameOptions } from './device-types.js';

/** A frame as the link is given it; times in microseconds of the host. */
export interface FrameOrder {
  readonly messages: readonly FrameMessage[];
  readonly key: boolean;
  /** 0: at once. */
  readonly presentAt: number;
  readonly options: SendFrameOptions;
}
