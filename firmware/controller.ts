import { Beam } from './blit/beam.js';
import { Pacer } from './blit/pacer.js';
import { Presenter } from './blit/presenter.js';
import { WindowTiming } from './bus/timing.js';
import { Compositor } from './compose/compositor.js';
import { AlwaysOnFace } from './compose/face/always-on-face.js';
import { Brush } from './compose/face/brush.js';
import { safeArea } from './compose/face/safe-area.js';
import { StartFace } from './compose/face/start-face.js';
import { WallClock } from './compose/face/wall-clock.js';
import { HostStream } from './compose/host-stream.js';
import type { Source } from './compose/source.js';
import { Cover } from './damage/cover.js';
import { FrameDecoder } from './decode/frame-decoder.js';
import { FacePlayer } from './face-player.js';
import { HostSession } from './host-session.js';
import { CheckedKernels } from './kernels/checked-kernels.js';
import { DeviceLink } from './link/device-link.js';
import { Codec, Feature, GlassShape } from './link/messages.js';
import { LARGEST_PAYLOAD } from './link/packet.js';
import { PackKeeper, type PackKeeperParts, type PackPlayer } from './pack-keeper.js';
import { firmwareNumber } from './packs/reader-table.js';
import { SwipeInputs } from './packs/swipe.js';
import { PanelDriver } from './panel/driver.js';
import type { PanelModel } from './panel/model.js';
import { EventKind, type EventSink } from './platform/events.js';
import type { Platform } from './platform/platform.js';
import { countedCommands, writtenBytes } from './power/counted-commands.js';
import { EventQueue } from './power/event-queue.js';
import { Governor } from './power/governor.js';
import { Counter, Ledger } from './power/ledger.js';
import type { Mode } from './power/modes.js';
import { Resting } from './power/resting.js';
import { Scheduler } from './power/scheduler.js';
import { Snapshots } from './surface/snapshots.js';
import { SwapChain } from './surface/swap-chain.js';

/** More than all there is can throw in one step, one after the other. */
const MOST_FAULTS = 16;
/** Events of the link alone, and all those of the bus: mostly they concern nobody else. */
const READABLE = 1 << EventKind.readable;
const BUS_DONE = 1 << EventKind.busDone;
const BUS = BUS_DONE | (1 << EventKind.te);

export const FIRMWARE_VERSION = '0.1.0';

