import type { Presenter } from './blit/presenter.js';
import type { PresentCounts } from './blit/presenter-options.js';
import type { Compositor } from './compose/compositor.js';
import type { AlwaysOnFace } from './compose/face/always-on-face.js';
import type { StartFace } from './compose/face/start-face.js';
import type { WallClock } from './compose/face/wall-clock.js';
import type { HostStream } from './compose/host-stream.js';
import { type FrameDecoder, FrameEvent } from './decode/frame-decoder.js';
import { RegionResult } from './decode/region-decoder.js';
import type { DeviceLink } from './link/device-link.js';
import {
  type DisplayPacket,
  DisplayResult,
  type LinkHandler,
  type ModeStands,
  type SessionEnd,
  type Snapshot,
  type StatisticsWriter,
} from './link/link-handler.js';
import { DropReason, MessageType, PowerMode } from './link/messages.js';
import { HEADER_BYTES, PACKET_OVERHEAD } from './link/packet.js';
import { StatisticKey } from './link/statistic-key.js';
import type { PackKeeper } from './pack-keeper.js';
import { InputKind } from './platform/inputs.js';
import type { Stepper } from './platform/stepper.js';
import type { Governor } from './power/governor.js';
import { Counter, type Ledger } from './power/ledger.js';
import { Mode, NO_WISH, PowerEvent } from './power/modes.js';
import { StreamInBack } from './stream-in-back.js';
import type { Snapshots } from './surface/snapshots.js';
import type { SwapChain } from './surface/swap-chain.js';

export interface HostSessionParts {
  readonly decoder: FrameDecoder;
  readonly stream: HostStream;
  readonly compositor: Compositor;
  readonly presenter: Presenter;
  readonly chain: SwapChain;
  readonly snapshots: Snapshots;
  readonly governor: Governor;
  readonly face: StartFace;
  readonly alwaysOnFace: AlwaysOnFace;
  readonly clock: WallClock;
  readonly ledger: Ledger;
  /** Undefined where there is no flash for packs. */
  readonly packs: PackKeeper | undefined;
  /** Steps since the start. */
  readonly wakes: () => number;
  /** What threw since the start, and was survived. */
  readonly faults: () => number;
  /** Takes what a message's handling threw; may throw it again. */
  readonly onFault: (error: unknown) => void;
}

/** What a host's session does to the device: its frames, its settings, and what becomes of its picture when it goes. */
export class HostSession implements LinkHandler, Stepper {
  readonly #parts: HostSessionParts;
  readonly #decoder: FrameDecoder;
  readonly #inBack: StreamInBack;
  #link: DeviceLink | undefined;
  /** When FRAME_END of the newest accepted frame had checked. */
  readonly #decodedAt = new Float64Array(8);
  /** Whether the open session has had a frame accepted: only then does its end take the picture away. */
  #hasFrame = false;
  /** When a picture that was kept is let go. */
  wakeAt = Number.POSITIVE_INFINITY;

  constructor(parts: HostSessionParts) {
    this.#parts = parts;
    this.#decoder = parts.decoder;
    this.#inBack = new StreamInBack(parts);
  }

  /** Where answers go; called once, before the first packet. */
  attach(link: DeviceLink): void {
    this.#link = link;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    this.#release();
  }

  sessionOpened(_now: number): void {
    this.#hasFrame = false;
    // What the last session's surface holds is not known to this host.
    this.#parts.decoder.reset();
  }

