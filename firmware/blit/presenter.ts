import type { Cover } from '../damage/cover.js';
import { RegionList } from '../geometry/region-list.js';
import type { Bus } from '../platform/bus.js';
import type { Stepper } from '../platform/stepper.js';
import type { SwapChain } from '../surface/swap-chain.js';
import type { Beam } from './beam.js';
import { type Pacer, Slot } from './pacer.js';
import { ShownQueue } from './shown-queue.js';

/** Edges waited for before a present is taken to have no slot. */
const PATIENCE_EDGES = 3;
/** Periods after which an awaited edge is given up. */
const PATIENCE_PERIODS = 4;
/** From the time a plan is made for to the bus having the windows: some 500 engine steps, and 40 a window. */
const PLAN_MICROS = 100;
const PLAN_WINDOW_MICROS = 8;
/** A command that was queued has surely left by then. */
const LINE_MICROS = 50;
/** Windows of one present. */
const MOST_WINDOWS = 64;

/** What a presenter is told of the panel. */
export interface PresenterPanel {
  /** Whether pixels may be written now. */
  readonly ready: boolean;
  /** The first whole frame, or what was owed, is in GRAM. */
  frameWritten(now: number): void;
  /** While true the driver sends nothing: the bus carries pixels. */
  hold(on: boolean, now: number): void;
  /** The glass stays dark until what is owed is in GRAM. */
  readonly awaitsFrame: boolean;
  /** How often the panel began to scan anew. */
  readonly awakenings: number;
  /** Nominal rate of its scan, the slowest it can be told to, and how often it was told another. */
  readonly scanHz: number;
  readonly slowestScanHz: number;
  readonly rateChanges: number;
  /** Has TE rise when the beam is on this line; 0 is the start of vertical blanking. */
  setTeLine(line: number, now: number): void;
  /** GRAM holds nothing of ours. */
  readonly gramLost: boolean;
}

export interface PresenterOptions {
  readonly bus: Bus;
  readonly chain: SwapChain;
  readonly cover: Cover;
  readonly beam: Beam;
  readonly pacer: Pacer;
  readonly panel: PresenterPanel;
  /** Whether the board wires the TE pin. */
  readonly te: boolean;
  /** Rows of the glass. */
  readonly visibleLines: number;
  /** A host's frame is on the glass: frame id, when its blit ended, when its first and last row were shown. */
  readonly onShown: (id: number, blitAt: number, firstRowAt: number, lastRowAt: number) => void;
}

/** Counters of presents, all since the start. */
export interface PresentCounts {
  /** Frames whose pixels are in GRAM. */
  presented: number;
  /** Presents whose write missed its slot by the bus's own stamps. */
  late: number;
  /** Presents for which no start avoids the beam, or with no TE to go by. */
  unslotted: number;
  /** TE edges that were awaited and never came. */
  teMissing: number;
  windows: number;
  pixels: number;
  /** Bus cycles of all writes. */
  cycles: number;
}

/**
 * The blit state machine: takes the frame that waits in the swap chain, chooses its windows, waits for a slot between two
 * passes of the beam, swaps and has the bus write, and tells when the picture is in GRAM and when it is on the glass.
 */
