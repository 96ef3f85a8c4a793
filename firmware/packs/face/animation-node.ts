import { RegionList } from '../../geometry/region-list.js';
import type { Surface } from '../../pixels/surface.js';
import { NO_LOOP, PackLimit } from '../layout.js';
import type { PackNode } from '../reader-node.js';
import type { AnimationDecoder, RegionListener } from './animation-decoder.js';
import type { Canvas } from './canvas.js';
import { type FaceNode, NEVER } from './face-node.js';

/** Frames left out in one go where it is late. Behind more than that it goes on from where it stands, as after a pause. */
const MOST_LATE = 8;

/**
 * An ANIM: its frames come out of flash by the device's clock. A frame whose time was over before it could be drawn is left out
 * whole; the deltas of it are decoded all the same.
 */
export class AnimationNode implements FaceNode, RegionListener {
  dueAt = 0;
  /** Its pixels do not decode: it stands still for good. */
  failed = false;
  /** Frames that were left out. */
  dropped = 0;
  /** What the next frame will redraw, in coordinates of the scene. */
  readonly ahead = new RegionList(new Uint16Array(4 * PackLimit.regions));
  readonly #node: PackNode;
  readonly #decoder: AnimationDecoder;
  readonly #surface: Surface;
  readonly #ahead: RegionListener;
  #canvas: Canvas | undefined;
  /** The step drawn last; -1 before the first. */
  #step = -1;
  /** The one after it: behind the last frame the one that closes the loop, behind that the frame after the loop's. */
  #following = 0;

  constructor(node: PackNode, decoder: AnimationDecoder, surface: Surface) {
    this.#node = node;
    this.#decoder = decoder;
    this.#surface = surface;
    const { left: x, top: y } = node;
    this.#ahead = {
      changed: (left, top, right, bottom) => void this.ahead.add(x + left, y + top, x + right, y + bottom),
    };
  }

  /** The frame on show: 0 to one less than there are. */
  get frame(): number {
    return this.#step < this.#node.blob!.frames ? this.#step : this.#decoder.loop;
  }

  stir(): void {}

  update(canvas: Canvas, now: number): void {
    this.#canvas = canvas;
    const late = this.dueAt;
    for (let frames = 0; this.dueAt <= now; frames += 1) {
      if (frames > 0) this.dropped += 1;
      const isFirst = this.#step < 0;
      if (!this.#next()) return;
      const stands = this.#decoder.micros(this.frame);
      if (isFirst || frames === MOST_LATE || now - late > MOST_LATE * stands) this.dueAt = now + stands;
      else this.dueAt += stands;
    }
    this.#lookAhead();
  }

  /** Draws the next frame; false where there is none. */
  #next(): boolean {
    const following = this.#following;
    if (following === NO_LOOP || !this.#decoder.draw(following, this)) {
      this.failed = following !== NO_LOOP;
      this.dueAt = NEVER;
      this.ahead.clear();
      return false;
    }
    const { steps, loop } = this.#decoder;
    this.#step = following;
    if (following + 1 < steps) this.#following = following + 1;
    else this.#following = loop === NO_LOOP ? NO_LOOP : loop + 1;
    return true;
  }

  #lookAhead(): void {
    const { ahead } = this;
    ahead.count = 0;
    if (this.#following === NO_LOOP) this.dueAt = NEVER;
    else if (this.#decoder.look(this.#following, this.#ahead) > ahead.count) ahead.clear();
  }

  changed(left: number, top: number, right: number, bottom: number): void {
    const { left: x, top: y } = this.#node;
    this.#canvas!.mark(x + left, y + top, x + right, y + bottom);
  }

  paint(canvas: Canvas): void {
    const { left, top, width, height } = this.#node;
    if (canvas.within(left, top, width, height)) canvas.picture(this.#surface, left, top);
  }
}
