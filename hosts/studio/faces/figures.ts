import { tabular } from '../glyphs.js';
import type { Blob } from '../pack/blob.js';
import type { Box, NodePlan } from '../pack/scene.js';
import { textBlob } from '../pack/sprites.js';
import { FIGURES, strokeFigures, type Weight } from './digits.js';
import type { FaceMaterial } from './material.js';

/** Figures of one size, ready for text nodes. */
export interface Figures {
  readonly blob: Blob;
  readonly height: number;
  /** Pixels a text of these characters takes. */
  width(characters: string): number;
}

/** Draws the figures `pixels` high. */
export async function makeFigures(
  material: FaceMaterial,
  pixels: number,
  weight: Weight,
  bits: 2 | 4 = 4,
  characters = FIGURES,
): Promise<Figures> {
  const set = tabular(await strokeFigures(material, weight).make(characters, pixels));
  const advances = new Map(set.glyphs.map(({ codePoint, advance }) => [codePoint, advance]));
  return {
    blob: textBlob(set, bits),
    height: set.ascent + set.descent,
    width: (text) => [...text].reduce((sum, one) => sum + (advances.get(one.codePointAt(0)!) ?? 0), 2),
  };
}

/** Where a line of these figures stands, its middle at x and its top at y. */
export function lineAt(figures: Figures, widest: string, x: number, y: number): Box {
  const width = Math.ceil(figures.width(widest));
  return { x: Math.round(x - width / 2), y: Math.round(y), width, height: figures.height };
}

/** Hours and minutes over a soft shadow, in the middle of a box. */
export function timeNodes(figures: Figures, box: Box, colour: number, shadow: number): NodePlan[] {
  const away = Math.max(1, Math.round(box.height / 40));
  const text = { kind: 'text', blob: figures.blob, source: 'time', align: 'centre' } as const;
  return [
    { ...text, box: { ...box, y: box.y + away }, colour: shadow },
    { ...text, box, colour },
  ];
}
