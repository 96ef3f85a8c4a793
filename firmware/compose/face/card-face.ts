import type { Damage } from '../../geometry/damage.js';
import type { Region } from '../../geometry/region.js';
import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { Surface } from '../../pixels/surface.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Source } from '../source.js';
import { Brush } from './brush.js';
import { CardPicture } from './card-picture.js';
import { Mask } from './mask.js';
import { strokeText, textUnits } from './text.js';

const NEVER = Number.POSITIVE_INFINITY;
const SECOND_MICROS = 1_000_000;
const BLACK = 0;
const WHITE = 0xffff;
/** How long a count stands by itself. */
const COUNT_SECONDS = 5;
/** Of the badge that says how many there are: pixels, and of a unit of the font. */
const BADGE_WIDTH = 160;
const BADGE_HEIGHT = 100;
const BADGE_UNIT = 6;

const Show = { nothing: 0, count: 1, picture: 2 } as const;
type Show = (typeof Show)[keyof typeof Show];

export interface CardFaceParts {
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  /** The part of the panel that no lens hides. */
  readonly safe: Readonly<Region>;
}

/** A card of a host over everything but its stream: a picture, or while that is private how many notifications there are. */
export class CardFace implements Source {
  readonly name = 'card';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wakeAt = 0;
  /** The always-on face is on the glass, or nothing: a card waits, and a touch is not meant for it. */
  resting = false;
  readonly picture: CardPicture;
  readonly #parts: CardFaceParts;
  #badge: Mask | undefined;
  #brush: Brush | undefined;
  #show: Show = Show.nothing;
  /** A touch takes the count off and brings the picture. */
  #isPrivate = false;
  #count = 0;
  #until = NEVER;

  constructor(parts: CardFaceParts) {
    this.#parts = parts;
    this.picture = new CardPicture(parts.memory, parts.kernels);
  }

  get wants(): boolean {
    return this.#show !== Show.nothing && !this.resting;
  }

  /** Says how many notifications there are, for `seconds` (0: a moment); no more where there are none. */
  showCount(count: number, alert: boolean, seconds: number, now: number): void {
    this.#count = count;
    this.wakeAt = 0;
    if (count === 0 && this.#show === Show.count) this.dismiss();
    else if (alert && count > 0 && this.#show !== Show.picture) this.#begin(Show.count, seconds || COUNT_SECONDS, now);
  }

  /** Shows the picture, or while it is private the count; for `seconds`, 0 until dismissed. False where none is whole. */
  showPicture(isPrivate: boolean, seconds: number, now: number): boolean {
    if (this.picture.surface === undefined) return false;
    this.#isPrivate = isPrivate;
    this.#begin(isPrivate ? Show.count : Show.picture, seconds, now);
    return true;
  }

  /** Nothing is shown any more. */
  dismiss(): void {
    this.#show = Show.nothing;
    this.#isPrivate = false;
  }

  /** The glass was touched: what is private is shown, what is shown goes. */
  touched(): void {
    if (this.resting) return;
    if (!this.#isPrivate || this.#show !== Show.count) this.dismiss();
    else {
      this.#isPrivate = false;
      this.#show = Show.picture;
      this.wakeAt = 0;
    }
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    this.wakeAt = NEVER;
    if (now >= this.#until) {
      this.dismiss();
      damage.clear();
      return;
    }
    if (!whole) damage.addWhole();
    this.#parts.kernels.fillRows(back.bytes, 0, back.stride, back.width, back.height, BLACK);
    if (this.#show === Show.picture) this.#drawPicture(back, this.picture.surface!);
    else if (this.#show === Show.count) this.#drawCount(back);
    this.wakeAt = this.#until;
  }

  #begin(show: Show, seconds: number, now: number): void {
    this.#show = show;
    this.#until = seconds === 0 ? NEVER : now + seconds * SECOND_MICROS;
    this.wakeAt = 0;
  }

  /** The picture in the middle of what no lens hides; what is larger than the panel is cut. */
  #drawPicture(back: Surface, from: Surface): void {
    const width = Math.min(from.width, back.width);
    const height = Math.min(from.height, back.height);
    const x = this.#middle(this.#parts.safe.left, this.#parts.safe.right, width, back.width);
    const y = this.#middle(this.#parts.safe.top, this.#parts.safe.bottom, height, back.height);
    const toAt = y * back.stride + x * 2;
    this.#parts.kernels.copyRows(back.bytes, toAt, back.stride, from.bytes, 0, from.stride, width * 2, height);
  }

  #drawCount(back: Surface): void {
    const { memory, kernels, safe } = this.#parts;
    this.#badge ??= new Mask(memory, kernels, BADGE_WIDTH, BADGE_HEIGHT);
    this.#brush ??= new Brush(memory, kernels, BADGE_WIDTH);
    const mask = this.#badge;
    const text = `${this.#count}`;
    mask.clear();
    const left = (BADGE_WIDTH - textUnits(text) * BADGE_UNIT) / 2;
    strokeText(mask, text, left, (BADGE_HEIGHT - 10 * BADGE_UNIT) / 2, BADGE_UNIT, BADGE_UNIT * 0.5);
    const x = this.#middle(safe.left, safe.right, BADGE_WIDTH, back.width);
    const y = this.#middle(safe.top, safe.bottom, BADGE_HEIGHT, back.height);
    this.#brush.paint(back, mask, x, y, WHITE);
  }

  #middle(from: number, until: number, length: number, most: number): number {
    return Math.max(0, Math.min(most - length, from + Math.floor((until - from - length) / 2)));
  }
}
