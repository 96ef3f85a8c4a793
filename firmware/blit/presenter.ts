import type { Cover } from '../damage/cover.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Bus } from '../platform/bus.js';
import type { Clock } from '../platform/clock.js';
import type { Soloist } from '../platform/stepper.js';
import type { SwapChain } from '../surface/swap-chain.js';
import type { Beam } from './beam.js';
import { EdgeWatch } from './edge-watch.js';
import { type Pacer, Slot } from './pacer.js';
import type { PresentCounts, PresenterOptions, PresenterPanel } from './presenter-options.js';
import { ShownQueue } from './shown-queue.js';
import { WriteForecast } from './write-forecast.js';

const NEVER = Number.POSITIVE_INFINITY;
/** Edges waited for before a present is taken to have no slot. */
const PATIENCE_EDGES = 3;
/** From the time a plan is made for to the bus having the windows: some 500 engine steps, and 40 a window. */
const PLAN_MICROS = 100;
const PLAN_WINDOW_MICROS = 8;
/** A slot that is further away than this is not waited for with the bus taken: it is sought again so long before it. */
const REST_MICROS = 500;
const SPARE_MICROS = 100;

/**
 * The blit state machine: takes the frame that waits in the swap chain, chooses its windows, waits for a slot between two
 * passes of the beam, swaps and has the bus write, and tells when the picture is in GRAM and when it is on the glass.
 */
export class Presenter implements Soloist {
  readonly #clock: Clock;
  readonly #chain: SwapChain;
  readonly #cover: Cover;
  readonly #bus: Bus;
  readonly #panel: PresenterPanel;
  readonly #pacer: Pacer;
  readonly #beam: Beam;
  /** Whether the board wires the TE pin. */
  readonly #te: boolean;
  readonly #onShown: PresenterOptions['onShown'];
  readonly #windows: RegionList;
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
  readonly #edges: EdgeWatch;
  readonly #forecast: WriteForecast;
  /** Host frame that waits in back (0 where it is none of the host's), and when it is to be presented. */
  #waitingId = 0;
  #presentAt = 0;
  #writingId = 0;
  /** Whether a blit is under way. */
  writing = false;
  concernsOthers = false;
  /** From how many pixels in all on a picture in GRAM concerns others; `Infinity` where nobody waits for one. */
  watchedFrom = 0;
  /** The slot that was found is some way off, and sought again before it. */
  #slotAwaited = false;
  #covered = false;
  /** The next present sends everything, unasked. */
  #forgoesCover = false;
  /** With windows chosen: when their slot is sought. */
  #planAt = 0;
  /** The least time between presents, when the last one was, and whether the waiting picture is another source's. */
  #interval = 0;
  #presentedAt = Number.NEGATIVE_INFINITY;
  #afresh = false;

  constructor(options: PresenterOptions) {
    this.#clock = options.clock;
    this.#chain = options.chain;
    this.#cover = options.cover;
    this.#bus = options.bus;
    this.#panel = options.panel;
    this.#pacer = options.pacer;
    this.#beam = options.beam;
    this.#te = options.te;
    this.#onShown = options.onShown;
    this.#windows = options.cover.windows;
    this.#edges = new EdgeWatch(options);
    this.#forecast = new WriteForecast(options.beam, options.pacer);
  }

