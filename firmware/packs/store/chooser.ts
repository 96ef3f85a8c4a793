import { BUILT_IN, PackMode } from '../../link/pack-messages.js';
import type { Stepper } from '../../platform/stepper.js';
import type { Journal } from './journal.js';
import { choosing, type FaceChoice, faceAfter, restoring, type Shelf, settling } from './shelf.js';
import { NO_BLOCK } from './store-layout.js';

const NEVER = Number.POSITIVE_INFINITY;
const SECOND = 1_000_000;
/** Starts that fail before the built-in face stands in. */
export const MOST_FAILURES = 3;
/** A start after which the device lives on for so long has not failed, even where a host's picture hides the face. */
const STANDS_MICROS = 10 * SECOND;

/** The time of day, as far as it is known. */
export interface TimeOfDay {
  readonly known: boolean;
  minuteOfDay(now: number): number;
  nextMinuteAt(now: number): number;
}

/** How far the face has come: its start is being marked, it is drawn, it was on the glass. `rest` is the built-in face. */
type Stage = 'rest' | 'marking' | 'started' | 'shown';

/** Who shows faces: the face `face` of the pack whose head is in block `head`, or (`NO_BLOCK`) the built-in one. */
export type Show = (head: number, face: number, now: number) => void;

/**
 * Which face is shown: the one that was chosen, or the one a rotation or schedule has come to. A start is marked in flash before
 * the pack is touched, and again when it is on the glass, so that one that brings the device down is not tried for ever.
 */
export class FaceChooser implements Stepper {
  /** The face that is shown, or about to be: block of the pack's head, `NO_BLOCK` for the built-in face. */
  head = NO_BLOCK;
  face = 0;
  /** The chosen pack does not start: the built-in face stands in. */
  hasFailed = false;
  /** Whose start failed then. */
  #failedHead = NO_BLOCK;
  readonly #journal: Journal;
  readonly #clock: TimeOfDay;
  readonly #show: Show;
  #stage: Stage = 'rest';
  #standsAt = NEVER;
  #rotateAt = NEVER;
  #hourAt = NEVER;
  /** The entry of the schedule that was applied; -1 before the first. */
  #hour = -1;
  /** It came into force, and what it says is not yet remembered. */
  #isHourNew = false;
  #dueAt = NEVER;

  constructor(journal: Journal, clock: TimeOfDay, show: Show) {
    this.#journal = journal;
    this.#clock = clock;
    this.#show = show;
  }

