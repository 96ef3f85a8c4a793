import type { FrameShown } from './device-types.js';
import type { FilmClock } from './film-clock.js';
import { type FrameDevice, FrameStream, type PreparedFrame, type PresentedFrame } from './frame-stream.js';
import { LineRate } from './line-rate.js';
import type { Picture } from './picture.js';
import { type PlayReport, PlayTally, type SlowCause } from './play-report.js';

/** A picture that stays this long is made exact after it was shown within a tolerance. */
const refineMillis = 1000;
/** How long before the picture ahead of it is due a picture's bytes may go out, at most. */
const mostLeadMillis = 200;
/** How long to wait for a device that is away before the first picture is tried again. */
const retryMillis = 250;
/** A line that was fed nothing for so long, while pictures were late, is fed the next one whatever its time. */
const hungryMillis = 700;
/** How much longer the first picture stays: a head start for those after it. */
const headStartMillis = 100;
/** How long after its time a picture may still wait for its slot, before the next one may follow: the link's rule. */
const slotMillis = 20;

/** Sends the pictures of a film, one after another; decides for each when it goes out and whether it still can. */
export class Player {
  readonly #clock: FilmClock;
  readonly #stream: FrameStream;
  readonly #tolerance: number;
  readonly #tally: PlayTally;
  readonly #line = new LineRate();
  readonly #begun: number;
  readonly #underway = new Set<Promise<void>>();
  /** When the glass had the first picture: the film's zero. */
  #zero: number | undefined;
  /** When the last picture is due, and when the next one may go out. */
  #dueAt = 0;
  #startAt = 0;
  /** About how large coded pictures are. */
  #usualBytes = 0;
  /** When the line had taken the last picture that was sent. */
  #fedAt = 0;
  /** The film's latest picture, where it was left out. */
  #missing: Picture | undefined;
  /** Time spent waiting for the line, and for pictures and their coding; what is long past fades. */
  #lineMillis = 0;
  #hostMillis = 0;
  #idleSince: number;
  /** How much of the film was added. */
  filmMillis = 0;

  constructor(device: FrameDevice, clock: FilmClock, tolerance: number) {
    this.#clock = clock;
    this.#stream = new FrameStream(device, tolerance);
    this.#tolerance = tolerance;
    this.#tally = new PlayTally(tolerance);
    this.#begun = clock.now;
    this.#idleSince = clock.now;
  }

  countTurn(): void {
    this.#tally.turns += 1;
  }

  report(): PlayReport {
    return this.#tally.report(this.#clock.now - this.#begun);
  }

