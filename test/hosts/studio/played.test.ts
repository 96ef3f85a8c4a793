import test from 'ava';
import { systemFont } from '../../../hosts/node/font.js';
import { writePack } from '../../../hosts/studio/pack/write-pack.js';
import { makeWallpaper } from '../../../hosts/studio/wallpaper.js';
import { drawIllustration } from '../../support/corpus/illustration.js';
import { FaceRig } from '../../support/packs/face-rig.js';
import { filmOf, spriteLoop } from '../../support/packs/films.js';

const panel = { width: 410, height: 502, shape: 'rectangle', cornerRadius: 40, unsafe: [] } as const;

async function rigOf(pictures: readonly Uint8Array[], millis: number): Promise<FaceRig> {
  const options = { panel, name: 'A', glyphs: systemFont(), alwaysOn: 'none', mostBytes: 4_000_000 } as const;
  const { plan } = await makeWallpaper(filmOf(pictures, millis), options);
  return new FaceRig(await writePack(plan), 410, 502);
}

for (const [name, pictures] of [
  ['a sprite over a still', spriteLoop(8)],
  ['the whole glass', Array.from({ length: 5 }, (_, frame) => drawIllustration(frame))],
] as const) {
  test(`the firmware plays the pictures that were put in, each in its time, round after round: ${name}`, async (t) => {
    const rig = await rigOf(pictures, 40);
    t.deepEqual(rig.faults, []);
    let now = 1_000_000;
    rig.draw(now);
    for (let frame = 0; frame < 2 * pictures.length + 1; frame += 1) {
      t.true(Buffer.from(rig.back.bytes).equals(pictures[frame % pictures.length]!), `picture ${frame}`);
      t.is(rig.face.wakeAt, now + 40_000);
      now = rig.face.wakeAt;
      rig.draw(now);
    }
    t.deepEqual(rig.faults, []);
  });
}
