import type { Presenter } from './blit/presenter.js';
import type { Compositor } from './compose/compositor.js';
import type { Source } from './compose/source.js';
import type { Cover } from './damage/cover.js';
import type { FacePlayer } from './face-player.js';
import type { HostSession } from './host-session.js';
import type { DeviceLink } from './link/device-link.js';
import type { PackKeeper, PackPlayer } from './pack-keeper.js';
import type { PanelDriver } from './panel/driver.js';
import type { PanelModel } from './panel/model.js';
import { buildParts } from './parts.js';
import { EventKind, type EventSink } from './platform/events.js';
import type { Platform } from './platform/platform.js';
import { EventQueue } from './power/event-queue.js';
import type { Governor } from './power/governor.js';
import type { Ledger } from './power/ledger.js';
import type { Mode } from './power/modes.js';
import type { Resting } from './power/resting.js';
import type { Scheduler } from './power/scheduler.js';
import type { SwapChain } from './surface/swap-chain.js';

/** More than all there is can throw in one step, one after the other. */
const MOST_FAULTS = 16;
/** Events of the link alone, and all those of the bus: mostly they concern nobody else. */
const READABLE = 1 << EventKind.readable;
const BUS_DONE = 1 << EventKind.busDone;
const BUS = BUS_DONE | (1 << EventKind.te);

/** The whole firmware, built from a platform and a panel model. Nothing happens but in `step`. */
export class Controller implements EventSink {
  readonly driver: PanelDriver;
  readonly presenter: Presenter;
  readonly compositor: Compositor;
  readonly chain: SwapChain;
  readonly cover: Cover;
  readonly link: DeviceLink;
  readonly governor: Governor;
  /** Undefined where there is no flash for packs. */
  readonly packs: PackKeeper | undefined;
  readonly faces: FacePlayer;
  /** What costs energy. */
  readonly ledger: Ledger;
  readonly #platform: Platform;
  readonly #events = new EventQueue();
  readonly #scheduler: Scheduler;
  readonly #resting: Resting;
  readonly #session: HostSession;
  /** For whom the ledger counts now. */
  #bookedMode: Mode | undefined;
  #bookedHolder: Source | undefined;
  #closed = false;
  /** How often the firmware was woken. */
  wakes = 0;
  /** What threw that should not have: natives, handlers, parts of the firmware. Sources that were dropped are not among them. */
  faults = 0;

  /**
   * `sources` draw between the host's stream and the start face, the first of them before the others; `drawer` draws packs
   * instead of the firmware's own player.
   */
  constructor(platform: Platform, model: PanelModel, sources: readonly Source[] = [], drawer?: PackPlayer) {
    this.#platform = platform;
    const parts = buildParts(platform, model, sources, drawer, {
      wakes: () => this.wakes,
      faults: () => this.faults,
      onFault: (error) => this.#fault(error),
    });
    this.driver = parts.driver;
    this.presenter = parts.presenter;
    this.compositor = parts.compositor;
    this.chain = parts.chain;
    this.cover = parts.cover;
    this.link = parts.link;
    this.governor = parts.governor;
    this.packs = parts.packs;
    this.faces = parts.faces;
    this.ledger = parts.ledger;
    this.#session = parts.session;
    this.#resting = parts.resting;
    this.#scheduler = parts.scheduler;
    platform.attach(this);
  }

  /** Puts the panel into operation. */
  start(): void {
    const now = this.#platform.clock.now();
    this.driver.start(now);
    // The beam is reckoned from the start of vertical blanking: DCS has line 0 mean that.
    this.driver.setTeLine(0, now);
    this.#run(now);
  }

  /** Nothing is done any more; the panel keeps what it shows. */
  close(): void {
    this.#closed = true;
    this.#platform.clock.alarm(Number.POSITIVE_INFINITY);
  }

  /** Somebody knows the time: `epochMillis` UTC, shown `zoneMinutes` east of it. */
  tellTime(epochMillis: number, zoneMinutes: number, now: number): void {
    this.#session.timeOfDay(epochMillis, zoneMinutes, now, now);
    this.#run(now);
  }

  note(kind: EventKind, when: number): void {
    this.#events.add(kind, when);
    if (!this.#closed) this.#platform.clock.alarm(when);
  }

  step(now: number): void {
    if (this.#closed) return;
    this.wakes += 1;
    const events = this.#events;
    const scheduler = this.#scheduler;
    const waiting = events.waiting;
    try {
      this.#resting.work(now);
      if (waiting === READABLE) {
        events.waiting = 0;
        if (this.#resting.hasSlept && this.#resting.heard(now)) scheduler.stir();
        this.link.noteReadable();
      } else if (waiting === BUS_DONE) this.presenter.busDone(events.takeOnly(EventKind.busDone), now);
      else while (events.waiting !== 0) this.#happened(events.take(), events.takenAt, now);
      if (waiting === READABLE) scheduler.runLink(now);
      // A wake before its time without an event is somebody's who did something to the firmware.
      else scheduler.run(now, waiting === 0 ? now < scheduler.alarmAt : waiting > BUS || this.presenter.concernsOthers);
      this.#rest(now);
    } catch (error) {
      this.#goOn(error, now);
    }
  }

  #run(now: number): void {
    try {
      this.#scheduler.run(now, true);
      this.#rest(now);
    } catch (error) {
      this.#goOn(error, now);
    }
  }

  /** What an event, a native or a part of the firmware broke off is done all the same, but for what threw. */
  #goOn(cause: unknown, now: number): void {
    let error = cause;
    for (let faults = 0; faults < MOST_FAULTS; faults += 1) {
      this.#fault(error);
      try {
        this.#scheduler.failed(now)?.recover?.(now);
        while (this.#events.waiting !== 0) this.#happened(this.#events.take(), this.#events.takenAt, now);
        this.#scheduler.run(now, true);
        this.#rest(now);
        return;
      } catch (again) {
        error = again;
      }
    }
  }

  #fault(error: unknown): void {
    this.faults += 1;
    this.#platform.fault?.(error);
  }

  /** Who has the glass, and in which mode, is told to those who keep books of it. */
  #rest(now: number): void {
    if (this.governor.mode !== this.#bookedMode || this.compositor.holder !== this.#bookedHolder) this.#book(now);
    if (this.packs !== undefined) this.#lookAtPacks(this.packs, now);
    this.#resting.rest(now, this.#scheduler.alarmAt);
  }

  #book(now: number): void {
    const mode = this.governor.mode;
    const holder = this.compositor.holder;
    this.#bookedMode = mode;
    this.#bookedHolder = holder;
    this.ledger.attribute(mode, holder === undefined ? 'none' : holder.name, now);
  }

  #lookAtPacks(packs: PackKeeper, now: number): void {
    const isPresented = !this.chain.waiting && !this.presenter.writing;
    packs.look(this.compositor.holder, this.presenter.counts.presented, isPresented, now);
    if (packs.wakeAt <= now) this.#scheduler.run(now, true);
  }

  #happened(kind: EventKind | -1, when: number, now: number): void {
    if (kind === EventKind.readable) {
      if (this.#resting.heard(now)) this.#scheduler.stir();
      this.link.noteReadable();
    } else if (kind === EventKind.busDone) this.presenter.busDone(when, now);
    else if (kind === EventKind.te) this.presenter.te(when);
    else if (kind === EventKind.input) this.governor.readInputs(now);
    else if (kind === EventKind.writable) this.link.writable(now);
    else if (kind === EventKind.flashDone) this.packs?.store.flashDone();
    else if (kind === EventKind.verified) this.packs?.store.verified();
  }
}
