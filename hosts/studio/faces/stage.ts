import type { Region } from '../../../firmware/geometry/region.js';
import { quietArea } from '../clock.js';
import type { Glass } from '../glass.js';
import type { Box } from '../pack/scene.js';

/** Where a face is drawn: the panel in pixels, and the part of it that no lens and no rounded corner hides. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  readonly safe: Readonly<Region>;
}

/** The stage of a panel. */
export function stageOf(glass: Glass): Stage {
  return { width: glass.width, height: glass.height, safe: quietArea(glass) };
}

/** An SVG picture of the stage around `body`, or of the part of it in `box`. */
export function svgOf({ width, height }: Stage, body: string, box: Box = { x: 0, y: 0, width, height }): string {
  const view = `${box.x} ${box.y} ${box.width} ${box.height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}" viewBox="${view}">${body}</svg>`;
}

/** The same all in one colour. */
export function filled({ width, height }: Stage, colour: string): string {
  return `<rect width="${width}" height="${height}" fill="${colour}"/>`;
}

/**
 * The box around a square or rectangle with edges on multiples of eight, so that what is drawn anew in it is dithered as the
 * picture around it is.
 */
export function eightfold(left: number, top: number, right: number, bottom: number, { width, height }: Stage): Box {
  const x = Math.max(0, Math.floor(left / 8) * 8);
  const y = Math.max(0, Math.floor(top / 8) * 8);
  return {
    x,
    y,
    width: Math.min(width, Math.ceil(right / 8) * 8) - x,
    height: Math.min(height, Math.ceil(bottom / 8) * 8) - y,
  };
}

/** A number as SVG wants it: two decimals are a fiftieth of a pixel. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Numbers 0..1 that look thrown but are the same on every machine (a linear congruence). */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
