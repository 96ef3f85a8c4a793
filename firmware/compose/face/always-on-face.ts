import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { MaskStamp } from '../../kernels/mask-stamp.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Source } from '../source.js';
import type { AlwaysOnLayer } from './always-on-layer.js';
import { ClockDigits } from './clock-digits.js';
import { Mask } from './mask.js';
import { PixelShift } from './pixel-shift.js';
import { strokeText, textUnits } from './text.js';
import { dateText, type WallClock } from './wall-clock.js';

const BLACK = 0;
/** DCS idle mode has eight colours: this one stays what it is. */
const WHITE = 0xffff;
const MINUTE_MICROS = 60_000_000;
const DAY_MINUTES = 1440;
/** The time was not told. */
const NO_DAY = -1;
const NOT_DRAWN = -1;
/** Parts of the safe area's smaller side: height of the digits, and of the line below. */
const DIGITS = 0.2;
const LINE = 0.05;
/** Units of the font from the cap line to below the descenders. */
const LINE_UNITS = 14;

/** Minutes a pixel may stay lit in a row, and of a day. A face that shifts more seldom, or less far, burns in. */
export const BURN_IN_BUDGET = { minutesInARow: 6, minutesADay: 240 } as const;

/**
 * What stays on the glass when nobody looks: the time in thin white strokes on black, with date and charge where they are
 * known. It moves every minute, so that no pixel ages faster than the others; a few in a hundred are lit.
 */
export class AlwaysOnFace implements Source {
  readonly name = 'aod';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wants = false;
  wakeAt = 0;
  readonly #kernels: CheckedKernels;
  readonly #clock: WallClock;
  readonly #text: Mask;
  readonly #stamp: MaskStamp;
  readonly #digits: ClockDigits;
  /** The mask's first row below the time. */
  readonly #lineTop: number;
  readonly #shift: PixelShift;
  readonly #digitUnit: number;
  readonly #lineUnit: number;
  /** The place farthest left and up, and how far others lie from it at most. */
  readonly #firstLeft: number;
  readonly #firstTop: number;
  readonly #spanX: number;
  readonly #spanY: number;
  /** Where the mask was drawn last. */
  #left = NOT_DRAWN;
  #top = NOT_DRAWN;
  #seconds = false;
  #battery = -1;
  #charging = false;
  #shownMinute = -1;
  /** What the line below the time says: `NaN` never equals, so that the first one is stroked. */
  #shownDay = Number.NaN;
  #shownBattery = -1;
  #shownCharging = false;
  #layer: AlwaysOnLayer | undefined;
  /** The glass holds what another layer drew, or this face's own picture. */
  #afresh = false;

  /**
   * `safe` is the part of the panel that nothing hides, its rounded corners not counted; `keepsDigits`: there is memory to keep
   * each digit once it was stroked.
   */
  constructor(
    memory: FrameMemory,
    kernels: CheckedKernels,
    clock: WallClock,
    safe: Readonly<Region>,
    keepsDigits = true,
  ) {
    this.#kernels = kernels;
    this.#clock = clock;
    const width = safe.right - safe.left;
    const height = safe.bottom - safe.top;
    const size = Math.min(width, height);
    const margin = Math.round(size * 0.1);
    const widest = width - 2 * margin;
    this.#digitUnit = (size * DIGITS) / 10;
    this.#lineUnit = (size * LINE) / 10;
    this.#text = new Mask(memory, kernels, widest, Math.ceil(LINE_UNITS * (this.#digitUnit + this.#lineUnit)));
    const ink = memory.allocate(2 * widest);
    kernels.fillRows(ink, 0, ink.length, widest, 1, WHITE);
    this.#stamp = kernels.stamp(this.#text.bytes, widest, this.#text.height, ink);
    this.#lineTop = Math.ceil(LINE_UNITS * this.#digitUnit);
    this.#digits = new ClockDigits(memory, kernels, this.#text, this.#lineTop, this.#digitUnit, keepsDigits);
    this.#shift = new PixelShift(Math.ceil(this.#digitUnit) + 1);
    this.#firstLeft = safe.left;
    this.#firstTop = safe.top + margin;
    this.#spanX = width - widest;
    this.#spanY = height - this.#text.height - 2 * margin;
  }

  /** Whether seconds are shown: a wake each second instead of each minute. */
  get seconds(): boolean {
    return this.#seconds;
  }

