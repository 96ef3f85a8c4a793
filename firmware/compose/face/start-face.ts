import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Source } from '../source.js';
import { TURN } from './angles.js';
import { Backdrop } from './backdrop.js';
import { Brush } from './brush.js';
import { Comet, type Orbit, orbitX, orbitY } from './comet.js';
import { Mask } from './mask.js';
import { strokeText, textUnits } from './text.js';
import { clockText, type WallClock } from './wall-clock.js';

const FRAME_MICROS = 33_333;
/** After this nothing moves, and nothing wakes but the minute of a clock that is known. */
const CALM_MICROS = 30_000_000;

const WHITE = 0xffff;
const MOON = 0xff38;
const MOON_LIGHT = 0xfdb2;
const ORBIT = 0x9c98;
const QUIET = 0xbdda;

/** A line of text: what it says, the middle of its cap line, pixels a unit of the font, RGB565. */
interface Line {
  readonly middle: number;
  readonly top: number;
  readonly unit: number;
  readonly widest: number;
  readonly colour: number;
}

/**
 * What a rear screen shows by itself, fresh out of the box: a moon with a comet around it, the clock once a host has told
 * the time, and what to do next. Drawn by strokes and masks at the size of the panel's safe area.
 */
export class StartFace implements Source {
  readonly name = 'start';
  readonly wants = true;
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = 0;
  readonly #clock: WallClock;
  readonly #address: string;
  readonly #backdrop: Backdrop;
  readonly #brush: Brush;
  /** Absent where there is no memory for the picture under it. */
  readonly #comet: Comet | undefined;
  readonly #orbit: Orbit;
  readonly #moon: Mask;
  readonly #halo: Mask;
  readonly #path: Mask;
  readonly #text: Mask;
  readonly #title: Line;
  readonly #invitation: Line;
  readonly #addressLine: Line;
  readonly #width: number;
  readonly #height: number;
  #startedAt = 0;
  #shownMinute = -1;

