/** Where a sample paints: a canvas of the page (thumbnails) or of the worker (frames). */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The glass a sample is painted for, in panel pixels; `safe` is the part that no lens covers. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  readonly safe: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** Draws the moment `seconds` after the start, whole. */
export type Painter = (context: Context, seconds: number) => void;

/** A picture drawn by code. Nothing is drawn before `prepare`, which may paint once what never moves. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly framesPerSecond: number;
  prepare(stage: Stage): Painter;
}

/** Seeded values of 0..1, the same on every page. */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** Paints what never moves once, to be laid under every frame. */
export function backdrop(stage: Stage, paint: (context: Context) => void): OffscreenCanvas {
  const canvas = new OffscreenCanvas(stage.width, stage.height);
  const context = canvas.getContext('2d');
  if (context) paint(context);
  return canvas;
}

/** A vertical gradient over the whole stage; stops are [position, colour]. */
export function sky(context: Context, stage: Stage, stops: readonly (readonly [number, string])[]): void {
  const gradient = context.createLinearGradient(0, 0, 0, stage.height);
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  context.fillStyle = gradient;
  context.fillRect(0, 0, stage.width, stage.height);
}

export function disc(context: Context, x: number, y: number, radius: number, colour: string | CanvasGradient): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

/** A soft light around a point. */
export function glow(context: Context, x: number, y: number, radius: number, colour: string): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, `${colour}ff`);
  gradient.addColorStop(0.35, `${colour}77`);
  gradient.addColorStop(1, `${colour}00`);
  disc(context, x, y, radius, gradient);
}

/** The middle of the safe part and the unit in which subjects are drawn: a hundredth of its shorter side. */
export function middle(stage: Stage): { x: number; y: number; unit: number } {
  const { left, top, right, bottom } = stage.safe;
  return { x: (left + right) / 2, y: (top + bottom) / 2, unit: Math.min(right - left, bottom - top) / 100 };
}
