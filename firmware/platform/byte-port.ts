/** One endpoint of the serial link: USB, UART, a socket. */
export interface BytePort {
  /** Moves received bytes into `into`; answers how many, fewer than fit only where no more wait. */
  read(into: Uint8Array): number;
  /** Hands over bytes to send; answers how many were taken. What was not is reported `writable` later. */
  write(from: Uint8Array, at: number, length: number): number;
}
