/** The time of day as the host told it; unknown until then. Nothing keeps time on a board without a battery. */
export class WallClock {
  /** Local milliseconds since 1970 at `#at`. */
  #localMillis = 0;
  #at = Number.NEGATIVE_INFINITY;

  get known(): boolean {
    return this.#at !== Number.NEGATIVE_INFINITY;
  }

  /** At device time `at` it is `epochMillis` (UTC), shown `zoneMinutes` east of it. */
  set(epochMillis: number, zoneMinutes: number, at: number): void {
    this.#localMillis = epochMillis + zoneMinutes * 60_000;
    this.#at = at;
  }

  /** Minutes since local midnight, 0..1439. */
  minuteOfDay(now: number): number {
    return this.#minute(now) % 1440;
  }

  /** When the next minute begins, device microseconds; `Infinity` while the time is unknown. */
  nextMinuteAt(now: number): number {
    if (!this.known) return Number.POSITIVE_INFINITY;
    return this.#at + ((this.#minute(now) + 1) * 60_000 - this.#localMillis) * 1000;
  }

  #minute(now: number): number {
    return Math.floor((this.#localMillis + Math.floor((now - this.#at) / 1000)) / 60_000);
  }
}

/** `HH:MM` of a minute of the day. */
export function clockText(minute: number): string {
  const hours = Math.floor(minute / 60);
  const minutes = minute % 60;
  return `${hours < 10 ? '0' : ''}${hours}:${minutes < 10 ? '0' : ''}${minutes}`;
}