  /** `safe` is the part of the panel that nothing hides; without a comet the face stands still. */
  constructor(
    memory: FrameMemory,
    kernels: CheckedKernels,
    clock: WallClock,
    width: number,
    height: number,
    safe: Readonly<Region>,
    address: string,
    hasComet = true,
  ) {
    this.#clock = clock;
    this.#address = address;
    this.#width = width;
    this.#height = height;
    const safeWidth = safe.right - safe.left;
    const safeHeight = safe.bottom - safe.top;
    const size = Math.min(safeWidth, safeHeight);
    const middle = Math.round((safe.left + safe.right) / 2);
    const at = (part: number): number => Math.round(safe.top + safeHeight * part);
    const line = (part: number, height: number, colour: number): Line => {
      return { middle, top: at(part), unit: (size * height) / 10, widest: Math.floor(safeWidth * 0.8), colour };
    };
    this.#title = line(0.09, 0.14, WHITE);
    this.#invitation = line(0.8, 0.042, WHITE);
    this.#addressLine = line(0.885, 0.032, QUIET);
    this.#backdrop = new Backdrop(kernels, width, height);
    this.#brush = new Brush(memory, kernels, width);
    this.#orbit = { x: middle, y: at(0.52), rx: size * 0.31, ry: size * 0.085, tilt: -0.28 };
    const radius = size * 0.115;
    this.#moon = new Mask(memory, kernels, Math.ceil(radius + 2) * 2, Math.ceil(radius + 2) * 2);
    this.#moon.glow(this.#moon.width / 2, this.#moon.height / 2, radius - 0.7, radius + 0.7, 255);
    const rim = radius * 2.3;
    this.#halo = new Mask(memory, kernels, Math.ceil(rim) * 2, Math.ceil(rim) * 2);
    this.#halo.glow(this.#halo.width / 2, this.#halo.height / 2, radius * 0.9, rim, 110);
    this.#path = new Mask(
      memory,
      kernels,
      Math.ceil(this.#orbit.rx + 4) * 2,
      Math.ceil(this.#orbit.ry + size * 0.09 + 4) * 2,
    );
    const textHeight = Math.ceil(this.#title.unit * 12);
    this.#text = new Mask(memory, kernels, this.#title.widest + 8, textHeight);
    this.#comet = hasComet ? new Comet(memory, kernels, this.#brush, this.#orbit, size * 0.026) : undefined;
  }

  /** The time was told or changed: the clock is drawn anew at the next step. */
  timeChanged(): void {
    this.wakeAt = 0;
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    if (whole) this.#drawStill(back, damage, now);
    else if (this.#minute(now) !== this.#shownMinute) this.#drawTitle(back, damage, now);
    const elapsed = now - this.#startedAt;
    const calm = this.#comet === undefined || elapsed >= CALM_MICROS;
    if (!calm) this.#comet?.draw(back, elapsed, damage);
    const nextFrame = this.#startedAt + (Math.floor(elapsed / FRAME_MICROS) + 1) * FRAME_MICROS;
    this.wakeAt = Math.min(calm ? Number.POSITIVE_INFINITY : nextFrame, this.#clock.nextMinuteAt(now));
  }

  #minute(now: number): number {
    return this.#clock.known ? this.#clock.minuteOfDay(now) : -1;
  }

  #drawStill(back: Surface, damage: Damage, now: number): void {
    this.#startedAt = now;
    this.#backdrop.draw(back, 0, 0, this.#width, this.#height, damage);
    const { x, y } = this.#orbit;
    this.#paintCentred(back, this.#halo, x, y, MOON_LIGHT);
    this.#paintPath(back, TURN / 2, TURN);
    this.#paintCentred(back, this.#moon, x, y, MOON);
    this.#paintPath(back, 0, TURN / 2);
    this.#drawLine(back, 'drop a picture', this.#invitation);
    this.#drawLine(back, this.#address, this.#addressLine);
    this.#drawTitle(back, damage, now);
    this.#comet?.lift(back);
  }

  /** The clock, or the name while the time is unknown. */
  #drawTitle(back: Surface, damage: Damage, now: number): void {
    const { middle, top, widest } = this.#title;
    const left = middle - (widest >> 1);
    const bottom = top + Math.ceil(this.#title.unit * 12);
    this.#backdrop.draw(back, Math.max(0, left), top, Math.min(this.#width, left + widest), bottom, damage);
    this.#shownMinute = this.#minute(now);
    this.#drawLine(back, this.#shownMinute < 0 ? 'verso' : clockText(this.#shownMinute), this.#title);
  }

  #drawLine(back: Surface, text: string, line: Line): void {
    const units = textUnits(text);
    if (units === 0) return;
    const unit = Math.min(line.unit, line.widest / (units + 2));
    const mask = this.#text;
    mask.clear();
    strokeText(mask, text, (mask.width - units * unit) / 2, unit, unit, Math.max(0.55, unit * 0.42));
    this.#brush.paint(back, mask, line.middle - (mask.width >> 1), line.top, line.colour);
  }

  #paintCentred(back: Surface, mask: Mask, x: number, y: number, colour: number): void {
    this.#brush.paint(back, mask, x - (mask.width >> 1), y - (mask.height >> 1), colour);
  }

  /** The part of the orbit behind the moon runs through half a turn, the part in front of it through the other. */
  #paintPath(back: Surface, from: number, to: number): void {
    const { x, y } = this.#orbit;
    const path = this.#path;
    path.clear();
    const toX = (angle: number): number => orbitX(this.#orbit, angle) - x + path.width / 2;
    const toY = (angle: number): number => orbitY(this.#orbit, angle) - y + path.height / 2;
    for (let angle = from; angle < to; angle += 4) {
      path.line(toX(angle), toY(angle), toX(angle + 4), toY(angle + 4), 0.4);
    }
    this.#paintCentred(back, path, x, y, ORBIT);
  }
}
