import { Beam } from './blit/beam.js';
import { Pacer } from './blit/pacer.js';
import { Presenter } from './blit/presenter.js';
import { WindowTiming } from './bus/timing.js';
import { Compositor } from './compose/compositor.js';
import { AlwaysOnFace } from './compose/face/always-on-face.js';
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
import type { Platform } from './platform/platform.js';
import { countedCommands, writtenBytes } from './power/counted-commands.js';
import { Governor } from './power/governor.js';
import { Counter, Ledger } from './power/ledger.js';
import { Resting } from './power/resting.js';
import { Scheduler } from './power/scheduler.js';
import { Snapshots } from './surface/snapshots.js';
import { SwapChain } from './surface/swap-chain.js';

export const FIRMWARE_VERSION = '0.1.0';

const FEATURES = Feature.brightness | Feature.screenshot | Feature.timeOfDay | Feature.power | Feature.faces;

/** What a host is told that the parts do not count themselves, and who hears what a message's handling threw. */
export interface ControllerCounts {
  readonly wakes: () => number;
  readonly faults: () => number;
  readonly onFault: (error: unknown) => void;
}

/** The parts of the firmware, each handed those it works with. */
export interface Parts {
  readonly driver: PanelDriver;
  readonly presenter: Presenter;
  readonly compositor: Compositor;
  readonly chain: SwapChain;
  readonly cover: Cover;
  readonly session: HostSession;
  readonly link: DeviceLink;
  readonly governor: Governor;
  /** Undefined where there is no flash for packs. */
  readonly packs: PackKeeper | undefined;
  readonly faces: FacePlayer;
  readonly ledger: Ledger;
  readonly resting: Resting;
  readonly scheduler: Scheduler;
}

/** Builds them all; `sources` and `drawer` are the controller's. */
export function buildParts(
  platform: Platform,
  model: PanelModel,
  sources: readonly Source[],
  drawer: PackPlayer | undefined,
  counts: ControllerCounts,
): Parts {
  const ledger = new Ledger(platform.clock.now());
  const { board, memory } = platform;
  const kernels = new CheckedKernels(platform.kernels);
  const driver = new PanelDriver({ model, bus: countedCommands(platform.bus, board, ledger) });
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
  const alwaysOnFace = new AlwaysOnFace(memory, kernels, clock, safe, isRoomy);
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
    ledger,
    packs,
    wakes: counts.wakes,
    faults: () => counts.faults() + compositor.dropped,
    onFault: counts.onFault,
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
  ledger.onSettle = () => {
    const { windows, pixels } = presenter.counts;
    ledger.reach(Counter.windows, windows);
    ledger.reach(Counter.pixels, pixels);
    ledger.reach(Counter.busBytes, writtenBytes(board, windows, pixels));
    ledger.reach(Counter.frames, compositor.frames);
    ledger.reach(Counter.packets, link.counters.packetsGood + link.counters.packetsBad);
  };
  const resting = new Resting({
    clock: platform.clock,
    ledger,
    power: platform.power,
    presenter,
    link,
    isDark: () => governor.glass.dark && driver.wakeAt === Number.POSITIVE_INFINITY,
  });
  // The presenter goes first: it plans against the beam by the time the step was given, which is stale once the link has
  // decoded. What the link brings is composed in the same step, and covered when the presenter's turn comes again.
  const scheduler = new Scheduler(platform.clock, { presenter, compositor, link }, [
    session,
    ...(packs === undefined ? [] : [packs]),
    faces.face.loading,
    driver,
    governor,
    resting,
  ]);
  governor.onStirred = () => scheduler.stir();
  const stir = (): void => {
    scheduler.stir();
    platform.clock.alarm(platform.clock.now());
  };
  for (const source of [...sources, ...player.sources]) source.attach?.(stir);
  return {
    driver,
    presenter,
    compositor,
    chain,
    cover,
    session,
    link,
    governor,
    packs,
    faces,
    ledger,
    resting,
    scheduler,
  };
}

function keepPacks(platform: Platform, parts: PackKeeperParts): PackKeeper | undefined {
  const { flash, crypto, memory } = platform;
  return flash === undefined || crypto === undefined ? undefined : new PackKeeper({ flash, crypto, memory }, parts);
}

function isRound(model: PanelModel): boolean {
  return model.width === model.height && model.cornerRadius * 2 >= model.width;
}
