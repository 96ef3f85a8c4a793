import type { LineClock } from './line-clock.js';
import type { Vouch } from './streams.js';

/** While something streams. */
const STREAM_MICROS = 500_000;
/** While a frame should have been shown, and no word of it came. */
const OVERDUE_MICROS = 100_000;
/** While nothing is streamed nothing is asked: the device sleeps. */
const IDLE_MICROS = Number.POSITIVE_INFINITY;
/** A device that answers nothing for so long is lost. */
const DEAD_MICROS = 2_000_000;
const LONGEST_PROBE_MICROS = 250_000;
/** How many PINGs are remembered until they are answered. */
const REMEMBERED = 32;

interface Ping {
  readonly number: number;
  readonly sentAt: number;
  /** What had gone out before. */
  readonly vouch: Vouch;
}

/** What decides when to ask. */
export interface LinkMood {
  readonly isStreaming: boolean;
  readonly isOverdue: boolean;
  readonly isOutstanding: boolean;
  /** Something was lost of late: the question is put sooner. */
  readonly isWary: boolean;
  readonly progressAt: number;
}

/**
 * When to PING, and what its absence means: keep-alive, round-trip times, and the question what became of packets that
 * nobody acknowledged (which is asked before anything is sent again). Times in microseconds.
 */
export class KeepAlive {
  readonly #clock: LineClock;
  #pings: Ping[] = [];
  #lastAt = Number.NEGATIVE_INFINITY;
  #unanswered = Number.POSITIVE_INFINITY;
  #probes = 0;
  #probedProgress = -1;

  constructor(clock: LineClock) {
    this.#clock = clock;
  }

  /** When the device counts as lost unless it is heard before. */
  get deadAt(): number {
    return this.#unanswered + DEAD_MICROS;
  }

  /** When to ask next. */
  pingAt(mood: LinkMood): number {
    let interval = mood.isStreaming ? STREAM_MICROS : IDLE_MICROS;
    if (mood.isOverdue) interval = OVERDUE_MICROS;
    const regular = this.#lastAt + (this.#unanswered < Number.POSITIVE_INFINITY ? OVERDUE_MICROS : interval);
    if (!mood.isOutstanding) return regular;
    const patience = mood.isWary ? this.#clock.waryPatience : this.#clock.patience;
    if (mood.progressAt !== this.#probedProgress) return Math.min(regular, mood.progressAt + patience);
    return Math.min(regular, this.#lastAt + Math.min(LONGEST_PROBE_MICROS, patience * 2 ** this.#probes));
  }

  /** A PING goes out. */
  asked(number: number, vouch: Vouch, mood: LinkMood, now: number): void {
    this.#probes = mood.progressAt === this.#probedProgress ? this.#probes + 1 : 0;
    this.#probedProgress = mood.progressAt;
    this.#pings.push({ number, sentAt: now, vouch });
    if (this.#pings.length > REMEMBERED) this.#pings.shift();
    this.#lastAt = now;
    this.#unanswered = Math.min(this.#unanswered, now);
  }

  /** Anything came from the device. */
  heard(): void {
    this.#unanswered = Number.POSITIVE_INFINITY;
  }

  /** A PONG came; answers what its PING vouched for, `null` where it is not known. */
  answered(number: number, deviceTime: number, now: number): Vouch | null {
    const index = this.#pings.findIndex((ping) => ping.number === number);
    if (index < 0) return null;
    const ping = this.#pings[index]!;
    this.#pings.splice(0, index + 1);
    this.#clock.measure(ping.sentAt, now, deviceTime);
    return ping.vouch;
  }
}