  get wakeAt(): number {
    const at = this.#shown.nextAt;
    if (this.writing || !this.#panel.ready) return at;
    if (this.#covered) return this.#planAt < at ? this.#planAt : at;
    const chain = this.#chain;
    return chain.waiting || chain.owed.regions.count !== 0 || this.#panel.awaitsFrame ? 0 : at;
  }

  /** Whether a present waits for an edge of the beam. */
  get awaitsEdge(): boolean {
    return this.#edges.isAwaiting;
  }

  /** Whether a present waits for the beam to make way, less than a scan. */
  get awaitsSlot(): boolean {
    return this.#covered && this.#slotAwaited && this.#panel.ready;
  }

  /** Whether light sleep would stop a blit, or have the processor come too late for the beam. */
  get needsProcessor(): boolean {
    return this.writing || this.#edges.isAwaiting || this.awaitsSlot;
  }

  /** When all that was presented so far is on the glass; only while no blit is under way. */
  get shownBy(): number {
    return this.#forecast.lastRowAt;
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

  /** The glass goes dark: answers the host's frame that waits, which will not be shown as such; its pixels come with the light. */
  darken(): number {
    const id = this.waitingId;
    this.#waitingId = 0;
    this.#presentAt = 0;
    return id;
  }

  /** The frame that waits is going to be drawn over: it is not presented. Answers the host's, which will not be shown. */
  withdraw(): number {
    this.#covered = false;
    return this.darken();
  }

  /** Whether the first picture of another source waits: the glass still shows the last one's. */
  get awaitsSource(): boolean {
    return this.#afresh;
  }

  /** Host frame that waits to be presented, 0 where none does. */
  get waitingId(): number {
    return this.#chain.waiting ? this.#waitingId : 0;
  }

  /** GRAM lost what it held, or what it holds is not known: the next present sends everything. */
  owe(): void {
    if (this.#chain.owesWhole) return;
    this.#chain.owed.addWhole();
    this.#covered = false;
  }

  /** A frame is on its way, or more may follow: a stale beam is looked for now, so that it is known by then. */
  frameComing(now: number): void {
    this.#edges.refresh(now);
  }

  te(when: number): void {
    if (this.#edges.edge(when)) this.#planAt = 0;
  }

  busDone(when: number, now: number): void {
    if (!this.writing) return;
    const panel = this.#panel;
    const counts = this.counts;
    const forecast = this.#forecast;
    this.writing = false;
    this.#chain.blitEnds();
    panel.hold(false, now);
    const lights = panel.awaitsFrame;
    panel.frameWritten(now);
    this.concernsOthers = counts.pixels >= this.watchedFrom || panel.wakeAt !== NEVER;
    counts.presented += 1;
    if (forecast.wasLate(when)) counts.late += 1;
    if (this.#writingId === 0) return;
    // Nothing is seen of it before the panel lights up, which it does now, and then the beam passes every line once.
    const scan = this.#beam.nominalMicros;
    const litAt = lights ? when + scan + (scan >> 3) : 0;
    this.#shown.add(this.#writingId, when, Math.max(litAt, forecast.firstRowAt), Math.max(litAt, forecast.lastRowAt));
  }

  step(now: number): void {
    this.concernsOthers = false;
    while (this.#shown.nextAt <= now) this.#shown.take(this.#onShown);
    const panel = this.#panel;
    if (this.writing || !panel.ready) return;
    if (panel.awaitsFrame) this.#lightUp(now);
    this.#edges.heedScan(now);
    if (!this.#covered) this.#coverWaiting(now);
    if (!this.#covered) return;
    // Decoding and comparing take a while on a device: the slot is sought by the time as it is then.
    const at = this.#clock.now();
    if (this.#planAt <= at) this.#plan(at);
  }

  /**
   * Something threw in the middle of a present: nobody knows what GRAM holds, and the bus may never say that it is done. The
   * newest picture is presented again, all of it, and without asking for a cover.
   */
  recover(now: number): void {
    const chain = this.#chain;
    this.writing = false;
    this.#covered = false;
    this.#forgoesCover = true;
    this.#edges.rest();
    chain.blitEnds();
    chain.owed.addWhole();
    this.#panel.hold(false, now);
  }

  /** The panel is back: what its GRAM lost is owed; where it lost nothing the glass may light up as it is. */
  #lightUp(now: number): void {
    const chain = this.#chain;
    const panel = this.#panel;
    this.concernsOthers = true;
    if (panel.gramLost) this.owe();
    else if (chain.owed.isEmpty && !chain.waiting) panel.frameWritten(now);
  }

  /** Chooses the windows as soon as there is a frame, whenever it is to be presented. */
  #coverWaiting(now: number): void {
    const chain = this.#chain;
    const owed = chain.owed.regions;
    const owesNothing = owed.count === 0;
    if (owesNothing && !chain.waiting) return;
    if (this.#forgoesCover) this.#cover.forgo();
    else this.#cover.choose(chain.drawnDamage.regions, owed, chain.front, chain.back);
    this.#covered = true;
    let at = now;
    if (chain.waiting && owesNothing) {
      // Another picture, and light after the dark, come at once, whatever the rate.
      const notBefore = this.#panel.awaitsFrame || this.#afresh ? 0 : this.#presentedAt + this.#interval;
      if (notBefore > at) at = notBefore;
      if (this.#presentAt > at) at = this.#presentAt;
    }
    this.#planAt = this.awaitsEdge && this.#planAt > at ? this.#planAt : at;
  }

  #plan(now: number): void {
    const isAgain = this.#slotAwaited;
    this.#slotAwaited = false;
    const windows = this.#windows;
    const pacer = this.#pacer;
    const te = this.#te;
    if (windows.count === 0) {
      this.#presentNothing(now);
      return;
    }
    if (this.awaitsEdge) {
      this.counts.teMissing += 1;
      this.#present(now, now, false);
      return;
    }
    const lead = PLAN_MICROS + PLAN_WINDOW_MICROS * windows.count;
    const slot = pacer.find(windows, now, lead);
    if (te && slot === Slot.open) {
      const startAt = pacer.startAt;
      if (!isAgain) this.#edges.refresh(now);
      if (startAt - now > lead + REST_MICROS) {
        // Until then the bus is idle, and the processor may rest deeper than while it writes.
        this.#planAt = startAt - lead - SPARE_MICROS;
        this.#slotAwaited = true;
      } else this.#present(now, startAt, true);
    } else if (!te || slot === Slot.none || this.#edges.awaited >= PATIENCE_EDGES) this.#present(now, now, false);
    else {
      this.#edges.ask(now, lead);
      this.#planAt = this.#edges.by;
      // The panel may have to be told another line, and not at once.
      if (this.#panel.wakeAt !== NEVER) this.concernsOthers = true;
    }
  }

  /** The waiting frame equals what is in GRAM: it is presented without a byte, and on the glass as soon as the beam says. */
  #presentNothing(now: number): void {
    const chain = this.#chain;
    this.concernsOthers = true;
    this.#covered = false;
    this.#edges.rest();
    if (!chain.waiting) return;
    chain.swap(this.#cover.changed);
    this.#afresh = false;
    this.counts.presented += 1;
    if (this.#waitingId === 0) return;
    if (this.#shown.nextAt === NEVER) this.#onShown(this.#waitingId, now, now, now);
    else this.#shown.add(this.#waitingId, now, this.#shown.lastAt, this.#shown.lastAt);
    this.#waitingId = 0;
  }

  #present(now: number, startAt: number, slotted: boolean): void {
    const chain = this.#chain;
    const windows = this.#windows;
    const counts = this.counts;
    if (chain.waiting) {
      this.#writingId = this.#waitingId;
      chain.swap(this.#cover.changed);
    } else this.#writingId = 0;
    this.#waitingId = 0;
    chain.blitBegins();
    this.#panel.hold(true, now);
    this.writing = true;
    this.#presentedAt = now;
    this.#afresh = false;
    this.#forgoesCover = false;
    this.#covered = false;
    this.#edges.rest();
    this.#forecast.make(windows, startAt, slotted);
    counts.windows += windows.count;
    counts.pixels += this.#pacer.pixels;
    counts.cycles += this.#pacer.walkCycles;
    if (!slotted) counts.unslotted += 1;
    this.#bus.write(windows.data, windows.count, chain.front, startAt);
    chain.prepareEarly();
  }
}
