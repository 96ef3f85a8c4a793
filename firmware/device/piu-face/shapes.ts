import 'piu/MC';
import type { Shape as PiuShape } from 'piu/shape';
import 'piu/shape';
import { Outline } from 'commodetto/outline';

const TURN = 2 * Math.PI;

/** A box of the face, in pixels of what contains it. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A shape in one colour; what it shows is its `fillOutline`. */
export function shapeIn(box: Box, color: string): PiuShape {
  return new Shape(null, { ...box, skin: new Skin({ fill: color }) });
}

export function discOutline(x: number, y: number, radius: number): Outline {
  const path = new Outline.CanvasPath();
  path.arc(x, y, radius, 0, TURN);
  path.closePath();
  return Outline.fill(path);
}

export function disc(x: number, y: number, radius: number, color: string): PiuShape {
  const side = Math.ceil(radius) * 2 + 2;
  const left = Math.round(x - side / 2);
  const top = Math.round(y - side / 2);
  const shape = shapeIn({ left, top, width: side, height: side }, color);
  shape.fillOutline = discOutline(x - left, y - top, radius);
  return shape;
}

export function ringOutline(x: number, y: number, radius: number, weight: number): Outline {
  const path = new Outline.CanvasPath();
  path.arc(x, y, radius, 0, TURN);
  path.closePath();
  return Outline.stroke(path, weight);
}

/**
 * An arc from the top, clockwise, over `fraction` of the turn, with round ends. One that is shorter than a pixel is its two
 * ends: FreeType's stroker crashes on it.
 */
export function arcOutline(x: number, y: number, radius: number, weight: number, fraction: number): Outline {
  if (TURN * radius * fraction < 1) return discOutline(x, y - radius, weight / 2);
  const path = new Outline.CanvasPath();
  const start = -TURN / 4;
  path.arc(x, y, radius, start, start + TURN * Math.min(0.9999, fraction));
  return Outline.stroke(path, weight, Outline.LINECAP_ROUND, Outline.LINEJOIN_ROUND);
}

export function roundedBox(box: Box, radius: number, color: string): PiuShape {
  const shape = shapeIn(box, color);
  shape.fillOutline = Outline.fill(Outline.RoundRectPath(0, 0, box.width, box.height, radius));
  return shape;
}

/** Where the arc of `fraction` ends, from its middle. */
export function arcEnd(radius: number, fraction: number): { x: number; y: number } {
  const angle = TURN * (fraction - 0.25);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}
