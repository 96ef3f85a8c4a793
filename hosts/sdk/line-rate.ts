const fewestBytes = 4096;
/** Fewer bytes than this vanish in the buffers on the way and look faster than the line is. */
const telling = 16_384;

/** How fast a line takes frames, as the last ones showed. */
export class LineRate {
  /** Bytes a millisecond; 0 while nothing is known. */
  #rate = 0;

  /** `bytes` went out in `millis`. `isFull` says that nothing but the line was waited for. */
  measure(bytes: number, millis: number, isFull: boolean): void {
    if (bytes < fewestBytes || millis <= 0) return;
    const rate = bytes / millis;
    if (this.#rate === 0) this.#rate = rate;
    else if (isFull) this.#rate += (rate - this.#rate) / 4;
    else if (bytes >= telling && rate > this.#rate) this.#rate = rate;
  }

  /** How long so many bytes will take, milliseconds. */
  millisFor(bytes: number): number {
    return this.#rate === 0 ? 0 : bytes / this.#rate;
  }
}
