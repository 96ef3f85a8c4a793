/** How often it is judged whether frames keep up. */
const judgeMillis = 1500;
/** Below this share of the wanted rate something is slow. */
const enough = 0.85;
/** Above this share of its rate a line counts as full: frames also wait for answers. */
const full = 0.6;

/** Judges by its last moments whether a stream of frames keeps its rate, and what holds it up. */
export class PaceJudge {
  readonly #wanted: number;
  #since: number;
  #frames = 0;
  #bytes = 0;

  /** `wanted` frames a second, from `now` (milliseconds) on. */
  constructor(wanted: number, now: number) {
    this.#wanted = wanted;
    this.#since = now;
  }

  /** The device has a frame. */
  count(): void {
    this.#frames += 1;
  }

  /**
   * Takes the bytes of a frame that is on the line, which carries `lineRate` bytes a second (0: no limit). Answers a
   * sentence where frames come too slowly, null where they do not, undefined where it is too early to say.
   */
  judge(now: number, lineBytes: number, lineRate: number): string | null | undefined {
    this.#bytes += lineBytes;
    const elapsed = now - this.#since;
    if (elapsed < judgeMillis) return undefined;
    const rate = (this.#frames * 1000) / elapsed;
    const isLine = lineRate > 0 && (this.#bytes * 1000) / elapsed > lineRate * full;
    this.#since = now;
    this.#frames = 0;
    this.#bytes = 0;
    if (rate >= this.#wanted * enough) return null;
    const reason = isLine
      ? 'the line is full. Try tolerance 1 or a faster line.'
      : 'this computer is busy painting and coding them. Try a smaller panel.';
    return `${rate < 9.95 ? rate.toFixed(1) : rate.toFixed(0)} of ${this.#wanted} frames/s: ${reason}`;
  }
}