  sessionClosed(reason: SessionEnd, keepMicros: number, now: number): void {
    const { decoder, stream, governor } = this.#parts;
    // The picture may stay, and be drawn again: half a frame is no part of it.
    this.displayRestart(now);
    decoder.reset();
    if (reason !== 'replaced') governor.hostLeft(reason === 'dead', now);
    if (!this.#hasFrame || !stream.wants) return;
    if (reason === 'bye-keep') this.wakeAt = now + keepMicros;
    // The one that greeted instead may be about to draw; until it does the picture stays.
    else if (reason !== 'replaced') this.#release();
  }

  display(packet: DisplayPacket, now: number): DisplayResult {
    try {
      if (packet.bytes[1] === MessageType.frameBegin) this.#frameBegins(now);
      const event = this.#decoder.message(packet);
      if (event === FrameEvent.none) return DisplayResult.ok;
      if (event === FrameEvent.accepted) {
        this.#accept(now);
        return DisplayResult.ok;
      }
      this.#restore();
    } catch (error) {
      this.#fail(error);
    }
    return this.#refuse();
  }

  pixels(packet: DisplayPacket): DisplayResult {
    const region = this.#decoder.region;
    if (region === undefined) return this.display(packet, 0);
    try {
      // Straight to the kernels: so most of a stream comes.
      if (region.data(packet.bytes, HEADER_BYTES, packet.length - PACKET_OVERHEAD) === RegionResult.more) {
        return DisplayResult.ok;
      }
      this.#decoder.breakOff();
      this.#restore();
    } catch (error) {
      this.#fail(error);
    }
    return this.#refuse();
  }

  displayRestart(_now: number): void {
    if (!this.#parts.decoder.open) return;
    this.#parts.decoder.abandon();
    this.#restore();
  }

  brightness(level: number, _now: number): void {
    this.#parts.governor.setBrightness(level);
  }

  timeOfDay(epochMillis: number, zoneMinutes: number, at: number, now: number): void {
    const { clock, face, alwaysOnFace, governor } = this.#parts;
    const back = clock.set(epochMillis, zoneMinutes, at);
    face.timeChanged();
    alwaysOnFace.timeChanged();
    governor.timeSet(back, now);
    this.#parts.packs?.timeChanged(now);
  }

  mode(mode: number, seconds: boolean, now: number): void {
    this.#parts.governor.wishMode(mode === PowerMode.auto ? NO_WISH : (mode as Mode), seconds, now);
  }

  modeStands(into: ModeStands): void {
    const { governor, alwaysOnFace, presenter } = this.#parts;
    const { wish } = governor.world;
    into.wished = wish === NO_WISH ? PowerMode.auto : wish;
    into.mode = governor.mode;
    into.capped = governor.capped;
    into.seconds = alwaysOnFace.seconds;
    into.intervalMillis = Math.round(presenter.interval / 1000);
    into.brightness = governor.glass.dark ? 0 : governor.level;
  }

  posture(posture: number, now: number): void {
    this.#parts.governor.read(InputKind.posture, posture, now);
  }

  battery(percent: number, now: number): boolean {
    return this.#parts.governor.read(InputKind.battery, percent, now);
  }

  charging(on: boolean, now: number): boolean {
    return this.#parts.governor.read(InputKind.charger, on ? 1 : 0, now);
  }

  heat(tenths: number, now: number): boolean {
    return this.#parts.governor.read(InputKind.heat, tenths, now);
  }

  night(from: number, until: number, now: number): boolean {
    return this.#parts.governor.setNight(from, until, now);
  }

  fault(error: unknown): void {
    this.#parts.onFault(error);
  }

  statistics(writer: StatisticsWriter, now: number): void {
    const { presenter, chain, governor, wakes, faults } = this.#parts;
    const counts: PresentCounts = presenter.counts;
    writer.put(StatisticKey.framesPresented, counts.presented);
    writer.put(StatisticKey.framesDropped, chain.replaced);
    writer.put(StatisticKey.framesTorn, counts.late);
    writer.put(StatisticKey.framesUnslotted, counts.unslotted);
    writer.put(StatisticKey.busCycles, counts.cycles);
    writer.put(StatisticKey.busWindows, counts.windows);
    writer.put(StatisticKey.busBytes, counts.pixels * 2);
    writer.put(StatisticKey.wakes, wakes());
    writer.put(StatisticKey.brightness, governor.brightness);
    writer.put(StatisticKey.mode, governor.mode);
    writer.put(StatisticKey.upMicros, now);
    writer.put(StatisticKey.faults, faults());
    this.#power(writer, now);
    this.#parts.packs?.statistics(writer);
  }

  /** The ledger's totals. */
  #power(writer: StatisticsWriter, now: number): void {
    const { ledger } = this.#parts;
    ledger.settle(now);
    writer.put(StatisticKey.processorAwakeMicros, ledger.sum(Counter.awake40, Counter.wait40));
    writer.put(StatisticKey.processorWaitMicros, ledger.sum(Counter.wait40, Counter.lightSleep));
    writer.put(StatisticKey.lightSleepMicros, ledger.total(Counter.lightSleep));
    writer.put(StatisticKey.deepSleepMicros, ledger.total(Counter.deepSleep));
    writer.put(StatisticKey.lightWakes, ledger.total(Counter.lightWakes));
    writer.put(StatisticKey.deepWakes, ledger.total(Counter.deepWakes));
    writer.put(StatisticKey.modeActiveMicros, ledger.residency(Mode.active));
    writer.put(StatisticKey.modeIdleMicros, ledger.residency(Mode.idle));
    writer.put(StatisticKey.modeAodMicros, ledger.residency(Mode.aod));
    writer.put(StatisticKey.modeSleepMicros, ledger.residency(Mode.sleep));
  }

  snapshot(changedOnly: boolean, snapshot: Snapshot, now: number): boolean {
    return this.#parts.snapshots.take(this.#parts.chain.front, changedOnly, snapshot, now);
  }

  /** A host's frame is on the glass. */
  shown(id: number, blitAt: number, firstRowAt: number, lastRowAt: number): void {
    this.#link!.frameShown(id, this.#decodedAt[id & 7]!, blitAt, firstRowAt, lastRowAt);
  }

  /** Handling a message threw. What the stream surface holds now nobody knows: the next frame must stand alone. */
  #fail(error: unknown): void {
    this.#decoder.fail();
    if (this.#decoder.isInBack) this.#inBack.forget();
    this.#parts.onFault(error);
  }

  #refuse(): DisplayResult {
    const { frameId, reason } = this.#decoder;
    if (frameId !== 0) this.#link!.frameRefused(frameId, reason, reason === DropReason.needKey);
    return DisplayResult.refused;
  }