export class Presenter implements Stepper {
  readonly #options: PresenterOptions;
  readonly #windows = new RegionList(new Uint16Array(MOST_WINDOWS * 4));
  readonly #shown = new ShownQueue();
  readonly counts: PresentCounts = {
    presented: 0,
    late: 0,
    unslotted: 0,
    teMissing: 0,
    windows: 0,
    pixels: 0,
    cycles: 0,
  };
  /** A frame is on its way, or more may follow: a stale beam is looked for now, so that it is known by then. */
  frameComing(now: number): void {
    const { beam, bus, te, panel } = this.#options;
    if (te && panel.ready && !this.#isAwaitingEdge && beam.isStale(now)) bus.awaitTe();
  }

  /** Host frame that waits in back (0 where it is none of the host's), and when it is to be presented. */
  #waitingId = 0;
  #presentAt = 0;
  #writingId = 0;
  #writing = false;
  #covered = false;
  #edgesAwaited = 0;
  /** Line at which TE rises, and when the last change of it had surely reached the panel. */
  #edgeLine: number;
  #edgeFrom = 0;
  #scansBegun = 0;
  #ratesHeeded = 0;
  #oldScanUntil = 0;
  /** With windows chosen: when their slot is sought. */
  #planAt = 0;
  /** When the awaited edge is given up; `Infinity` where none is awaited. */
  #edgeBy = Number.POSITIVE_INFINITY;
  /** The present under way: its slot (start, latest start), and when its first and last row are on the glass. */
  #closesAt = Number.POSITIVE_INFINITY;
  #walkMicros = 0;
  #firstRowAt = 0;
  #lastRowAt = 0;

  constructor(options: PresenterOptions) {
    this.#options = options;
    this.#edgeLine = options.visibleLines;
  }

  get wakeAt(): number {
    const at = this.#shown.nextAt;
    if (this.#writing || !this.#options.panel.ready) return at;
    if (this.#covered) return Math.min(at, this.#planAt);
    return this.#hasWork || this.#options.panel.awaitsFrame ? 0 : at;
  }

  /** Whether a present waits for an edge of the beam. */
  get awaitsEdge(): boolean {
    return this.#isAwaitingEdge;
  }

  /** When all that was presented so far is on the glass; only while no blit is under way. */
  get shownBy(): number {
    return this.#lastRowAt;
  }

  /** Whether a blit is under way. */
  get writing(): boolean {
    return this.#writing;
  }

  /**
   * A frame was drawn into back. `id` is the host's, 0 where a face drew; a newer one takes the place of a waiting one. A
   * picture that is `afresh`, another source's than the last, waits for no rate.
   */
  frameDrawn(id: number, presentAt: number, afresh: boolean): void {
    this.#afresh ||= afresh;
    this.#waitingId = id;
    this.#presentAt = presentAt;
    this.#covered = false;
  }

  /** The least time between the begin of one present and the next, microseconds; a newer frame replaces one that waits. */
  get interval(): number {
    return this.#interval;
  }

  set interval(micros: number) {
    if (micros === this.#interval) return;
    this.#interval = micros;
    // When the waiting frame's turn comes is reckoned anew.
    this.#covered = false;
  }

  #interval = 0;
  #presentedAt = Number.NEGATIVE_INFINITY;
  #afresh = false;

  /** The glass goes dark: answers the host's frame that waits, which will not be shown as such; its pixels come with the light. */
  darken(): number {
    const id = this.waitingId;
    this.#waitingId = 0;
    this.#presentAt = 0;
    return id;
  }

  /** Host frame that waits to be presented, 0 where none does. */
  get waitingId(): number {
    return this.#options.chain.waiting ? this.#waitingId : 0;
  }

  /** GRAM lost what it held, or what it holds is not known: the next present sends everything. */
  owe(): void {
    if (this.#options.chain.owesWhole) return;
    this.#options.chain.owed.addWhole();
    this.#covered = false;
  }

  te(when: number): void {
    if (when < this.#edgeFrom) {
      // Where the line was just changed it may still be an edge of the old one.
      this.#options.bus.awaitTe();
      return;
    }
    this.#options.beam.edge(when);
    if (!this.#isAwaitingEdge) return;
    this.#edgeBy = Number.POSITIVE_INFINITY;
    this.#edgesAwaited += 1;
    this.#planAt = 0;
  }

  busDone(when: number, now: number): void {
    if (!this.#writing) return;
    const { chain, panel } = this.#options;
    this.#writing = false;
    chain.blitEnds();
    panel.hold(false, now);
    panel.frameWritten(now);
    this.counts.presented += 1;
    if (when - this.#walkMicros > this.#closesAt) this.counts.late += 1;
    if (this.#writingId !== 0) this.#shown.add(this.#writingId, when, this.#firstRowAt, this.#lastRowAt);
  }

  step(now: number): void {
    while (this.#shown.nextAt <= now) this.#shown.take(this.#options.onShown);
    if (this.#writing || !this.#options.panel.ready) return;
    if (this.#options.panel.awaitsFrame) this.#lightUp(now);
    this.#heedScan(now);
    if (!this.#covered) this.#coverWaiting(now);
    if (this.#covered && this.#planAt <= now) this.#plan(now);
  }

  /** A panel that slept scans anew, and one that was told so at another rate: its beam may be anywhere. */
  #heedScan(now: number): void {
    const { beam, panel } = this.#options;
    if (panel.rateChanges !== this.#ratesHeeded) {
      this.#ratesHeeded = panel.rateChanges;
      beam.retime(panel.scanHz);
      // What comes first may still be an edge of the old rate, and the scan under way ends at that rate, too.
      this.#edgeFrom = now + LINE_MICROS;
      this.#oldScanUntil = now + Math.ceil(2_000_000 / panel.slowestScanHz);
    }
    if (panel.awakenings === this.#scansBegun) return;
    this.#scansBegun = panel.awakenings;
    beam.forget();
  }

  /** The panel is back: what its GRAM lost is owed; where it lost nothing the glass may light up as it is. */
  #lightUp(now: number): void {
    const { chain, panel } = this.#options;
    if (panel.gramLost) this.owe();
    else if (chain.owed.isEmpty && !chain.waiting) panel.frameWritten(now);
  }

  /** Whether there is anything to send. */
  get #hasWork(): boolean {
    const { chain } = this.#options;
    return chain.waiting || !chain.owed.isEmpty;
  }

  /**
   * Chooses the windows as soon as there is a frame, whenever it is to be presented. Comparing takes a while on a device, so
   * the slot is sought in a step of its own, which is handed a fresh time.
   */
  #coverWaiting(now: number): void {
    const { chain, cover, panel } = this.#options;
    if (!this.#hasWork) return;
    cover.choose(chain.drawnDamage.regions, chain.owed.regions, chain.front, chain.back, this.#windows);
    this.#covered = true;
    const isTimed = chain.waiting && chain.owed.isEmpty;
    // Another picture, and light after the dark, come at once, whatever the rate.
    const notBefore = panel.awaitsFrame || this.#afresh ? 0 : this.#presentedAt + this.interval;
    this.#planAt = Math.max(
      now + 1,
      isTimed ? Math.max(this.#presentAt, notBefore) : 0,
      this.#isAwaitingEdge ? this.#planAt : 0,
    );
  }

  get #isAwaitingEdge(): boolean {
    return this.#edgeBy !== Number.POSITIVE_INFINITY;
  }

  #plan(now: number): void {
    const { pacer, te, beam } = this.#options;
    if (this.#windows.count === 0) {
      this.#presentNothing(now);
      return;
    }
    if (this.#isAwaitingEdge) {
      this.counts.teMissing += 1;
      this.#present(now, now, false);
      return;
    }
    const lead = PLAN_MICROS + PLAN_WINDOW_MICROS * this.#windows.count;
    const slot = pacer.find(this.#windows, now, lead);
    if (te && slot === Slot.open) {
      this.frameComing(now);
      this.#present(now, pacer.startAt, true);
    } else if (!te || slot === Slot.none || this.#edgesAwaited >= PATIENCE_EDGES) this.#present(now, now, false);
    else {
      this.#askForEdge(now, lead);
      this.#edgeBy = Math.max(now, this.#oldScanUntil) + PATIENCE_PERIODS * beam.nominalMicros;
      this.#planAt = this.#edgeBy;
    }
  }

  /** Has TE rise where it serves this present best: the processor can sleep until then. */
  #askForEdge(now: number, lead: number): void {
    const { pacer, beam, bus, panel, visibleLines } = this.#options;
    const line = pacer.edgeLine(this.#windows, lead, visibleLines);
    if (line !== this.#edgeLine) {
      this.#edgeLine = line;
      // DCS has line 0 mean the start of vertical blanking.
      panel.setTeLine(line === visibleLines ? 0 : line, now);
      beam.expectLine(line);
      this.#edgeFrom = now + LINE_MICROS;
    }
    bus.awaitTe();
  }

  /** The waiting frame equals what is in GRAM: it is presented without a byte, and on the glass as soon as the beam says. */
  #presentNothing(now: number): void {
    const { chain, cover, onShown } = this.#options;
    this.#covered = false;
    this.#edgeBy = Number.POSITIVE_INFINITY;
    if (!chain.waiting) return;
    chain.swap(cover.changed.regions);
    this.counts.presented += 1;
    if (this.#waitingId === 0) return;
    if (this.#shown.nextAt === Number.POSITIVE_INFINITY) onShown(this.#waitingId, now, now, now);
    else this.#shown.add(this.#waitingId, now, this.#shown.lastAt, this.#shown.lastAt);
    this.#waitingId = 0;
  }

  #present(now: number, startAt: number, slotted: boolean): void {
    const { chain, cover, bus, panel } = this.#options;
    const windows = this.#windows;
    this.#writingId = this.waitingId;
    if (chain.waiting) chain.swap(cover.changed.regions);
    this.#waitingId = 0;
    chain.blitBegins();
    panel.hold(true, now);
    this.#writing = true;
    this.#presentedAt = now;
    this.#afresh = false;
    this.#covered = false;
    this.#edgesAwaited = 0;
    this.#edgeBy = Number.POSITIVE_INFINITY;
    this.#measure(slotted ? startAt : now, slotted);
    if (!slotted) this.counts.unslotted += 1;
    bus.write(windows.data, windows.count, chain.front, startAt);
    chain.prepareEarly();
  }

  /** Works out how long the write takes and when its rows are on the glass. */
  #measure(startAt: number, slotted: boolean): void {
    const { beam, pacer } = this.#options;
    const periodMicros = beam.nominalMicros;
    const windows = this.#windows;
    let pixels = 0;
    let bottom = 0;
    for (let index = 0; index < windows.count; index += 1) {
      pixels += (windows.right(index) - windows.left(index)) * (windows.bottom(index) - windows.top(index));
      if (windows.bottom(index) > bottom) bottom = windows.bottom(index);
    }
    this.counts.windows += windows.count;
    this.counts.pixels += pixels;
    this.counts.cycles += pacer.walkCycles;
    this.#walkMicros = pacer.walkMicros;
    if (slotted) {
      const line = beam.lineNanos(beam.periodHigh) / 1000;
      this.#closesAt = pacer.closesAt;
      this.#firstRowAt = Math.ceil(pacer.shownScanAt + windows.top(0) * line);
      this.#lastRowAt = Math.ceil(pacer.shownScanAt + bottom * line);
    } else {
      // The beam may be anywhere: it has passed every line one whole period after the last byte.
      this.#closesAt = Number.POSITIVE_INFINITY;
      this.#firstRowAt = startAt + this.#walkMicros;
      this.#lastRowAt = this.#firstRowAt + periodMicros + (periodMicros >> 3);
    }
  }
}
