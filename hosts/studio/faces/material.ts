import type { Picture } from '../../sdk/picture.js';
import type { Glass } from '../glass.js';
import type { GlyphMaker } from '../glyphs.js';
import type { Image } from '../image.js';
import { animationBlob } from '../pack/animation.js';
import type { Blob } from '../pack/blob.js';
import { layerNodes } from '../pack/layer.js';
import type { Box, NodePlan } from '../pack/scene.js';
import { wallBlob } from '../pack/wall.js';
import { toPicture } from '../to-rgb565.js';
import { type Stage, svgOf } from './stage.js';

/** What a face that comes with Verso is made of. */
export interface FaceMaterial {
  readonly glass: Glass;
  /** Draws an SVG picture at its own size: sharp in Node, an image and a canvas in a browser. */
  readonly rasterise: (svg: string) => Promise<Image>;
  /** Draws the letters of songs and lyrics. */
  readonly glyphs: GlyphMaker;
  /** Hears which part (0..1) is done. */
  readonly onProgress?: (part: number) => void;
}

/** Pictures a second of the loops. */
export const LOOP_HZ = 20;

/** A still picture of the stage as a node. */
export async function wall({ rasterise }: FaceMaterial, stage: Stage, body: string): Promise<NodePlan> {
  return { kind: 'wall', x: 0, y: 0, blob: wallBlob(dithered(await rasterise(svgOf(stage, body)))) };
}

/** A loop of `count` pictures of a box of the stage, `draw(phase)` each, as a blob. */
export async function loop(
  { rasterise }: FaceMaterial,
  stage: Stage,
  box: Box,
  count: number,
  draw: (phase: number) => string,
): Promise<Blob> {
  const frames: { picture: Picture; durationMillis: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const picture = dithered(await rasterise(svgOf(stage, draw(index / count), box)));
    // Whole milliseconds that keep the rate, whatever it is.
    const durationMillis = Math.round(((index + 1) * 1000) / LOOP_HZ) - Math.round((index * 1000) / LOOP_HZ);
    frames.push({ picture, durationMillis });
  }
  return animationBlob(frames);
}

/** White lines on black as a layer of two bits, in white. */
export async function outline({ rasterise }: FaceMaterial, stage: Stage, body: string): Promise<NodePlan[]> {
  const { rgba, width, height } = await rasterise(svgOf(stage, body));
  const coverage = Uint8Array.from({ length: width * height }, (_, pixel) =>
    rgba[4 * pixel]! < 48 ? 0 : rgba[4 * pixel]!,
  );
  return layerNodes(coverage, width, { x: 0, y: 0 }, 2, 0xffff);
}

/** A drawing as the panel takes it. */
export function dithered({ rgba, width, height }: Image): Picture {
  const rgb = new Uint8Array(3 * width * height);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return toPicture(rgb, width, height, true);
}
