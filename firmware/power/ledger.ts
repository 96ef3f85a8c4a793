/** What a ledger counts. Times are microseconds by how the processor spent them and at which rate, MHz. */
export const Counter = {
  awake40: 0,
  awake80: 1,
  awake160: 2,
  awake240: 3,
  wait40: 4,
  wait80: 5,
  wait160: 6,
  wait240: 7,
  lightSleep: 8,
  deepSleep: 9,
  /** Ends of a wait, of a light and of a deep sleep. Only the last two are wakes. */
  interrupts: 10,
  lightWakes: 11,
  deepWakes: 12,
  /** Bytes on the panel bus: commands, window addresses, pixels. */
  busBytes: 13,
  commands: 14,
  windows: 15,
  pixels: 16,
  /** Frames drawn, and packets of the link, sound or not. */
  frames: 17,
  packets: 18,
} as const;
export type Counter = (typeof Counter)[keyof typeof Counter];

/** Counters of one cell; the first `TIMES` of them are times and add up to how long the cell was in force. */
export const COUNTERS = 19;
export const TIMES = 10;
/** Columns of a processor that runs come first, then those of one that waits, one for each rate; then sleeps. */
const WAITS = Counter.wait40;
const SLEEPS = Counter.lightSleep;
/** From a sleep to the counter of its ends. */
const ENDS = Counter.lightWakes - Counter.lightSleep;
/** Modes a ledger tells apart: active, idle, aod, sleep. */
export const LEDGER_MODES = 4;
/** Sources it tells apart; what more there are counts with the last of them. */
const SOURCES = 8;

/**
 * Counters of all that costs energy, always on: one cell of them for each mode and each source that has the glass. Time
 * goes to the cell in force when it passes; whatever is counted, to the one in force when it happens. Allocates nothing.
 */
export class Ledger {
  /** Names of the sources, in the order in which they first had the glass; the first stands for a glass that nobody has. */
  readonly sources: string[] = ['none'];
  /** Cell `source * LEDGER_MODES + mode` begins at its number times `COUNTERS`. */
  readonly counts = new Float64Array(LEDGER_MODES * SOURCES * COUNTERS);
  /** Where the cell in force begins. */
  #base = 0;
  /** Books with `reach` what others count, before anybody reads the books, or another cell is in force. */
  onSettle: () => void = () => {};
  /** The time that passes now: one of the first `TIMES` counters. */
  column: number = Counter.awake240;
  #since: number;
  #runs: number = Counter.awake240;
  /** Totals of counters that others keep, as far as they are in the books. */
  readonly #reached = new Float64Array(COUNTERS);

  constructor(now: number) {
    this.#since = now;
  }

  /** Number of the cell in force. */
  get cell(): number {
    return this.#base / COUNTERS;
  }

  /** Books all there is until now: whoever reads the books calls this first. */
  settle(now: number): void {
    this.onSettle();
    this.#pass(now);
  }

  /** Books the time that has passed. */
  #pass(now: number): void {
    if (now <= this.#since) return;
    this.counts[this.#base + this.column]! += now - this.#since;
    this.#since = now;
  }

  /** The processor runs; nothing new where it did already. */
  wake(now: number): void {
    const column = this.column;
    if (column < WAITS) return;
    const counts = this.counts;
    const base = this.#base;
    counts[base + column]! += now - this.#since;
    counts[base + (column < SLEEPS ? Counter.interrupts : ENDS + column)]! += 1;
    this.#since = now;
    this.column = this.#runs;
  }

  /** The rate of a processor that runs, MHz; 240 where nobody says. */
  set runs(megahertz: number) {
    this.#runs = Counter.awake40 + rateOf(megahertz);
    if (this.column < WAITS) this.column = this.#runs;
  }

  /** The processor waits or sleeps: `column` is one of `wait40` to `deepSleep`. */
  rest(column: number, now: number): void {
    if (now !== this.#since) this.#pass(now);
    this.column = column;
  }

  /** From now on everything is for this mode and this source. Throws `RangeError` where there is no such mode. */
  attribute(mode: number, source: string, now: number): void {
    if (!(mode >= 0 && mode < LEDGER_MODES)) throw new RangeError(`no mode ${mode}`);
    const cell = this.#sourceNumber(source) * LEDGER_MODES + mode;
    this.settle(now);
    this.#base = cell * COUNTERS;
  }

  add(counter: Counter, amount: number): void {
    this.counts[this.#base + counter]! += amount;
  }

  /** Books what a counter that somebody else keeps has grown by. */
  reach(counter: Counter, total: number): void {
    if (total === this.#reached[counter]) return;
    this.add(counter, total - this.#reached[counter]!);
    this.#reached[counter] = total;
  }

  /** Over all modes and sources. */
  total(counter: Counter): number {
    let sum = 0;
    for (let at: number = counter; at < this.counts.length; at += COUNTERS) sum += this.counts[at]!;
    return sum;
  }

  /** Over all modes and sources, and over the counters `from` to `until`, which ends before it. */
  sum(from: Counter, until: Counter): number {
    let sum = 0;
    for (let counter: number = from; counter < until; counter += 1) sum += this.total(counter as Counter);
    return sum;
  }

  /** Microseconds a mode was in force. */
  residency(mode: number): number {
    let sum = 0;
    for (let cell = mode; cell < this.sources.length * LEDGER_MODES; cell += LEDGER_MODES) {
      for (let time = 0; time < TIMES; time += 1) sum += this.counts[cell * COUNTERS + time]!;
    }
    return sum;
  }

  #sourceNumber(name: string): number {
    const { sources } = this;
    for (let number = 0; number < sources.length; number += 1) if (sources[number] === name) return number;
    if (sources.length === SOURCES) return SOURCES - 1;
    return sources.push(name) - 1;
  }
}

/** The counter of a processor that waits at this rate, MHz; one between two that are told apart counts as the higher one. */
export function waitsAt(megahertz: number): number {
  return Counter.wait40 + rateOf(megahertz);
}

function rateOf(megahertz: number): number {
  return megahertz <= 40 ? 0 : megahertz <= 80 ? 1 : megahertz <= 160 ? 2 : 3;
}
