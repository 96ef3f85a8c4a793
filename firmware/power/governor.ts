import type { Presenter } from '../blit/presenter.js';
import type { Compositor } from '../compose/compositor.js';
import type { AlwaysOnFace } from '../compose/face/always-on-face.js';
import type { WallClock } from '../compose/face/wall-clock.js';
import type { HostStream } from '../compose/host-stream.js';
import type { PanelDriver } from '../panel/driver.js';
import type { InputReading, Inputs } from '../platform/inputs.js';
import type { PowerControl } from '../platform/power.js';
import type { Stepper } from '../platform/stepper.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { cappedBy } from './caps.js';
import { GlassKeeper } from './glass-keeper.js';
import { Levels } from './levels.js';
import { nextMode } from './mode-table.js';
import { Mode, NO_WISH, PowerEvent } from './modes.js';
import { NightWatch } from './night-watch.js';
import { Readings } from './readings.js';
import { World } from './world.js';

const NEVER = Number.POSITIVE_INFINITY;
const SECOND = 1_000_000;
/** Nothing moves for so long: the picture is still. */
export const STILL_MICROS = 5 * SECOND;
/** A still picture dims after this. */
export const DIM_MICROS = 30 * SECOND;
/** It has stood for long after this. */
export const STANDING_MICROS = 60 * SECOND;
/** What counts as a movement although the mode stays. Readings do not: one that flickers shall not keep the glass lit. */
const STIRS: readonly PowerEvent[] = [
  PowerEvent.touch,
  PowerEvent.button,
  PowerEvent.hostFrame,
  PowerEvent.still,
  PowerEvent.wish,
  PowerEvent.inHand,
  PowerEvent.notification,
];
/** Who only counts time can wait this long for another wake. */
const SLACK_MICROS = SECOND;

export interface GovernorParts {
  readonly driver: PanelDriver;
  readonly presenter: Presenter;
  readonly compositor: Compositor;
  readonly chain: SwapChain;
  readonly stream: HostStream;
  readonly face: AlwaysOnFace;
  readonly clock: WallClock;
  readonly inputs: Inputs;
  readonly power: PowerControl;
  /** Whether a host's frame is open. */
  readonly isFrameOpen: () => boolean;
  /** The glass goes dark: a host's frame that waits will not be shown as such. */
  readonly onDark: () => void;
  /** Something of the world, the mode or the time may be another than before. */
  readonly onWorld?: (isTimeSet: boolean) => void;
  /** Somebody touched the glass. */
  readonly onTouch?: (now: number) => void;
}

/**
 * Decides how much of itself the device shows. What happens is an event, `mode-table.ts` says where it leads, and a change
 * of mode is carried out by wishes to panel, presenter and faces. Nothing here polls: a timer stands only where a row waits.
 */
export class Governor implements Stepper {
  readonly world = new World();
  readonly glass: GlassKeeper;
  mode: Mode = Mode.active;
  /** Something happened to it, and it is due: in a step or outside. */
  onStirred: () => void = () => {};
  readonly #parts: GovernorParts;
  readonly #compositor: Compositor;
  readonly #levels: Levels;
  readonly #readings: Readings;
  readonly #night: NightWatch;
  readonly #reading: InputReading = { kind: 0, value: 0, when: 0 };
  #since = 0;
  /** Sources that wanted the glass when the device came to rest: they are no news. */
  #known = 0;
  /** Anything changed by which brightness and rate are reckoned. */
  #stale = true;
  /** Of the last `wakeAt`: only what counts seconds can be late. */
  slack = 0;
  /** When own timers are due: those that are to the point, and those that count seconds. */
  #promptAt = NEVER;
  #patientAt = NEVER;

  constructor(parts: GovernorParts) {
    this.#parts = parts;
    this.#compositor = parts.compositor;
    this.glass = new GlassKeeper(parts);
    this.#levels = new Levels(parts);
    const happened = (event: PowerEvent, now: number): void => this.happened(event, now);
    this.#readings = new Readings(this.world, happened);
    this.#night = new NightWatch(this.world, parts.clock, happened);
  }

