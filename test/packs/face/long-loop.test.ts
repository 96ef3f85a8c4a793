import test from 'ava';
import { filmBlob, pictureOf } from '../../support/packs/blobs.js';
import { FaceRig } from '../../support/packs/face-rig.js';
import { kinds } from '../../support/packs/pack-writer.js';
import { Painter } from '../../support/packs/painter.js';

const [width, height] = [60, 40];
const FRAMES = 70;
const LOOP = 3;
/** A spot that goes to and fro, and rests every fifth frame: that step changes nothing. */
const film = Array.from({ length: FRAMES }, (_, frame) => {
  const at = frame % 5 === 4 ? frame - 1 : frame;
  const left = (at * 7) % 17;
  return pictureOf(20, 12, (x, y) => (x >= left && x < left + 3 && y >= at % 9 ? 0xf800 + at : (x * y) & 0x7ff));
});

test('two loops of more frames than are kept show every one of them, three times round, and declare what they change', (t) => {
  const bytes = filmBlob(film, LOOP, new Array<number>(FRAMES).fill(20));
  const node = (blob: number, left: number, top: number) => ({ kind: 4, box: [left, top, 20, 12], blob }) as const;
  const blobOf = (id: number) => ({ kind: kinds.ANIM, id, frames: FRAMES, width: 20, height: 12, bytes });
  const pack = {
    ...{ width, height },
    scenes: [{ face: 0, layer: 0 as const, background: 0x1234, nodes: [node(2, 2, 3), node(3, 31, 20)] }],
    blobs: [blobOf(2), blobOf(3)],
  };
  const rig = new FaceRig(pack, width, height);
  t.deepEqual(rig.faults, []);
  rig.draw(0, true);
  let frame = 0;
  for (let now = 20_000; now < 3 * FRAMES * 20_000; now += 20_000) {
    frame = frame + 1 === FRAMES ? LOOP : frame + 1;
    rig.draw(now);
    const expected = new Painter(width, height, 0x1234).picture(film[frame]!, 2, 3).picture(film[frame]!, 31, 20);
    t.deepEqual(rig.pixels, expected.pixels, `frame ${frame} at ${now}`);
    t.is(rig.undeclared, 0);
    t.is(rig.face.wakeAt, now + 20_000);
  }
});