  /** Shows the next picture for its time, or leaves it out. Resolves when the one after it may be read. */
  async add(picture: Picture, durationMillis: number): Promise<void> {
    this.#tally.countDue(durationMillis);
    const offset = this.filmMillis;
    this.filmMillis += durationMillis;
    const sent =
      this.#zero === undefined
        ? await this.#begin(picture)
        : await this.#continue(picture, this.#zero + offset, durationMillis);
    this.#startAt = this.#dueAt - Math.min(durationMillis, mostLeadMillis);
    this.#missing = sent === undefined ? picture : undefined;
    if (sent !== undefined && this.#tolerance > 0 && durationMillis >= refineMillis) await this.#refine(picture, sent);
    this.#idleSince = this.#clock.now;
  }

  /** Waits until the last picture has had its time; where that one was left out it is shown late rather than never. */
  async finish(): Promise<void> {
    if (this.#missing !== undefined && !this.#clock.isStopped) {
      await this.#clock.until(this.#stream.present(this.#missing).shown);
    }
    await this.#clock.until(Promise.all(this.#underway));
    if (this.#zero !== undefined) await this.#clock.sleepUntil(this.#zero + this.filmMillis);
  }

  /** Shows the first picture as soon as can be, waiting for a device that is away, and starts the film with it. */
  async #begin(picture: Picture): Promise<PresentedFrame | undefined> {
    while (!this.#clock.isStopped) {
      const start = this.#clock.now;
      const sent = this.#stream.present(picture);
      this.#tally.lineBytes += sent.lineBytes;
      void sent.accepted.then(() => this.#line.measure(sent.lineBytes, this.#clock.now - start, true));
      const outcome = await this.#clock.until(sent.shown);
      if (outcome === undefined) break;
      if (outcome.state === 'shown' || (outcome.state === 'dropped' && outcome.cause === 'dark')) {
        this.#zero = this.#clock.now + headStartMillis;
        this.#dueAt = this.#zero;
        this.#fedAt = this.#clock.now;
        this.#count(outcome);
        return sent;
      }
      if (outcome.state === 'dropped' && outcome.cause === 'lost') await this.#clock.sleepUntil(start + retryMillis);
    }
    return undefined;
  }

  async #continue(picture: Picture, plannedAt: number, durationMillis: number): Promise<PresentedFrame | undefined> {
    let now = this.#clock.now;
    const dueAt = plannedAt + this.#slip(now - plannedAt, now);
    const end = dueAt + durationMillis;
    this.#hostMillis = 0.9 * this.#hostMillis + now - this.#idleSince;
    if (now + this.#line.millisFor(this.#usualBytes) > end) {
      // Hopeless, as it seems, and coding it would take time, too; but pictures may become smaller again.
      const cause = this.#causeFor(this.#usualBytes, durationMillis);
      this.#usualBytes *= 0.75;
      return this.#leaveOut(cause);
    }
    let prepared = this.#prepare(picture);
    now = this.#clock.now;
    await this.#clock.until(this.#stream.ready);
    const waitingSince = Math.max(now, this.#dueAt + slotMillis);
    this.#lineMillis = 0.9 * this.#lineMillis + Math.max(0, this.#clock.now - waitingSince);
    // On a slow line a picture must set out earlier than that to come in time.
    const underwayMillis = this.#line.millisFor(prepared.bytes);
    await this.#clock.sleepUntil(Math.min(this.#startAt, dueAt - underwayMillis));
    if (this.#clock.isStopped) return undefined;
    this.#usualBytes = prepared.bytes;
    if (!prepared.isGood) prepared = this.#prepare(picture);
    if (this.#clock.now + underwayMillis > end) return this.#leaveOut(this.#causeFor(prepared.bytes, durationMillis));
    const heldUntil = this.#dueAt + slotMillis;
    this.#dueAt = dueAt;
    return this.#send(prepared, dueAt, heldUntil);
  }

  /**
   * Where pictures come so slowly that each is too late when it is there, leaving them out would leave out all: a film that has
   * fed the line nothing for a while goes on from where it is, later than planned.
   */
  #slip(late: number, now: number): number {
    if (this.#zero === undefined || late <= 0 || now - this.#fedAt < hungryMillis) return 0;
    const slip = late + headStartMillis;
    this.#zero += slip;
    return slip;
  }

  #prepare(picture: Picture): PreparedFrame {
    const since = this.#clock.now;
    const prepared = this.#stream.prepare(picture);
    this.#hostMillis += this.#clock.now - since;
    return prepared;
  }

  #send(prepared: PreparedFrame, dueAt: number, heldUntil: number): PresentedFrame {
    const start = this.#clock.now;
    const sent = prepared.send(dueAt);
    this.#tally.lineBytes += sent.lineBytes;
    void sent.written.then(() => {
      const now = this.#clock.now;
      this.#fedAt = now;
      // Its end may have waited for the turn of the picture before it: then the line was not what took the time.
      this.#line.measure(sent.lineBytes, now - start, now > heldUntil);
    });
    const counted = sent.shown.then((outcome) => {
      this.#count(outcome);
      this.#underway.delete(counted);
    });
    this.#underway.add(counted);
    return sent;
  }

  #leaveOut(cause: SlowCause): undefined {
    this.#tally.countDropped(cause);
  }

  /** What a picture of so many bytes is late for: it outlasts its time on the line, or else what was waited for longer. */
  #causeFor(bytes: number, durationMillis: number): SlowCause {
    if (this.#line.millisFor(bytes) > durationMillis) return 'line';
    return this.#lineMillis >= this.#hostMillis ? 'line' : 'host';
  }

  #count(outcome: FrameShown): void {
    if (outcome.state === 'shown') this.#tally.countPresented();
    else this.#tally.countDropped(outcome.state === 'dropped' && outcome.cause === 'lost' ? 'lost' : 'device');
  }

  async #refine(picture: Picture, sent: PresentedFrame): Promise<void> {
    const outcome = await this.#clock.until(sent.shown);
    if (outcome?.state !== 'shown' || this.#clock.isStopped) return;
    this.#tally.lineBytes += this.#stream.present(picture, { tolerance: 0 }).lineBytes;
  }
}
