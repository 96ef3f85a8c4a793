import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { createSurface } from '../../../firmware/surface/surface-memory.js';

const FRAME_MICROS = 33_333;
const SLIDE_FRAMES = 20;
const HOLD_MICROS = 5_000_000;
/** The card as it holds: white, so that a quarter of the glass's light is on. */
const BODY = 0xffff;
const BLACK = 0;
/** What is on the card: an icon and two lines, left, top, width, height from the card's corner. */
const MARKS = [
  [20, 24, 72, 72],
  [112, 30, 220, 24],
  [112, 70, 180, 18],
] as const;

/** A notification's card that slides in from below in 20 frames, holds for five seconds and slides out again. */
export class Cards implements Source {
  readonly name = 'card';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wants = false;
  wakeAt = 0;
  readonly #kernels: CheckedKernels;
  readonly #marks: readonly Surface[];
  readonly #left: number;
  readonly #width: number;
  readonly #height: number;
  readonly #glassHeight: number;
  #begunAt = 0;
  #top = 0;

  constructor({ kernels, memory }: Platform, width: number, height: number) {
    this.#kernels = new CheckedKernels(kernels);
    this.#width = (width - 30) & ~1;
    this.#left = ((width - this.#width) >> 2) * 2;
    this.#glassHeight = height;
    // The marks take some of the body's light away again.
    const dark = MARKS.reduce((sum, [, , markWidth, markHeight]) => sum + markWidth * markHeight, 0) * 0.8;
    this.#height = Math.round((width * height * 0.25 + dark) / this.#width / 2) * 2;
    this.#marks = MARKS.map(([, , markWidth, markHeight], mark) => {
      const surface = createSurface(memory, markWidth, markHeight);
      for (let at = 0; at < surface.bytes.length; at += 2) {
        const x = (at / 2) % markWidth;
        const isInk = mark === 0 || (x * 7 + (x >> 3)) % 5 !== 0;
        surface.bytes[at] = isInk ? 0x31 : 0xff;
        surface.bytes[at + 1] = isInk ? 0xa6 : 0xff;
      }
      return surface;
    });
  }

  /** A card comes. */
  notify(now: number): void {
    this.wants = true;
    this.wakeAt = 0;
    this.#begunAt = now;
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const elapsed = now - this.#begunAt;
    const slide = SLIDE_FRAMES * FRAME_MICROS;
    const out = elapsed - slide - HOLD_MICROS;
    const frame = out > 0 ? SLIDE_FRAMES - Math.floor(out / FRAME_MICROS) : Math.floor(elapsed / FRAME_MICROS);
    const up = Math.min(SLIDE_FRAMES, Math.max(0, frame));
    const top = this.#glassHeight - Math.round(((this.#height + 40) * up) / SLIDE_FRAMES);
    if (whole) {
      this.#top = this.#glassHeight;
      this.#kernels.fillRows(back.bytes, 0, back.stride, back.width, back.height, BLACK);
    }
    this.#move(back, damage, top);
    if (out >= slide) this.wants = false;
    const isHeld = elapsed >= slide && out < 0;
    this.wakeAt = isHeld ? this.#begunAt + slide + HOLD_MICROS : now + FRAME_MICROS - (elapsed % FRAME_MICROS);
  }

  /** Only the bands that the card's edges pass over and the marks change. */
  #move(back: Surface, damage: Damage, top: number): void {
    const before = this.#top;
    if (top === before) return;
    this.#top = top;
    const height = this.#height;
    this.#fill(back, damage, Math.min(top, before), Math.max(top, before), top < before ? BODY : BLACK);
    this.#fill(
      back,
      damage,
      Math.min(top, before) + height,
      Math.max(top, before) + height,
      top < before ? BLACK : BODY,
    );
    for (let mark = 0; mark < MARKS.length; mark += 1) this.#moveMark(back, damage, mark, before, top);
  }

  #fill(back: Surface, damage: Damage, from: number, until: number, colour: number): void {
    const bottom = Math.min(until, back.height);
    if (from >= bottom) return;
    const at = from * back.stride + this.#left * 2;
    this.#kernels.fillRows(back.bytes, at, back.stride, this.#width, bottom - from, colour);
    damage.add(this.#left, from, this.#left + this.#width, bottom);
  }

  #moveMark(back: Surface, damage: Damage, mark: number, before: number, now: number): void {
    const [x, y, width, height] = MARKS[mark]!;
    const left = this.#left + x;
    const surface = this.#marks[mark]!;
    const from = Math.min(before, now) + y;
    const until = Math.min(back.height, Math.max(before, now) + y + height);
    if (from >= until) return;
    this.#kernels.fillRows(back.bytes, from * back.stride + left * 2, back.stride, width, until - from, BODY);
    const rows = Math.min(height, back.height - now - y);
    if (rows > 0) {
      const to = (now + y) * back.stride + left * 2;
      this.#kernels.copyRows(back.bytes, to, back.stride, surface.bytes, 0, surface.stride, width * 2, rows);
    }
    damage.add(left, from, left + width, until);
  }
}
