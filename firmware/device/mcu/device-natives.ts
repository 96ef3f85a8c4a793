import type * as natives from './natives.js';

/** The natives as the device has them, or a test. */
export type Natives = typeof natives;
