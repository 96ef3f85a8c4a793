/** What is erased at least, and what is erased together faster: on every serial NOR flash these sizes. */
export const FLASH_SECTOR = 4096;
export const FLASH_BLOCK = 65_536;

/**
 * The part of the board's NOR flash that packs may use. Erased bytes are FF, and writing only clears bits. Changing takes its
 * time, meanwhile link and picture go on, and a rest of the processor does not break it off: one change at a time, its end is
 * reported as `flashDone`. A power cut leaves anything between old and new in what was being changed, and nothing else touched.
 */
export interface Flash {
  /** How many there are: whole blocks. */
  readonly bytes: number;
  /** Copies bytes at once, also while others are being changed. Throws `RangeError` outside, `Error` on what is being changed. */
  read(at: number, into: Uint8Array, intoAt: number, count: number): void;
  /** Sets `count` bytes to FF: whole sectors. Throws `RangeError` outside, `Error` while a change is under way. */
  erase(at: number, count: number): void;
  /**
   * Writes `count` bytes, which stay as they are until `flashDone`. A bit that is 0 stays 0 only where it is written as 0: to
   * raise one throws on the simulator. Throws as `erase` does.
   */
  write(at: number, from: Uint8Array, fromAt: number, count: number): void;
}