  get wakeAt(): number {
    this.slack = 0;
    if (this.#stale) return 0;
    const mode = this.mode;
    const compositor = this.#compositor;
    // While the device shows all of itself nothing is news, and what is known hardly ever leaves.
    if (mode === Mode.active ? this.#known !== 0 : mode !== Mode.sleep) {
      const { wanting } = compositor;
      if ((this.#known & ~wanting) !== 0) return 0;
      if (mode !== Mode.active && this.#isNews(wanting, compositor.movedAt)) return 0;
    }
    if (this.world.roused && this.#hasLetGo) return 0;
    let at = this.#patientAt;
    const glassAt = this.glass.wakeAt;
    let watchedFrom = this.glass.isChanging ? 0 : NEVER;
    if (mode <= Mode.idle) {
      const light = this.#levels.light;
      const lookAt = light.wakeAt;
      if (lookAt < at) at = lookAt;
      else if (lookAt === NEVER && watchedFrom !== 0) watchedFrom = light.looksFrom;
    }
    // Whoever is asked when it is due says as well from which picture on it wants to be asked again.
    this.#parts.presenter.watchedFrom = watchedFrom;
    if (mode === Mode.active) {
      const stillAt = (compositor.movedAt > this.#since ? compositor.movedAt : this.#since) + STILL_MICROS;
      if (stillAt < at) at = stillAt;
    }
    const promptAt = this.#promptAt < glassAt ? this.#promptAt : glassAt;
    if (promptAt <= at) return promptAt;
    this.slack = SLACK_MICROS;
    return at;
  }

  step(now: number): void {
    this.#readings.step(now);
    this.#night.step(now);
    this.#followMode(now);
    this.glass.step(now);
    this.#stale = false;
    this.#levels.apply(this.mode, this.#dimmed, this.glass, this.world, now);
    this.#reckonDue();
  }

  /** Takes all readings that wait. */
  readInputs(now: number): void {
    while (this.#parts.inputs.take(this.#reading)) this.read(this.#reading.kind, this.#reading.value, now);
  }

  /** A host asks for a mode, or for none; `seconds` is of the always-on face. */
  wishMode(wish: Mode | typeof NO_WISH, seconds: boolean, now: number): void {
    this.#parts.face.seconds = seconds;
    this.world.wish = wish;
    this.happened(PowerEvent.wish, now);
  }

  /** Hours of night, minutes of the day. */
  setNight(from: number, until: number, now: number): boolean {
    if (!this.world.setNight(from, until)) return false;
    this.#night.look(now);
    this.#stir();
    return true;
  }

  /** Brightness is to be `level`, in `fadeMicros` from now. */
  setBrightness(level: number, fadeMicros = 0): void {
    this.#levels.brightness = level;
    this.#levels.fadeMicros = fadeMicros;
    this.#stir();
  }

  /** The clock was set; `back` says that it showed a later time before. */
  timeSet(back: boolean, now: number): void {
    this.world.timeKnown = true;
    // There is something to show now instead of a picture that has stood for long.
    this.#stood = false;
    this.#night.look(now);
    this.#stir();
    if (back) this.happened(PowerEvent.clockBack, now);
    this.#parts.onWorld?.(true);
  }

  /** A host took leave, or fell silent in a stream. A wish for light ends with who wished it; one for less light stays. */
  hostLeft(died: boolean, now: number): void {
    const { world } = this;
    if (died || world.wish === Mode.active || world.wish === Mode.idle) world.wish = NO_WISH;
    this.happened(died ? PowerEvent.hostDied : PowerEvent.hostGone, now);
  }

  /** Something happened: the table says what follows. */
  happened(event: PowerEvent, now: number): void {
    const { world, mode } = this;
    this.#stir();
    world.hostPicture = this.#parts.stream.wants;
    if (event !== PowerEvent.standing) this.#stood = false;
    const next = nextMode(mode, event, world);
    if (next !== mode) this.#enter(next, event, now);
    else if (STIRS.includes(event)) this.#since = now;
    if (event === PowerEvent.touch) this.#parts.onTouch?.(now);
    if (event !== PowerEvent.hostFrame) this.#parts.onWorld?.(false);
  }

  #enter(mode: Mode, event: PowerEvent, now: number): void {
    const { compositor, onDark } = this.#parts;
    const { world } = this;
    const rouses = event === PowerEvent.damage || event === PowerEvent.notification;
    world.roused = mode === Mode.active && rouses && (this.mode === Mode.aod || world.roused);
    this.#known = compositor.wanting;
    this.#dimmed = false;
    this.#stood = false;
    this.mode = mode;
    this.#since = now;
    // Of a movement alone there is news while the device idles.
    compositor.isWatched = mode === Mode.idle;
    if (mode === Mode.aod) this.glass.showFace(now);
    else if (mode !== Mode.sleep) this.glass.showPicture(now);
    else {
      this.glass.darken(now);
      onDark();
    }
  }

  /** Takes a reading of a pin or sensor, or a host's; answers whether it can be. `kind` is one of `InputKind`. */
  read(kind: number, value: number, now: number): boolean {
    const { world } = this;
    const known = this.#readings.read(kind, value, now);
    this.#parts.face.setSupply(world.batteryKnown ? world.battery : -1, world.charging);
    this.#stir();
    this.#parts.onWorld?.(false);
    return known;
  }

  #stir(): void {
    this.#stale = true;
    this.onStirred();
  }

  #reckonDue(): void {
    this.#promptAt = Math.min(this.#readings.wakeAt, this.#levels.rampAt);
    this.#patientAt = this.mode === Mode.sleep ? NEVER : this.#night.wakeAt;
    if (this.mode === Mode.idle) this.#patientAt = Math.min(this.#patientAt, this.#dimAt, this.#standingAt);
  }

  #followMode(now: number): void {
    const { wanting, movedAt } = this.#parts.compositor;
    // One that is no news and wants the glass no more is news when it wants it again.
    this.#known &= wanting;
    const mayStir = this.mode !== Mode.active && this.mode !== Mode.sleep;
    if (mayStir && this.#isNews(wanting, movedAt)) this.happened(PowerEvent.damage, now);
    else if (this.#hasLetGo) {
      this.happened(PowerEvent.released, now);
      this.world.roused = false;
    } else if (this.mode === Mode.active && this.#movedAt + STILL_MICROS <= now) this.happened(PowerEvent.still, now);
    else if (this.mode === Mode.idle && this.#dimAt <= now && !this.#dimmed) this.#dimmed = true;
    else if (this.mode === Mode.idle && this.#standingAt <= now) {
      this.#stood = true;
      this.happened(PowerEvent.standing, now);
    }
  }

  #dimmed = false;
  #stood = false;

  get #movedAt(): number {
    return Math.max(this.#since, this.#parts.compositor.movedAt);
  }

  get #dimAt(): number {
    return this.#dimmed ? NEVER : this.#since + DIM_MICROS;
  }

  get #standingAt(): number {
    return this.#stood ? NEVER : this.#since + STANDING_MICROS;
  }

  #isNews(wanting: number, movedAt: number): boolean {
    const { mode } = this;
    if ((wanting & ~this.#known) !== 0) return mode === Mode.aod || this.world.wish !== Mode.idle;
    return mode === Mode.idle && this.world.wish !== Mode.idle && movedAt > this.#since;
  }

  get #hasLetGo(): boolean {
    return this.world.roused && this.mode !== Mode.sleep && this.#parts.compositor.isAtRest;
  }

  /** Brightness that was asked for, 0..255. */
  get brightness(): number {
    return this.#levels.brightness;
  }

  /** Brightness the glass has or goes to, 0..255. */
  get level(): number {
    return this.#levels.level;
  }

  /** Readings that could not be, or that nobody knew. */
  get readingsRefused(): number {
    return this.#readings.refused;
  }

  /** Bits of `CappedBy`. */
  get capped(): number {
    return cappedBy(this.world);
  }
}
