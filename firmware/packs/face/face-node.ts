import type { Canvas } from './canvas.js';

/** One node of a scene as it is played. */
export interface FaceNode {
  /** When it looks again whether it changed, microseconds; `Infinity` while nothing but the world changes it. */
  readonly dueAt: number;
  /** Something of the world changed: it looks again at the next step. */
  stir(): void;
  /** Looks what it shows at `now`, and marks on the canvas what changed since it last did. */
  update(canvas: Canvas, now: number): void;
  /** Draws what it shows, as far as it lies in the canvas's region. */
  paint(canvas: Canvas): void;
}

/** What never changes is due never again. */
export const NEVER = Number.POSITIVE_INFINITY;
