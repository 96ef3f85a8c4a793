import { InputKind, Posture } from '../platform/inputs.js';
import { PowerEvent } from './modes.js';
import type { World } from './world.js';

const NEVER = Number.POSITIVE_INFINITY;
/** How long the phone must lie as it does before that counts. */
export const POSTURE_MICROS = 500_000;

/** Turns readings, of pins and sensors or from a host, into what the world is and into events. The latest one holds. */
export class Readings {
  /** Readings that cannot be, or that nobody knows. */
  refused = 0;
  /** When a posture has lasted; `Infinity` where none is to be waited for. */
  wakeAt = NEVER;
  readonly #world: World;
  readonly #happened: (event: PowerEvent, now: number) => void;
  #posture: Posture = Posture.unknown;

  constructor(world: World, happened: (event: PowerEvent, now: number) => void) {
    this.#world = world;
    this.#happened = happened;
  }

  step(now: number): void {
    if (this.wakeAt <= now) this.#lies(now);
  }

  /** Takes a reading; answers false where it cannot be, which changes nothing. */
  read(kind: number, value: number, now: number): boolean {
    if (this.#take(kind, value, now)) return true;
    this.refused += 1;
    this.#happened(PowerEvent.unknown, now);
    return false;
  }

  #take(kind: number, value: number, now: number): boolean {
    switch (kind) {
      case InputKind.touch:
        if (value >= 0) this.#happened(PowerEvent.touch, now);
        return true;
      case InputKind.button:
        if (value === 1) this.#happened(PowerEvent.button, now);
        return value === 0 || value === 1;
      case InputKind.posture:
        return this.#turned(value, now);
      case InputKind.charger:
        return this.#charger(value, now);
      case InputKind.battery:
        return this.#battery(value, now);
      case InputKind.heat:
        return this.#heat(value, now);
      default:
        return false;
    }
  }

  #charger(value: number, now: number): boolean {
    if (value !== 0 && value !== 1) return false;
    const world = this.#world;
    if (world.charging === (value === 1)) return true;
    world.charging = value === 1;
    this.#happened(world.charging ? PowerEvent.charging : PowerEvent.notCharging, now);
    return true;
  }

  #battery(percent: number, now: number): boolean {
    const world = this.#world;
    const { batteryLow, batteryEmpty } = world;
    if (!world.readBattery(percent)) return false;
    if (world.batteryEmpty === batteryEmpty && world.batteryLow === batteryLow) return true;
    const low = world.batteryEmpty ? PowerEvent.batteryEmpty : PowerEvent.batteryLow;
    this.#happened(world.batteryLow ? low : PowerEvent.batteryGood, now);
    return true;
  }

  #heat(tenths: number, now: number): boolean {
    const world = this.#world;
    const { heatHigh, heatCritical } = world;
    if (!world.readHeat(tenths)) return false;
    if (world.heatCritical === heatCritical && world.heatHigh === heatHigh) return true;
    const high = world.heatCritical ? PowerEvent.heatCritical : PowerEvent.heatHigh;
    this.#happened(world.heatHigh ? high : PowerEvent.heatGood, now);
    return true;
  }

  /** The phone lies in another way; one that it lay in a moment ago is no news. */
  #turned(posture: number, now: number): boolean {
    if (!Number.isInteger(posture) || posture < Posture.unknown || posture > Posture.inHand) return false;
    if (posture === this.#posture) return true;
    this.#posture = posture as Posture;
    this.wakeAt = posture === this.#world.posture ? NEVER : now + POSTURE_MICROS;
    return true;
  }

  #lies(now: number): void {
    this.wakeAt = NEVER;
    this.#world.posture = this.#posture;
    switch (this.#posture) {
      case Posture.faceDown:
        this.#happened(PowerEvent.facingDown, now);
        break;
      case Posture.faceUp:
        this.#happened(PowerEvent.facingUp, now);
        break;
      case Posture.inHand:
        this.#happened(PowerEvent.inHand, now);
        break;
      default:
        this.#happened(PowerEvent.postureUnknown, now);
    }
  }
}