  set seconds(on: boolean) {
    if (on === this.#seconds) return;
    this.#seconds = on;
    this.wakeAt = 0;
  }

  /** What is shown instead; undefined for the face's own picture. */
  get layer(): AlwaysOnLayer | undefined {
    return this.#layer;
  }

  set layer(layer: AlwaysOnLayer | undefined) {
    if (layer === this.#layer) return;
    this.#layer = layer;
    this.#afresh = true;
    this.wakeAt = 0;
  }

  /** The layer has something else to show: drawn at the next step. */
  layerChanged(): void {
    if (this.#layer !== undefined) this.wakeAt = 0;
  }

  /** Percent of charge, -1 where it is not known. Shown with the next minute. */
  setSupply(battery: number, charging: boolean): void {
    this.#battery = battery;
    this.#charging = charging;
  }

  /** The time was told or changed: drawn anew at the next step. */
  timeChanged(): void {
    this.#shownMinute = -1;
    this.wakeAt = 0;
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    if (this.#afresh) damage.addWhole();
    const all = whole || this.#afresh;
    this.#afresh = false;
    if (this.#layer === undefined) this.#drawOwn(back, damage, now, all);
    else {
      this.#layer.draw(back, damage, now);
      this.wakeAt = this.#layer.wakeAt;
    }
  }

  #drawOwn(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const clock = this.#clock;
    const { known } = clock;
    const minute = known ? clock.minute(now) : Math.floor(now / MINUTE_MICROS);
    if (minute !== this.#shownMinute) {
      this.#shownMinute = minute;
      this.#shift.next(this.#spanX, this.#spanY);
    }
    if (whole) this.#kernels.fillRows(back.bytes, 0, back.stride, back.width, back.height, BLACK);
    if (known) this.#write(minute, this.#seconds ? clock.secondOfMinute(now) : -1);
    else this.#writeName();
    this.#place(back, damage);
    if (!known) this.wakeAt = (minute + 1) * MINUTE_MICROS;
    else this.wakeAt = this.#seconds ? clock.nextSecondAt(now) : clock.minuteAt(minute + 1);
  }

  /** Strokes time and line into the mask, each in its middle; what stands there already stays. */
  #write(minute: number, second: number): void {
    const day = Math.floor(minute / DAY_MINUTES);
    this.#writeLine(day);
    this.#digits.show(minute - day * DAY_MINUTES, second);
  }

  /** What is shown instead of a time nobody has told. */
  #writeName(): void {
    if (!this.#writeLine(NO_DAY)) return;
    this.#digits.forget();
    this.#text.clearBox(0, 0, this.#text.width, this.#lineTop);
    this.#strokeLine('verso', this.#digitUnit, 0);
  }

  /** Strokes the line below the time; answers false where it stands there already. */
  #writeLine(day: number): boolean {
    const battery = this.#battery;
    const charging = this.#charging;
    if (day === this.#shownDay && battery === this.#shownBattery && charging === this.#shownCharging) return false;
    this.#shownDay = day;
    this.#shownBattery = battery;
    this.#shownCharging = charging;
    const charge = this.#charge();
    const date = this.#shownDay === NO_DAY ? '' : dateText(this.#shownDay);
    this.#text.clearBox(0, this.#lineTop, this.#text.width, this.#text.height);
    const text = date === '' || charge === '' ? date + charge : `${date}  ${charge}`;
    this.#strokeLine(text, this.#lineUnit, this.#lineTop);
    return true;
  }

  #charge(): string {
    return this.#battery < 0 ? '' : `${this.#battery}%${this.#charging ? '+' : ''}`;
  }

  #strokeLine(text: string, unit: number, top: number): void {
    const units = textUnits(text);
    if (units === 0) return;
    const mask = this.#text;
    const fitting = Math.min(unit, mask.width / (units + 2));
    strokeText(mask, text, (mask.width - units * fitting) / 2, top + fitting, fitting, Math.max(0.8, fitting * 0.3));
  }

  /** Moves the mask from where it was to where this minute's shift says, inside the safe area. */
  #place(back: Surface, damage: Damage): void {
    const text = this.#text;
    const shift = this.#shift;
    const left = this.#firstLeft + shift.x;
    const top = this.#firstTop + shift.y;
    let fromX = this.#left;
    let fromY = this.#top;
    if (fromX === NOT_DRAWN) {
      fromX = left;
      fromY = top;
    }
    this.#stamp.move(back, BLACK, fromX, fromY, left, top);
    // Where it stood and where it stands are nearly one place, and compared as one.
    const right = (fromX > left ? fromX : left) + text.width;
    const bottom = (fromY > top ? fromY : top) + text.height;
    damage.add(fromX < left ? fromX : left, fromY < top ? fromY : top, right, bottom);
    this.#left = left;
    this.#top = top;
  }
}
