import type { AlwaysOnLayer } from '../../compose/face/always-on-layer.js';
import { PixelShift } from '../../compose/face/pixel-shift.js';
import type { WallClock } from '../../compose/face/wall-clock.js';
import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import type { Surface } from '../../pixels/surface.js';
import type { Scene } from './scene.js';

const MINUTE_MICROS = 60_000_000;
/** Pixels from one place to the next: more than a stroke of most digits is broad. */
const STEP = 13;
/** Pixels the places move from one round to the next. */
const DRIFT = 5;

/** The always-on scene of a pack: every minute in another place, so that no pixel ages faster than the others. */
export class PackAlwaysOn implements AlwaysOnLayer {
  wakeAt = 0;
  readonly #scene: Scene;
  readonly #clock: WallClock;
  readonly #safe: Readonly<Region>;
  readonly #shift = new PixelShift(STEP, DRIFT);
  #shownMinute = -1;
  #dx = 0;
  #dy = 0;

  constructor(scene: Scene, clock: WallClock, safe: Readonly<Region>) {
    this.#scene = scene;
    this.#clock = clock;
    this.#safe = safe;
  }

  stir(): void {
    this.#scene.stir();
    this.wakeAt = 0;
  }

  draw(back: Surface, damage: Damage, now: number): void {
    const clock = this.#clock;
    const minute = clock.known ? clock.minuteOfDay(now) : Math.floor(now / MINUTE_MICROS);
    if (minute !== this.#shownMinute) {
      this.#shownMinute = minute;
      this.#mark(damage);
      this.#move();
      this.#mark(damage);
    }
    this.#scene.draw(back, damage, now, this.#dx, this.#dy);
    const nextMinute = clock.known ? clock.nextMinuteAt(now) : (minute + 1) * MINUTE_MICROS;
    this.wakeAt = Math.max(now + 1, Math.min(nextMinute, this.#scene.dueAt));
  }

  /** Goes on to the next place: where the boxes of all nodes stay inside what no lens hides, as far as they fit there. */
  #move(): void {
    const { box } = this.#scene;
    const { left, top, right, bottom } = this.#safe;
    const spanX = right - left - (box.right - box.left);
    const spanY = bottom - top - (box.bottom - box.top);
    this.#shift.next(Math.max(0, spanX), Math.max(0, spanY));
    this.#dx = spanX <= 0 ? 0 : left - box.left + this.#shift.x;
    this.#dy = spanY <= 0 ? 0 : top - box.top + this.#shift.y;
  }

  #mark(damage: Damage): void {
    const { left, top, right, bottom } = this.#scene.box;
    damage.add(left + this.#dx, top + this.#dy, right + this.#dx, bottom + this.#dy);
  }
}
