import type { Presenter } from '../blit/presenter.js';
import type { Compositor } from '../compose/compositor.js';
import type { AlwaysOnFace } from '../compose/face/always-on-face.js';
import type { WallClock } from '../compose/face/wall-clock.js';
import type { HostStream } from '../compose/host-stream.js';
import type { PanelDriver } from '../panel/driver.js';
import { InputKind, type InputReading, type Inputs, Posture } from '../platform/inputs.js';
import type { PowerControl } from '../platform/power.js';
import type { Stepper } from '../platform/stepper.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { averageLight } from './average-light.js';
import { cappedBy, faceLevel, frameIntervalOf, pictureLevel } from './caps.js';
import { Dimmer } from './dimmer.js';
import { GlassKeeper } from './glass-keeper.js';
import { nextMode } from './mode-table.js';
import { Mode, NO_WISH, PowerEvent } from './modes.js';
import { World } from './world.js';

const NEVER = Number.POSITIVE_INFINITY;
const SECOND = 1_000_000;
/** Nothing moves for so long: the picture is still. */
export const STILL_MICROS = 5 * SECOND;
/** A still picture dims after this. */
export const DIM_MICROS = 30 * SECOND;
/** It gives way to the always-on face after this: the device's own, and a host's, which somebody wants to be seen. */
export const STANDING_MICROS = 60 * SECOND;
export const STANDING_HOST_MICROS = 600 * SECOND;
/** How long the phone must lie as it does before that counts. */
export const POSTURE_MICROS = 500_000;
/** The light of the picture is looked at no more often. */
const LOOK_MICROS = SECOND;
/** What counts as a movement although the mode stays. Readings do not: one that flickers shall not keep the glass lit. */
const STIRS: readonly PowerEvent[] = [
  PowerEvent.touch,
  PowerEvent.button,
  PowerEvent.hostFrame,
  PowerEvent.still,
  PowerEvent.wish,
  PowerEvent.inHand,
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
}

/**
 * Decides how much of itself the device shows. What happens is an event, `mode-table.ts` says where it leads, and a change
 * of mode is carried out by wishes to panel, presenter and faces. Nothing here polls: a timer stands only where a row waits.
 */
export class Governor implements Stepper {
  readonly world = new World();
  readonly glass: GlassKeeper;
  mode: Mode = Mode.active;
  /** 0..255, as asked for. */
  brightness: number;
  /** Readings that cannot be, or that nobody knows. */
  readingsRefused = 0;
  readonly #parts: GovernorParts;
  readonly #dimmer: Dimmer;
  readonly #reading: InputReading = { kind: 0, value: 0, when: 0 };
  readonly #nits: number;
  #since = 0;
  /** A posture that has not lasted yet, and when it has. */
  #posture: Posture = Posture.unknown;
  #postureAt = NEVER;
  #nightEdgeAt = NEVER;
  /** Sources that wanted the glass when the device came to rest: they are no news. */
  #known = 0;
  /** Average light of the picture, percent, by the present of this number. */
  #average = 0;
  #looked = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  /** Anything changed by which brightness and rate are reckoned. */
  #stale = true;

  constructor(parts: GovernorParts) {
    this.#parts = parts;
    this.glass = new GlassKeeper(parts);
    this.#dimmer = new Dimmer(parts.driver);
    this.brightness = parts.driver.brightness;
    this.#nits = parts.driver.model.brightness?.nits ?? 600;
  }

