import { dateOf } from './calendar.js';

/** The time of day as the host told it; unknown until then. Nothing keeps time on a board without a battery. */
export class WallClock {
  /** Local milliseconds since 1970 at `#at`. */
  #localMillis = 0;
  #at = Number.NEGATIVE_INFINITY;

  get known(): boolean {
    return this.#at !== Number.NEGATIVE_INFINITY;
  }

  /**
   * At device time `at` it is `epochMillis` (UTC), shown `zoneMinutes` east of it. Answers whether the clock jumped back: it
   * showed a time more than a second later.
   */
  set(epochMillis: number, zoneMinutes: number, at: number): boolean {
    const before = this.known ? this.#millis(at) : Number.NEGATIVE_INFINITY;
    this.#localMillis = epochMillis + zoneMinutes * 60_000;
    this.#at = at;
    return this.#localMillis < before - 1000;
  }

  /** Local minutes since 1970. */
  minute(now: number): number {
    return Math.floor(this.#millis(now) / 60_000);
  }

  /** When a local minute since 1970 begins, device microseconds. */
  minuteAt(minute: number): number {
    return this.#at + (minute * 60_000 - this.#localMillis) * 1000;
  }

  /** Minutes since local midnight, 0..1439. */
  minuteOfDay(now: number): number {
    return this.minute(now) % 1440;
  }

  /** Seconds of the minute, 0..59. */
  secondOfMinute(now: number): number {
    return Math.floor(this.#millis(now) / 1000) % 60;
  }

  /** Local days since 1970. */
  day(now: number): number {
    return Math.floor(this.minute(now) / 1440);
  }

  /** When the next second begins, device microseconds; `Infinity` while the time is unknown. */
  nextSecondAt(now: number): number {
    if (!this.known) return Number.POSITIVE_INFINITY;
    return this.#at + ((Math.floor(this.#millis(now) / 1000) + 1) * 1000 - this.#localMillis) * 1000;
  }

  /** When the next minute begins, device microseconds; `Infinity` while the time is unknown. */
  nextMinuteAt(now: number): number {
    if (!this.known) return Number.POSITIVE_INFINITY;
    return this.minuteAt(this.minute(now) + 1);
  }

  #millis(now: number): number {
    return this.#localMillis + Math.floor((now - this.#at) / 1000);
  }
}

/** `HH:MM` of a minute of the day. */
export function clockText(minute: number): string {
  const hours = Math.floor(minute / 60);
  const minutes = minute % 60;
  return `${hours < 10 ? '0' : ''}${hours}:${minutes < 10 ? '0' : ''}${minutes}`;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** `sun 22 nov` of a day since 1970. */
export function dateText(day: number): string {
  const date = dateOf(day);
  // 1970 began on a Thursday.
  return `${WEEKDAYS[(day + 4) % 7]!} ${date.day} ${MONTHS[date.month - 1]!}`;
}
