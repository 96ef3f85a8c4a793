import type { AlwaysOnFace } from './compose/face/always-on-face.js';
import { CardFace } from './compose/face/card-face.js';
import type { WallClock } from './compose/face/wall-clock.js';
import type { CoverLimits } from './damage/cover.js';
import type { Region } from './geometry/region.js';
import type { CheckedKernels } from './kernels/checked-kernels.js';
import type { FaceHandler } from './link/face-handler.js';
import { FieldSource } from './link/face-messages.js';
import type { PackPlayer } from './pack-keeper.js';
import type { FaceWorld } from './packs/face/face-world.js';
import { PackFace } from './packs/face/pack-face.js';
import { Fields, NO_LEVEL } from './packs/fields.js';
import { SceneSource } from './packs/layout.js';
import type { PackBytes } from './packs/pack-bytes.js';
import { PackFault } from './packs/pack-fault.js';
import type { PackTarget } from './packs/reader-table.js';
import type { FrameMemory } from './platform/memory.js';
import type { Governor } from './power/governor.js';
import { Mode, PowerEvent } from './power/modes.js';

export interface FacePlayerParts {
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  readonly clock: WallClock;
  readonly target: PackTarget;
  /** What a window costs, and where its edges may fall. */
  readonly limits: CoverLimits;
  /** The part of the panel that no lens hides. */
  readonly safe: Readonly<Region>;
  readonly alwaysOnFace: AlwaysOnFace;
}

const SOURCES: readonly number[] = Object.values(FieldSource);
const NEVER = Number.POSITIVE_INFINITY;

/** The faces of packs and the cards of hosts: what is told them, and what they know of the device. */
export class FacePlayer implements PackPlayer, FaceHandler, FaceWorld {
  readonly face: PackFace;
  readonly card: CardFace;
  readonly sources: readonly PackFace[];
  readonly clock: WallClock;
  readonly fields = new Fields();
  mode = 0;
  charging = false;
  battery = -1;
  posture = 0;
  touchedAt = Number.NEGATIVE_INFINITY;
  /** What is played turned out not to be playable. */
  onFault: (now: number) => void = () => {};
  #governor: Governor | undefined;

  constructor(parts: FacePlayerParts) {
    this.clock = parts.clock;
    this.face = new PackFace({ ...parts, world: this });
    this.card = new CardFace(parts);
    this.sources = [this.face];
    this.fields.onChanged = () => this.face.stir();
    this.face.onFault = (_fault, now) => this.onFault(now);
  }

  /** Whose world the faces are told; called once. */
  attach(governor: Governor): void {
    this.#governor = governor;
  }

  /** The world may be another than before, or the time was set. */
  worldChanged(isTimeSet: boolean): void {
    const { mode, world } = this.#governor!;
    const battery = world.batteryKnown ? world.battery : -1;
    const { charging, posture } = world;
    const isSame =
      mode === this.mode && charging === this.charging && battery === this.battery && posture === this.posture;
    if (isSame && !isTimeSet) return;
    this.mode = mode;
    this.card.resting = mode === Mode.aod || mode === Mode.sleep;
    this.charging = charging;
    this.battery = battery;
    this.posture = posture;
    this.face.stir();
  }

  /** Somebody touched the glass. */
  touched(now: number): void {
    this.card.touched();
    this.touchedAt = now;
    this.face.stir();
  }

  get hasDrawn(): boolean {
    return this.face.started;
  }

  show(pack: PackBytes | undefined, face: number): boolean {
    if (pack === undefined) {
      this.face.unload();
      return true;
    }
    return this.face.load(pack, face) === PackFault.none;
  }

  field(source: number, bytes: Uint8Array, at: number, length: number, level: number, until: number): boolean {
    return SOURCES.includes(source) && this.fields.set(source, bytes, at, length, level, until);
  }

  notifications(count: number, alert: boolean, seconds: number, now: number): void {
    this.fields.set(SceneSource.notifications, NOTHING, 0, 0, count === 0 ? NO_LEVEL : count, NEVER);
    this.card.showCount(count, alert, seconds, now);
    if (alert && count > 0) this.#governor!.happened(PowerEvent.notification, now);
  }

  cardBegins(width: number, height: number, codec: number, length: number): boolean {
    this.card.dismiss();
    return this.card.picture.begin(width, height, codec, length);
  }

  cardData(offset: number, bytes: Uint8Array, at: number, length: number): boolean {
    return this.card.picture.data(offset, bytes, at, length);
  }

  cardShows(alert: boolean, isPrivate: boolean, seconds: number, now: number): boolean {
    if (!this.card.showPicture(isPrivate, seconds, now)) return false;
    if (alert) this.#governor!.happened(PowerEvent.notification, now);
    return true;
  }

  cardDismissed(): void {
    this.card.dismiss();
  }

  fade(level: number, millis: number): void {
    this.#governor!.setBrightness(level, millis * 1000);
  }
}

const NOTHING = new Uint8Array(0);
