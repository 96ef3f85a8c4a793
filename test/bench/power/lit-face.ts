import type { PackBytes } from '../../../firmware/packs/pack-bytes.js';
import { makeAlwaysOnClock } from '../../../hosts/studio/clock.js';
import { packBytes } from '../../../hosts/studio/inspect.js';
import { layerNodes } from '../../../hosts/studio/pack/layer.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { blockFont } from '../packs/block-font.js';

const WHITE = 0xffff;

/**
 * A face whose always-on scene lights `part` (0..1) of the glass: the time, and below it a bar that brings the lit pixels
 * there, as the peers' clock has one. Its bar is as wide as the walk of always-on scenes leaves room for.
 */
export async function litFace(width: number, height: number, part: number): Promise<PackBytes> {
  const glass = { width, height, shape: 'rectangle', cornerRadius: 0, unsafe: [] } as const;
  const clock = await makeAlwaysOnClock({ glass, glyphs: blockFont, place: 'top', pixels: 56 });
  // Most digits light less than the one that lights most, by which the clock is counted: about half on the average.
  const rest = Math.round(width * height * part - 0.5 * clock.litPixels);
  const across = Math.round(width * 0.75);
  const rows = Math.ceil(rest / across);
  const coverage = new Uint8Array(across * rows).fill(255, 0, rest);
  const place = { x: (width - across) >> 1, y: height >> 1 };
  const file = await writePack({
    id: new Uint8Array(16),
    version: 1,
    panel: glass,
    name: 'Lit',
    faces: [
      {
        name: 'Lit',
        main: { nodes: [] },
        alwaysOn: { nodes: [...layerNodes(coverage, across, place, 1, WHITE), ...clock.nodes] },
      },
    ],
  });
  return packBytes(file);
}
