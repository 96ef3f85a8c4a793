import test from 'ava';
import { PackBench, panelPack } from '../../support/packs/pack-bench.js';
import { faceColour } from '../../support/packs/store-pack.js';

const idOf = (id: number): string => id.toString(16).padStart(2, '0').repeat(16);

test('a pack is installed over the line, is on the glass, is listed, and is there again after a restart', async (t) => {
  const bench = await PackBench.open();
  const { device } = bench;
  await bench.settle(device.packs.allowUnsigned(true));
  const file = panelPack({ id: 1, faces: 2, filler: 60_000 });
  const stages: string[] = [];
  let last = 0;
  const installed = await bench.settle(
    device.packs.install(file, {
      unsigned: true,
      onProgress: ({ stage, bytes, total }) => {
        if (stages.at(-1) !== stage) stages.push(stage);
        t.is(total, file.length);
        last = bytes;
      },
    }),
  );
  t.deepEqual(stages, ['sending', 'checking']);
  t.is(last, file.length);
  t.deepEqual(installed, {
    id: idOf(1),
    name: 'pack 1',
    version: 1,
    length: file.length,
    signed: false,
    faces: 2,
  });
  bench.clock.runForMillis(200);
  t.is(bench.colour, faceColour(1, 1, 0));
  const shelf = await bench.settle(device.packs.list());
  t.deepEqual(shelf, {
    packs: [installed],
    chosen: idOf(1),
    face: 0,
    failed: false,
    mode: 'still',
    seconds: 0,
    schedule: [],
    allowsUnsigned: true,
    freeBytes: shelf.capacityBytes - 2 * 65_536,
    capacityBytes: 31 * 65_536,
  });
  const again = bench.restart();
  t.is(again.colour, faceColour(1, 1, 0));
});