  #accept(now: number): void {
    const { decoder, stream, compositor, presenter } = this.#parts;
    const waiting = presenter.waitingId;
    this.#hasFrame = true;
    this.wakeAt = Number.POSITIVE_INFINITY;
    this.#decodedAt[decoder.frameId & 7] = now;
    stream.accepted();
    if (decoder.isInBack && !this.#inBack.close()) {
      // Something else has the glass, over which it cannot be shown.
      this.#link!.frameAccepted(decoder.frameId);
      this.#link!.frameDropped(decoder.frameId, DropReason.dark);
      return;
    }
    // Composed at once: the next packet may already change the stream surface.
    compositor.step(now);
    // Drawing it may have failed, which took it back.
    if (!stream.wants) throw new Error('the frame could not be composed');
    this.#link!.frameAccepted(decoder.frameId);
    if (waiting !== 0) this.#link!.frameDropped(waiting, DropReason.replaced);
    if (this.#parts.governor.glass.dark) this.dark();
  }

  /** The glass is dark: the frame that waits will not be shown as such. It comes with the light. */
  dark(): void {
    const waiting = this.#parts.presenter.darken();
    if (waiting !== 0) this.#link!.frameDropped(waiting, DropReason.dark);
  }

  /**
   * A frame is about to change the stream surface. Whatever else has the glass makes way first: what the surface holds now
   * is composed, so that a frame that fails can be taken back from it.
   */
  #frameBegins(now: number): void {
    const { governor, stream, compositor, presenter } = this.#parts;
    governor.happened(PowerEvent.hostFrame, now);
    if (this.#parts.decoder.isInBack) {
      const dropped = this.#inBack.open(now);
      if (dropped !== 0) this.#link!.frameDropped(dropped, DropReason.replaced);
    } else if (stream.wants && compositor.holder !== stream) compositor.step(now);
    presenter.frameComing(now);
  }

  /** Takes back what a refused frame wrote; where back holds another source's picture the base is lost instead. */
  #restore(): void {
    const { decoder, compositor, stream, chain } = this.#parts;
    if (decoder.isInBack) this.#inBack.restore();
    else if (compositor.holder === stream) decoder.restore(chain.newest);
    else if (decoder.baseId !== 0) decoder.reset();
  }

  /** Somebody chose a face to look at: a picture that an earlier session left makes way for it. */
  letGo(): void {
    if (!this.#hasFrame && this.#parts.stream.wants) this.#release();
  }

  #release(): void {
    this.wakeAt = Number.POSITIVE_INFINITY;
    this.#parts.stream.release();
    this.#parts.decoder.reset();
  }
}
