/** Frame memory: what kernels and the bus read. Never moves; is given back when the platform goes. */
export interface FrameMemory {
  /** Zeroed bytes, 8-aligned. Throws `RangeError` where memory is used up. */
  allocate(bytes: number): Uint8Array;
}
