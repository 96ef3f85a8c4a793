import { filmBlob, pictureOf, spritesBlob, wallBlob } from '../support/packs/blobs.js';
import { kinds, own, writePack } from '../support/packs/pack-writer.js';
import { testGlyphs } from '../support/packs/sample-pack.js';

const [WIDTH, HEIGHT] = [410, 502];
const SIDE = 96;
const FRAMES = 30;

/** For the engine's panel. Face 0 plays a loop of 96 x 96 at 30/s over a still picture, face 1 has a clock with seconds over it. */
export function meteredPack(): Uint8Array {
  const wall = pictureOf(WIDTH, HEIGHT, (x, y) => ((x >> 6) << 11) | ((y >> 5) << 5));
  const film = Array.from({ length: FRAMES }, (_, frame) => {
    const left = 2 * Math.min(frame, FRAMES - frame);
    const isIn = (x: number, y: number): boolean => x >= left && x < left + 48 && y >= 20 && y < 72;
    return pictureOf(
      SIDE,
      SIDE,
      (x, y) => (isIn(x, y) ? 0xf800 | (((x - left) >> 3) * (y >> 3)) : ((x >> 4) << 6) | (y >> 4)) & 0xffff,
    );
  });
  const still = { kind: 1, box: [0, 0, WIDTH, HEIGHT], blob: 1 } as const;
  const loop = { kind: 4, box: [157, 180, SIDE, SIDE], blob: 2 } as const;
  const clock = {
    kind: 5,
    box: [60, 60, 290, 50],
    blob: 3,
    colour: 0xffff,
    source: 16,
    format: 2,
    own: own.text(1),
  } as const;
  return writePack({
    width: WIDTH,
    height: HEIGHT,
    scenes: [
      { face: 0, layer: 0, nodes: [still, loop] },
      { face: 1, layer: 0, nodes: [still, clock] },
    ],
    blobs: [
      { kind: kinds.WALL, codec: 1, id: 1, width: WIDTH, height: HEIGHT, bytes: wallBlob(wall, 1) },
      {
        kind: kinds.ANIM,
        id: 2,
        frames: FRAMES,
        width: SIDE,
        height: SIDE,
        bytes: filmBlob(film, 0, new Array<number>(FRAMES).fill(33)),
      },
      { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 50, testGlyphs(32, 48, 4)) },
    ],
  });
}
