import sharp from 'sharp';
import { ownFaces, ownPack } from '../../../hosts/studio/faces/faces.js';
import type { Image } from '../../../hosts/studio/image.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { panelFacts } from '../../../simulator/headless/panel-facts.js';
import { blockFont } from '../../bench/packs/block-font.js';
import type { TestPicture } from './blobs.js';

/** A picture that was drawn for a face, and where on the glass it belongs: RGB565 values. */
export interface DrawnPicture extends TestPicture {
  readonly x: number;
  readonly y: number;
}

/** A face that comes with Verso, built, and the pictures it was built from, in the order they were drawn. */
export interface BuiltFace {
  readonly panel: string;
  readonly width: number;
  readonly height: number;
  readonly file: Uint8Array;
  readonly drawn: readonly DrawnPicture[];
}

export interface OwnFaceOptions {
  /** Pictures of a loop that are drawn: every so many, the ones between repeat the last; 1 where absent. */
  readonly every?: number;
  /**
   * Colours in 32 steps a component, so that each pixel is exactly what a panel can show and no slope is gentle enough to be
   * dithered: what is drawn is what must be shown. Else as they come.
   */
  readonly plain?: boolean;
}

/** Builds the face of this name for a panel. */
export async function buildOwnFace(name: string, panel: string, options: OwnFaceOptions = {}): Promise<BuiltFace> {
  const { every = 1, plain = false } = options;
  const glass = panelFacts(panel);
  const drawn: DrawnPicture[] = [];
  const boxes = new Map<string, { image: Image; count: number }>();
  const rasterise = async (svg: string): Promise<Image> => {
    const view = /viewBox="(\d+) (\d+) (\d+) (\d+)"/.exec(svg);
    const known = view === null ? undefined : boxes.get(view[0]);
    const isOfLoop = view !== null && Number(view[3]) * Number(view[4]) < glass.width * glass.height;
    if (isOfLoop && known !== undefined && known.count % every !== 0) {
      known.count += 1;
      return known.image;
    }
    const image = await rasteriseOnce(svg, plain);
    if (view === null) return image;
    boxes.set(view[0], { image, count: (known?.count ?? 0) + 1 });
    drawn.push({ x: Number(view[1]), y: Number(view[2]), ...pixelsOf(image) });
    return image;
  };
  const face = ownFaces.find((each) => each.name === name)!;
  const file = await writePack(await ownPack(face, { glass, rasterise, glyphs: blockFont }));
  return { panel, width: glass.width, height: glass.height, file, drawn };
}

async function rasteriseOnce(svg: string, plain: boolean): Promise<Image> {
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  if (plain) for (let at = 0; at < data.length; at += 1) if ((at & 3) !== 3) data[at] = step(data[at]!);
  return { width: info.width, height: info.height, rgba: data };
}

/** The nearest of 32 steps, told in 8 bits as a panel tells them: the upper bits come again below. */
function step(value: number): number {
  const five = Math.round((value * 31) / 255);
  return (five << 3) | (five >> 2);
}

function pixelsOf({ width, height, rgba }: Image): TestPicture {
  const pixels = Uint16Array.from({ length: width * height }, (_, at) => {
    const [red, green, blue] = [rgba[4 * at]!, rgba[4 * at + 1]!, rgba[4 * at + 2]!];
    return (Math.round((red * 31) / 255) << 11) | (Math.round((green * 63) / 255) << 5) | Math.round((blue * 31) / 255);
  });
  return { width, height, pixels };
}