  get wakeAt(): number {
    if (this.#stale || this.#newsIsDue || this.#hasLetGo || this.#knownLeft) return 0;
    return Math.min(this.#postureAt, this.glass.wakeAt, this.#dimmer.wakeAt, this.#modeDueAt, this.#lookAt);
  }

  /** Only what counts seconds can be late. */
  get slack(): number {
    const at = this.wakeAt;
    return at === 0 || at === this.#postureAt || at === this.glass.wakeAt || at === this.#dimmer.wakeAt
      ? 0
      : SLACK_MICROS;
  }

  step(now: number): void {
    if (this.#postureAt <= now) this.#lies(now);
    this.#followNight(now);
    this.#followMode(now);
    this.glass.step(now);
    this.#dimmer.step(now);
    if (this.#lookAt <= now) this.#look(now);
    this.#stale = false;
    this.#apply(now);
  }

  /** Takes all readings that wait. */
  readInputs(now: number): void {
    while (this.#parts.inputs.take(this.#reading)) this.#read(this.#reading.kind, this.#reading.value, now);
  }

  /** A host asks for a mode, or for none; `seconds` is of the always-on face. */
  wishMode(wish: Mode | typeof NO_WISH, seconds: boolean, now: number): void {
    this.#parts.face.seconds = seconds;
    this.world.wish = wish;
    this.happened(PowerEvent.wish, now);
  }

  setPosture(posture: Posture, now: number): void {
    this.#read(InputKind.posture, posture, now);
  }

  /** Answers whether the value can be. */
  setBattery(percent: number, now: number): boolean {
    return this.#read(InputKind.battery, percent, now);
  }

  setCharging(charging: boolean, now: number): boolean {
    return this.#read(InputKind.charger, charging ? 1 : 0, now);
  }

  setHeat(tenths: number, now: number): boolean {
    return this.#read(InputKind.heat, tenths, now);
  }

  /** Hours of night, minutes of the day. */
  setNight(from: number, until: number, now: number): boolean {
    if (!this.world.setNight(from, until)) return false;
    this.#nightEdgeAt = now;
    return true;
  }

  setBrightness(level: number): void {
    this.brightness = level;
    this.#stale = true;
  }

  /** The clock was set; `back` says that it showed a later time before. */
  timeSet(back: boolean, now: number): void {
    this.world.timeKnown = true;
    // There is something to show now instead of a picture that has stood for long.
    this.#stood = false;
    this.#nightEdgeAt = now;
    if (back) this.happened(PowerEvent.clockBack, now);
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
    this.#stale = true;
    world.hostPicture = this.#parts.stream.wants;
    if (event !== PowerEvent.standing) this.#stood = false;
    const next = nextMode(mode, event, world);
    if (next !== mode) this.#enter(next, event, now);
    else if (STIRS.includes(event)) this.#since = now;
  }

  #enter(mode: Mode, event: PowerEvent, now: number): void {
    const { compositor, onDark } = this.#parts;
    const { world } = this;
    world.roused = mode === Mode.active && event === PowerEvent.damage && (this.mode === Mode.aod || world.roused);
    this.#known = compositor.wanting;
    this.#dimmed = false;
    this.#stood = false;
    this.mode = mode;
    this.#since = now;
    if (mode === Mode.aod) this.glass.showFace(now);
    else if (mode !== Mode.sleep) this.glass.showPicture(now);
    else {
      this.glass.darken(now);
      onDark();
    }
  }

  #read(kind: number, value: number, now: number): boolean {
    const { world } = this;
    const { batteryLow, batteryEmpty, heatHigh, heatCritical, charging } = world;
    let known = true;
    switch (kind) {
      case InputKind.touch:
        if (value >= 0) this.happened(PowerEvent.touch, now);
        break;
      case InputKind.button:
        if (value === 1) this.happened(PowerEvent.button, now);
        else known = value === 0;
        break;
      case InputKind.posture:
        known = value >= Posture.unknown && value <= Posture.inHand && Number.isInteger(value);
        if (known) this.#turned(value as Posture, now);
        break;
      case InputKind.charger:
        known = value === 0 || value === 1;
        if (!known || charging === (value === 1)) break;
        world.charging = value === 1;
        this.happened(world.charging ? PowerEvent.charging : PowerEvent.notCharging, now);
        break;
      case InputKind.battery:
        known = world.readBattery(value);
        if (world.batteryEmpty !== batteryEmpty || world.batteryLow !== batteryLow) {
          const empty = world.batteryEmpty ? PowerEvent.batteryEmpty : PowerEvent.batteryLow;
          this.happened(world.batteryLow ? empty : PowerEvent.batteryGood, now);
        }
        break;
      case InputKind.heat:
        known = world.readHeat(value);
        if (world.heatCritical !== heatCritical || world.heatHigh !== heatHigh) {
          const high = world.heatCritical ? PowerEvent.heatCritical : PowerEvent.heatHigh;
          this.happened(world.heatHigh ? high : PowerEvent.heatGood, now);
        }
        break;
      default:
        known = false;
    }
    if (!known) {
      this.readingsRefused += 1;
      this.happened(PowerEvent.unknown, now);
    }
    this.#parts.face.setSupply(world.batteryKnown ? world.battery : -1, world.charging);
    this.#stale = true;
    return known;
  }

  /** The phone lies in another way; one that it lay in a moment ago is no news. */
  #turned(posture: Posture, now: number): void {
    if (posture === this.#posture) return;
    this.#posture = posture;
    this.#postureAt = posture === this.world.posture ? NEVER : now + POSTURE_MICROS;
  }

  #lies(now: number): void {
    this.#postureAt = NEVER;
    this.world.posture = this.#posture;
    const { faceDown, faceUp, inHand } = Posture;
    const posture = this.#posture;
    const raised =
      posture === faceUp ? PowerEvent.facingUp : posture === inHand ? PowerEvent.inHand : PowerEvent.postureUnknown;
    this.happened(posture === faceDown ? PowerEvent.facingDown : raised, now);
  }

  /** Night begins and ends with the clock; a dark glass does not wake for it. */
  #followNight(now: number): void {
    const { clock } = this.#parts;
    const { world } = this;
    if (this.#nightEdgeAt > now) return;
    if (!clock.known) {
      this.#nightEdgeAt = NEVER;
      return;
    }
    const minute = clock.minuteOfDay(now);
    const night = world.isNightAt(minute);
    const minutes = world.minutesToNightEdge(minute);
    this.#nightEdgeAt = clock.nextMinuteAt(now) + (minutes - 1) * 60 * SECOND;
    if (night === world.night) return;
    world.night = night;
    this.happened(night ? PowerEvent.nightBegins : PowerEvent.nightEnds, now);
  }

  /** When the mode is looked at again, if nothing happens before. */
  get #modeDueAt(): number {
    switch (this.mode) {
      case Mode.active:
        return Math.min(this.#movedAt + STILL_MICROS, this.#nightEdgeAt);
      case Mode.idle:
        return Math.min(this.#dimAt, this.#standingAt, this.#nightEdgeAt);
      case Mode.aod:
        return this.#nightEdgeAt;
      default:
        return NEVER;
    }
  }

  #followMode(now: number): void {
    this.#known &= this.#parts.compositor.wanting;
    if (this.#newsIsDue) this.happened(PowerEvent.damage, now);
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
    if (this.#stood) return NEVER;
    return this.#since + (this.#parts.stream.wants ? STANDING_HOST_MICROS : STANDING_MICROS);
  }

  /** A source that did not want the glass when the device came to rest does now, or one of those that have it moves. */
  get #newsIsDue(): boolean {
    const { mode } = this;
    if (mode === Mode.active || mode === Mode.sleep) return false;
    const { compositor } = this.#parts;
    if ((compositor.wanting & ~this.#known) !== 0) return mode === Mode.aod || this.world.wish !== Mode.idle;
    return mode === Mode.idle && this.world.wish !== Mode.idle && compositor.movedAt > this.#since;
  }

  /** One of the sources that are no news wants the glass no more: when it wants it again that is news. */
  get #knownLeft(): boolean {
    return (this.#known & ~this.#parts.compositor.wanting) !== 0;
  }

  get #hasLetGo(): boolean {
    return this.world.roused && this.mode !== Mode.sleep && this.#parts.compositor.isAtRest;
  }

  /** Only a picture that is lit and may be bright is looked at. */
  get #lookAt(): number {
    const { presenter } = this.#parts;
    if (this.mode > Mode.idle || presenter.counts.presented === this.#looked) return NEVER;
    return this.#lookedAt + LOOK_MICROS;
  }

  #look(now: number): void {
    this.#lookedAt = now;
    this.#looked = this.#parts.presenter.counts.presented;
    this.#average = averageLight(this.#parts.chain.front);
  }

  /** Rate and brightness by all that is known now. */
  #apply(now: number): void {
    const { driver, presenter } = this.#parts;
    const { world, mode, glass } = this;
    presenter.interval = frameIntervalOf(glass.faceShown ? Mode.aod : mode === Mode.aod ? Mode.active : mode, world);
    if (mode === Mode.sleep) return;
    const isFace = glass.faceShown || (mode === Mode.aod && !driver.lit);
    const level = isFace
      ? faceLevel(this.brightness, world, this.#nits)
      : pictureLevel(this.brightness, mode === Mode.idle && this.#dimmed, world, this.#average);
    this.#dimmer.aim(level, mode === Mode.idle, now);
  }

  /** Brightness the glass has or goes to, 0..255. */
  get level(): number {
    return this.#dimmer.goal;
  }

  /** Bits of `CappedBy`. */
  get capped(): number {
    return cappedBy(this.world);
  }
}
