/** Bytes to and from the process at the other end; both calls wait. */
export interface BytePipe {
  /** Fills `into[at...]` with `length` bytes; answers false where the other end has gone before. */
  read(into: Uint8Array, at: number, length: number): boolean;
  write(from: Uint8Array, at: number, length: number): void;
}
