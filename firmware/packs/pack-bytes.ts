/** The bytes of one pack, wherever they lie: in flash on a device, in memory on a host. */
export interface PackBytes {
  readonly length: number;
  /**
   * Copies `count` bytes from `at` on to `into[intoAt...]`. Whoever calls keeps inside `length` and inside `into`.
   * What is read never changes as long as the pack is played.
   */
  read(at: number, into: Uint8Array, intoAt: number, count: number): void;
}