  get wakeAt(): number {
    return Math.min(this.#dueAt, this.#standsAt, this.#rotateAt, this.#hourAt);
  }

  /** Where the face that is shown stands on the shelf. */
  get current(): FaceChoice {
    const pack = this.#journal.shelf.packs.findIndex(({ head }) => head === this.head);
    return { pack: pack < 0 ? BUILT_IN : pack, face: this.face };
  }

  /** What it would have remembered, where anything; asked for when there is nothing else to remember. */
  get wish(): Shelf | undefined {
    const { shelf } = this.#journal;
    const chosen = shelf.packs[shelf.chosen];
    if (this.#failedHead === chosen?.head && chosen?.replaced !== undefined) return restoring(shelf, shelf.chosen);
    const { pack } = this.current;
    if (this.#stage === 'shown' && shelf.packs[pack]?.replaced !== undefined) return settling(shelf, pack);
    const hour = shelf.mode === PackMode.schedule ? shelf.hours[this.#hour] : undefined;
    if (this.#isHourNew && hour !== undefined && !isChosen(shelf, hour)) return choosing(shelf, hour);
    return undefined;
  }

  /** The device begins: shows what was chosen last. */
  start(now: number): void {
    this.#take(now);
    this.#lookAtHour(now);
  }

  /** Another shelf is remembered; `before` is the one until now. `isChoice`: somebody chose, be it what was chosen already. */
  shelfChanged(before: Shelf, isChoice: boolean, now: number): void {
    const { shelf } = this.#journal;
    if (shelf.hours !== before.hours || shelf.mode !== before.mode) this.#hour = -1;
    const isAnother = shelf.chosen !== before.chosen || shelf.face !== before.face || shelf.mode !== before.mode;
    const isGone = this.head !== NO_BLOCK && this.current.pack === BUILT_IN;
    const isAnotherVersion = shelf.packs[shelf.chosen]?.head !== before.packs[before.chosen]?.head;
    if (isChoice || isAnother || isGone || isAnotherVersion) this.#take(now);
    this.#isHourNew = false;
    this.#lookAtHour(now);
  }

  /** The clock was set. */
  timeChanged(now: number): void {
    this.#lookAtHour(now);
  }

  /** Whether anybody waits to hear that the face is on the glass. */
  get awaitsShown(): boolean {
    return this.#stage === 'started';
  }

  /** The face is on the glass. */
  shown(now: number): void {
    if (this.#stage !== 'started') return;
    this.#stage = 'shown';
    this.#stood();
    this.#dueAt = now;
  }

  /** The pack cannot be played: the built-in face stands in, and the start has failed. */
  failed(now: number): void {
    this.#standIn(this.head, now);
  }

  step(now: number): void {
    this.#dueAt = NEVER;
    if (this.#hourAt <= now) this.#lookAtHour(now);
    if (this.#standsAt <= now) this.#stood();
    if (this.#rotateAt <= now) {
      this.#rotateAt = NEVER;
      this.#stood();
      this.#go(faceAfter(this.#journal.shelf, this.current, 1), now);
    }
    if (this.#stage === 'marking' && !this.#journal.isBusy && !this.#journal.isMarking) this.#started(now);
  }

  /** The start has not failed. */
  #stood(): void {
    if (this.#standsAt !== NEVER) this.#journal.markShown();
    this.#standsAt = NEVER;
  }

  /** Shows what the shelf says. */
  #take(now: number): void {
    const { shelf, failures } = this.#journal;
    this.hasFailed = false;
    this.#failedHead = NO_BLOCK;
    const chosen = shelf.packs[shelf.chosen];
    if (failures >= MOST_FAILURES && chosen !== undefined) this.#standIn(chosen.head, now);
    else this.#go({ pack: shelf.chosen, face: shelf.face }, now);
  }

  #standIn(failed: number, now: number): void {
    this.#failedHead = failed;
    this.#goBuiltIn(now);
    this.hasFailed = true;
  }

  #go({ pack, face }: FaceChoice, now: number): void {
    const head = this.#journal.shelf.packs[pack]?.head ?? NO_BLOCK;
    if (head === NO_BLOCK) {
      this.#goBuiltIn(now);
      return;
    }
    this.head = head;
    this.face = face;
    this.#stage = 'marking';
    this.#standsAt = NEVER;
    // Without room for a mark the record is written anew, what still counts included.
    if (!this.#journal.hasMarks && !this.#journal.isBusy)
      this.#journal.commit(this.#journal.shelf, this.#journal.failures);
    this.#journal.markBegun();
    this.#dueAt = now;
  }

  #goBuiltIn(now: number): void {
    this.head = NO_BLOCK;
    this.face = 0;
    this.#stage = 'rest';
    this.#standsAt = NEVER;
    this.#show(NO_BLOCK, 0, now);
    this.#rest(now);
  }

  #started(now: number): void {
    this.#stage = 'started';
    this.#standsAt = now + STANDS_MICROS;
    this.#rest(now);
    this.#show(this.head, this.face, now);
  }

  /** A rotation stays for its time, where there is another face to go to. */
  #rest(now: number): void {
    const { shelf } = this.#journal;
    const next = faceAfter(shelf, this.current, 1);
    const { pack, face } = this.current;
    const isAlone = next.pack === pack && next.face === face;
    this.#rotateAt = shelf.mode === PackMode.rotate && !isAlone ? now + shelf.seconds * SECOND : NEVER;
  }

  #lookAtHour(now: number): void {
    const { hours, mode } = this.#journal.shelf;
    this.#hourAt = NEVER;
    if (mode !== PackMode.schedule || hours.length === 0 || !this.#clock.known) return;
    const minute = this.#clock.minuteOfDay(now);
    // Before the first entry of the day the last one of yesterday holds.
    const last = hours.findLastIndex((hour) => hour.minute <= minute);
    const hour = last < 0 ? hours.length - 1 : last;
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#isHourNew = true;
      this.#dueAt = now;
    }
    const next = hours.find((entry) => entry.minute > minute)?.minute ?? hours[0]!.minute + 1440;
    this.#hourAt = this.#clock.nextMinuteAt(now) + (next - minute - 1) * 60 * SECOND;
  }
}

function isChosen(shelf: Shelf, { pack, face }: FaceChoice): boolean {
  return shelf.chosen === pack && shelf.face === face;
}
