import sharp from 'sharp';
import { type OwnFace, ownPack } from '../studio/faces/faces.js';
import type { FaceMaterial } from '../studio/faces/material.js';
import type { Glass } from '../studio/glass.js';
import type { SigningKey } from '../studio/keys.js';
import { writePack } from '../studio/pack/write-pack.js';
import { systemFont } from './font.js';

/** Draws an SVG picture at its own size. */
export async function rasteriseSvg(svg: string): ReturnType<FaceMaterial['rasterise']> {
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

/** The pack of a face that comes with Verso, for a panel, signed where there is a key. */
export async function makeOwnPack(
  face: OwnFace,
  glass: Glass,
  key: SigningKey | undefined,
  onProgress: (part: number) => void = () => {},
): Promise<Uint8Array> {
  const material: FaceMaterial = { glass, rasterise: rasteriseSvg, glyphs: systemFont(), onProgress };
  return writePack(await ownPack(face, material), key);
}