const FEATURES = Feature.brightness | Feature.screenshot | Feature.timeOfDay | Feature.power | Feature.faces;

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
    this.ledger = new Ledger(platform.clock.now());
    this.#platform = platform;
    const { board, memory } = platform;
    const kernels = new CheckedKernels(platform.kernels);
    const driver = new PanelDriver({ model, bus: countedCommands(platform.bus, board, this.ledger) });
    const { width, height } = driver.alignment;
    const timing = new WindowTiming(board);
    const limits = {
      windowCycles: board.windowCycles,
      cyclesPerPixel: timing.framing.pixelCycles,
      clockHz: board.clockHz,
      alignment: driver.alignment,
    };
    const chain = new SwapChain(memory, kernels, width, height);
    const cover = new Cover(memory, kernels, limits, width, height);
    chain.watch = cover;
    const beam = new Beam(model.scan.hz, model.scan.lines, model.height);
    const pacer = new Pacer(beam, timing, kernels, memory);
    const presenter = new Presenter({
      clock: platform.clock,
      bus: platform.bus,
      chain,
      cover,
      beam,
      pacer,
      panel: driver,
      te: board.te,
      visibleLines: model.height,
      onShown: (id, blitAt, firstRowAt, lastRowAt) => session.shown(id, blitAt, firstRowAt, lastRowAt),
    });
    const decoder = new FrameDecoder(memory, kernels, width, height, board.twoSurfaces === true ? chain : undefined);
    const stream = new HostStream(decoder, kernels);
    const clock = new WallClock();
    const lenses = model.unsafe.filter((region) => region.kind === 'lens');
    const safe = safeArea(width, height, lenses);
    const isRoomy = board.twoSurfaces !== true;
    const face = new StartFace(memory, kernels, clock, width, height, safe, platform.address, isRoomy);
    const brush = new Brush(memory, kernels, width);
    const alwaysOnFace = new AlwaysOnFace(memory, kernels, brush, clock, safe, isRoomy);
    const shape = isRound(model) ? GlassShape.round : GlassShape.rectangle;
    const target = { width, height, shape, firmware: firmwareNumber(FIRMWARE_VERSION) };
    const faces = new FacePlayer({ memory, kernels, clock, target, limits, safe, alwaysOnFace });
    const player = drawer ?? faces;
    const packs = keepPacks(platform, { kernels, clock, target, player });
    const guests = [...sources, faces.card, ...player.sources];
    const compositor = new Compositor(chain, presenter, [alwaysOnFace, stream, ...guests, face]);
    const governor = new Governor({
      driver,
      presenter,
      compositor,
      chain,
      stream,
      face: alwaysOnFace,
      clock,
      inputs: new SwipeInputs(platform.inputs, width, (by) => packs?.swiped(by)),
      power: platform.power,
      isFrameOpen: () => decoder.open,
      onDark: () => session.dark(),
      onWorld: (isTimeSet) => faces.worldChanged(isTimeSet),
      onTouch: (now) => faces.touched(now),
    });
    faces.attach(governor);
    faces.onFault = (now) => packs?.store.chooser.failed(now);
    const session = new HostSession({
      decoder,
      stream,
      compositor,
      presenter,
      chain,
      snapshots: new Snapshots(memory, kernels),
      governor,
      face,
      alwaysOnFace,
      clock,
      ledger: this.ledger,
      packs,
      wakes: () => this.wakes,
      faults: () => this.faults + compositor.dropped,
      onFault: (error) => this.#fault(error),
    });
    const link = new DeviceLink({
      ports: platform.ports,
      kernels,
      memory,
      handler: session,
      packs: packs?.session,
      faces,
      info: {
        deviceId: platform.deviceId,
        panel: model.name,
        address: platform.address,
        firmwareVersion: FIRMWARE_VERSION,
        width,
        height,
        rotation: 0,
        shape,
        cornerRadius: model.cornerRadius,
        unsafe: lenses,
        codecs: (1 << Codec.raw) | (1 << Codec.px565),
        features: FEATURES | (packs === undefined ? 0 : Feature.packs) | (decoder.isInBack ? Feature.noOverlay : 0),
        largestPayload: LARGEST_PAYLOAD,
      },
    });
    session.attach(link);
    packs?.attach(link);
    if (packs !== undefined) packs.onChosen = () => session.letGo();
    this.#session = session;
    this.driver = driver;
    this.presenter = presenter;
    this.compositor = compositor;
    this.chain = chain;
    this.cover = cover;
    this.link = link;
    this.ledger.onSettle = () => {
      const { windows, pixels } = presenter.counts;
      this.ledger.reach(Counter.windows, windows);
      this.ledger.reach(Counter.pixels, pixels);
      this.ledger.reach(Counter.busBytes, writtenBytes(board, windows, pixels));
      this.ledger.reach(Counter.frames, compositor.frames);
      this.ledger.reach(Counter.packets, link.counters.packetsGood + link.counters.packetsBad);
    };
    this.governor = governor;
    this.packs = packs;
    this.faces = faces;
    const resting = new Resting({
      clock: platform.clock,
      ledger: this.ledger,
      power: platform.power,
      presenter,
      link,
      isDark: () => governor.glass.dark && driver.wakeAt === Number.POSITIVE_INFINITY,
    });
    this.#resting = resting;
    // The presenter goes first: it plans against the beam by the time the step was given, which is stale once the link has
    // decoded. What the link brings is composed in the same step, and covered when the presenter's turn comes again.
    this.#scheduler = new Scheduler(platform.clock, { presenter, compositor, link }, [
      session,
      ...(packs === undefined ? [] : [packs]),
      faces.face.loading,
      driver,
      governor,
      resting,
    ]);
    for (const source of [...sources, ...player.sources]) source.attach?.(() => this.#stir());
    governor.onStirred = () => this.#scheduler.stir();
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

  /** A source changed, and maybe outside of a step. */
  #stir(): void {
    this.#scheduler.stir();
    if (!this.#closed) this.#platform.clock.alarm(this.#platform.clock.now());
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

function keepPacks(platform: Platform, parts: PackKeeperParts): PackKeeper | undefined {
  const { flash, crypto, memory } = platform;
  return flash === undefined || crypto === undefined ? undefined : new PackKeeper({ flash, crypto, memory }, parts);
}

function isRound(model: PanelModel): boolean {
  return model.width === model.height && model.cornerRadius * 2 >= model.width;
}
