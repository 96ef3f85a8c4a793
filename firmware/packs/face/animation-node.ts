import { RegionList } from '../../geometry/region-list.js';
import type { Surface } from '../../pixels/surface.js';
import { NO_LOOP, PackLimit } from '../layout.js';
import type { PackNode } from '../reader-node.js';
import type { AnimationDecoder } from './animation-decoder.js';
import type { Canvas } from './canvas.js';
import { type FaceNode, NEVER } from './face-node.js';

/** Frames left out in one go where it is late. Behind more than that it goes on from where it stands, as after a pause. */
const MOST_LATE = 8;

/**
 * An ANIM: its frames come out of flash by the device's clock. A frame whose time was over before it could be drawn is left out
 * whole; the deltas of it are decoded all the same.
 */
export class AnimationNode implements FaceNode {
  dueAt = 0;
  /** Its pixels do not decode: it stands still for good. */
  failed = false;
  /** Frames that were left out. */
  dropped = 0;
  /** What the next frame will redraw, in coordinates of the scene. */
  readonly ahead = new RegionList(new Uint16Array(4 * PackLimit.regions));
  /** `ahead` is part of the damage already. */
  isMarked = false;
  readonly #node: PackNode;
  readonly #decoder: AnimationDecoder;
  readonly #surface: Surface;
  /** The step drawn last; -1 before the first. */
  #step = -1;
  /** The one after it: behind the last frame the one that closes the loop, behind that the frame after the loop's. */
  #following = 0;

  constructor(node: PackNode, decoder: AnimationDecoder, surface: Surface) {
    this.#node = node;
    this.#decoder = decoder;
    this.#surface = surface;
  }

  /** The frame on show: 0 to one less than there are. */
  get frame(): number {
    return this.#step < this.#node.blob!.frames ? this.#step : this.#decoder.loop;
  }

  stir(): void {}

  update(canvas: Canvas, now: number): void {
    const late = this.dueAt;
    for (let frames = 0; this.dueAt <= now; frames += 1) {
      if (frames > 0) this.dropped += 1;
      const isFirst = this.#step < 0;
      // Before the first frame it was not there at all, and is marked whole.
      if (!this.isMarked) this.#mark(canvas);
      this.isMarked = false;
      if (!this.#next()) return;
      const stands = this.#decoder.micros(this.frame);
      if (isFirst || frames === MOST_LATE || now - late > MOST_LATE * stands) this.dueAt = now + stands;
      else this.dueAt += stands;
      this.#lookAhead();
    }
  }

  #mark(canvas: Canvas): void {
    const { data, count } = this.ahead;
    for (let at = 0; at < 4 * count; at += 4) canvas.mark(data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!);
  }

  /** Draws the next frame; false where there is none. */
  #next(): boolean {
    const following = this.#following;
    const decoder = this.#decoder;
    if (!decoder.draw(following)) {
      this.failed = true;
      this.dueAt = NEVER;
      this.ahead.clear();
      return false;
    }
    this.#step = following;
    const next = following + 1;
    if (next < decoder.steps) this.#following = next;
    else this.#following = decoder.loop === NO_LOOP ? NO_LOOP : decoder.loop + 1;
    return true;
  }

  #lookAhead(): void {
    const ahead = this.ahead;
    const following = this.#following;
    ahead.count = 0;
    if (following === NO_LOOP) this.dueAt = NEVER;
    else {
      const node = this.#node;
      const left = node.left;
      const top = node.top;
      if (this.#decoder.look(following, left, top, ahead)) return;
      // It will hardly decode; should it all the same, this holds whatever it draws.
      ahead.set(0, left, top, left + node.width, top + node.height);
      ahead.count = 1;
    }
  }

  paint(canvas: Canvas): void {
    const node = this.#node;
    canvas.picture(this.#surface, node.left, node.top);
  }
}
