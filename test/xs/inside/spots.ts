import type { Source } from '../../../firmware/compose/source.js';
import type { Damage } from '../../../firmware/geometry/damage.js';
import type { Surface } from '../../../firmware/pixels/surface.js';
import type { Gate } from './plain-platform.js';

const FRAME_MICROS = 33_333;
/** Spots stand on a grid, too far apart for a window to hold two. */
const ACROSS = 4;
const APART_X = 64;
const APART_Y = 24;
const SPOT = 8;

/** Changes some spots 30 times a second, and says of all of them that one region may have changed: each becomes a window. */
export class Spots implements Source {
  readonly name = 'spots';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wants = true;
  wakeAt = 0;
  count: number;
  frames = 0;
  readonly #gate: Gate;

  readonly #isApart: boolean;

  /** `isApart`: each spot is a damaged region of its own. */
  constructor(count: number, gate: Gate, isApart = false) {
    this.count = count;
    this.#isApart = isApart;
    this.#gate = gate;
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    const steps = this.#gate.pause();
    this.frames += 1;
    if (whole) back.bytes.fill(0);
    for (let spot = 0; spot < this.count; spot += 1) {
      const left = 8 + (spot % ACROSS) * APART_X;
      const top = 8 + Math.floor(spot / ACROSS) * APART_Y;
      for (let y = top; y < top + SPOT; y += 1) {
        const at = y * back.stride + left * 2;
        for (let byte = at; byte < at + SPOT * 2; byte += 1) back.bytes[byte] = this.frames;
      }
    }
    this.#gate.resume(steps);
    if (this.#isApart) {
      for (let spot = 0; spot < this.count; spot += 1) {
        const left = 8 + (spot % ACROSS) * APART_X;
        const top = 8 + Math.floor(spot / ACROSS) * APART_Y;
        damage.add(left, top, left + SPOT, top + SPOT);
      }
    } else {
      const rows = Math.ceil(this.count / ACROSS);
      damage.add(8, 8, 8 + Math.min(this.count, ACROSS) * APART_X, 8 + rows * APART_Y);
    }
    this.wakeAt = now + FRAME_MICROS;
  }
}
