import test from 'ava';
import { InputKind } from '../../../firmware/platform/inputs.js';
import { PackError } from '../../../hosts/sdk/errors.js';
import { Random } from '../../../simulator/random.js';
import { bitErrors } from '../../../simulator/serial/faults.js';
import { runAsync } from '../../support/link/virtual-endpoint.js';
import { ColourPlayer } from '../../support/packs/colour-player.js';
import { lineOf, PACK_PANEL, PackBench, panelPack } from '../../support/packs/pack-bench.js';
import { faceColour, signPack, testKey } from '../../support/packs/store-pack.js';

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
  t.true(again.clock.time < 1_000_000);
  t.is(again.colour, faceColour(1, 1, 0));
});

const unsigned = { unsigned: true } as const;

/** A device with these packs, the last of them on the glass. */
async function benchWith(...packs: Parameters<typeof panelPack>[0][]): Promise<PackBench> {
  const bench = await PackBench.open({ connect: { reconnect: false } });
  // The picture of a face stays lit while the host is there.
  await bench.settle(bench.device.power('active'));
  await bench.settle(bench.device.packs.allowUnsigned(true));
  for (const pack of packs) await bench.settle(bench.device.packs.install(panelPack(pack), unsigned));
  bench.clock.runForMillis(300);
  return bench;
}

test('packs that the device will not have are refused with a sentence, and nothing on it changes', async (t) => {
  const bench = await benchWith({ id: 9 });
  const { packs } = bench.device;
  await bench.settle(packs.allowUnsigned(false));
  const [owner, stranger] = [testKey(), testKey()];
  await bench.settle(packs.addKey(owner.publicKey));
  const before = await bench.settle(packs.list());
  const signed = panelPack({ id: 1, signer: owner });
  const change = (at: number, value: number): Uint8Array => {
    const file = panelPack({ id: 1 });
    file[at] = value;
    return file;
  };
  const resigned = (at: number, value: number): Uint8Array => {
    const file = change(at, value);
    signPack(file, owner);
    return file;
  };
  const flipped = signed.slice();
  flipped[60 - 12] = 3;
  const blobChanged = signed.slice();
  blobChanged[8192 + 40]! ^= 1;
  const overlapping = panelPack({ id: 1, faces: 2 });
  overlapping.copyWithin(64 + 2 * 64 + 8, 64 + 64 + 8, 64 + 64 + 12);
  signPack(overlapping, owner);
  const rows: [what: string, file: Uint8Array, asks: boolean, sentence: RegExp][] = [
    ['not signed', panelPack({ id: 1 }), false, /is not signed; sign it, or say --unsigned/],
    [
      'not signed, and not allowed',
      panelPack({ id: 1 }),
      true,
      /takes signed packs only; `verso pack allow-unsigned on`/,
    ],
    ['signed by a stranger', panelPack({ id: 1, signer: stranger }), true, /somebody this device does not trust/],
    ['changed after it was signed', flipped, true, /changed after it was signed/],
    ['a part changed after it was signed', blobChanged, true, /a part of the pack was changed after it was built/],
    ['for another panel', resigned(24, 200), true, /made for another panel/],
    ['of a later format', resigned(4, 2), true, /of a newer format/],
    ['for a later firmware', resigned(20, 9), true, /needs a newer firmware/],
    ['cut short', signed.slice(0, signed.length - 100), true, /cut short/],
    ['with parts that overlap', overlapping, true, /two parts of the pack overlap/],
    ['no pack at all', new Uint8Array(5000).fill(0x2a), true, /this is no pack/],
    ['too short for one', new Uint8Array(10), true, /too short to be one/],
    ['too long', new Uint8Array(4 * 1024 * 1024 + 1), true, /longer than a pack may be/],
    ['too long for what is free', new Uint8Array(4 * 1024 * 1024), true, /no room for this pack/],
  ];
  for (const [what, file, asks, sentence] of rows) {
    const error = await t.throwsAsync(bench.settle(packs.install(file, { unsigned: asks })), { instanceOf: PackError });
    t.regex(error!.message, sentence, what);
    t.deepEqual(await bench.settle(packs.list()), before, what);
  }
  bench.clock.runForMillis(300);
  t.is(bench.colour, faceColour(9, 1, 0));
  t.is((await bench.settle(packs.install(signed))).signed, true);
});

test('a wish that cannot be is refused, and nothing changes', async (t) => {
  const bench = await benchWith({ id: 1, faces: 2 });
  const { packs } = bench.device;
  const before = await bench.settle(packs.list());
  for (const wish of [
    () => packs.use(idOf(7)),
    () => packs.pin(idOf(1), 2),
    () => packs.remove(idOf(7)),
    () => packs.schedule([{ minute: 10, id: idOf(7) }]),
    () => packs.removeKey(testKey().publicKey),
  ]) {
    await t.throwsAsync(bench.settle(wish()), { message: /has no such pack/ });
  }
  await t.throwsAsync(packs.rotate(4), { instanceOf: RangeError });
  await t.throwsAsync(packs.use('cat'), { message: /is no pack’s id/ });
  t.deepEqual(await bench.settle(packs.list()), before);
});

test('a device without flash says that it has none', async (t) => {
  const bench = await PackBench.open({ nor: null });
  t.false(bench.device.info.features.includes('packs'));
  await t.throwsAsync(bench.settle(bench.device.packs.list()), { message: 'this device has no flash for packs' });
});

test('faces are used, pinned, turned, rotated and removed, and the last choice survives a restart', async (t) => {
  const bench = await benchWith({ id: 1 }, { id: 2, faces: 2 });
  const { packs } = bench.device;
  const shows = async (colour: number, what: string): Promise<void> => {
    bench.clock.runForMillis(300);
    t.is(bench.colour, colour, what);
    t.is(bench.restart().colour, colour, `${what}, after a restart`);
  };
  await shows(faceColour(2, 1, 0), 'the one installed last');
  await bench.settle(packs.use(idOf(1)));
  await shows(faceColour(1, 1, 0), 'use');
  await bench.settle(packs.previous());
  await shows(faceColour(2, 1, 1), 'previous');
  await bench.settle(packs.next());
  await shows(faceColour(1, 1, 0), 'next');
  await bench.settle(packs.pin(idOf(2), 1));
  await shows(faceColour(2, 1, 1), 'pin');
  await bench.settle(packs.rotate(20));
  const seen: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    bench.clock.runForMillis(300);
    seen.push(bench.colour);
    bench.clock.runForMillis(19_950);
  }
  const [cat, dog, pup] = [faceColour(1, 1, 0), faceColour(2, 1, 0), faceColour(2, 1, 1)];
  t.deepEqual(seen, [pup, cat, dog, pup]);
  t.is((await bench.settle(packs.list())).mode, 'rotate');
  await bench.settle(packs.remove(idOf(2)));
  await shows(cat, 'remove');
  await bench.settle(packs.use(null));
  bench.clock.runForMillis(300);
  t.not(bench.colour, cat);
  t.is((await bench.settle(packs.list())).chosen, null);
});

test('a swipe across a face turns to the next one or the one before, and is remembered; nothing else does', async (t) => {
  const bench = await benchWith({ id: 1 }, { id: 2, faces: 2 });
  const { simulation, clock } = bench;
  const stroke = (points: readonly (readonly [x: number, y: number])[], millis: number): void => {
    for (const [x, y] of points) {
      simulation.press(InputKind.touch, x + y * 65_536);
      clock.runForMillis(millis);
    }
    simulation.press(InputKind.touch, -1);
    clock.runForMillis(300);
  };
  const [dog, pup] = [faceColour(2, 1, 0), faceColour(2, 1, 1)];
  t.is(bench.colour, dog);
  stroke([[120, 100]], 50);
  stroke(
    [
      [200, 100],
      [150, 102],
    ],
    50,
  ); // too short
  stroke(
    [
      [200, 20],
      [100, 200],
    ],
    50,
  ); // down
  stroke(
    [
      [200, 100],
      [120, 100],
      [20, 100],
    ],
    500,
  ); // slow
  t.is(bench.colour, dog);
  stroke(
    [
      [200, 100],
      [120, 104],
      [60, 110],
    ],
    50,
  );
  t.is(bench.colour, pup);
  t.is(bench.restart().colour, pup);
  stroke(
    [
      [60, 100],
      [200, 100],
    ],
    50,
  );
  t.is(bench.colour, dog);
  const region = { left: 0, top: 0, right: PACK_PANEL.width, bottom: PACK_PANEL.height };
  const frame = bench.device.sendFrame([{ kind: 'fill', region, colour: 0x1234 }], { key: true });
  await bench.settle(frame.shown);
  stroke(
    [
      [200, 100],
      [20, 100],
    ],
    50,
  );
  t.is((await bench.settle(bench.device.packs.list())).face, 0, 'it was over a host’s picture');
});

test('a schedule waits for the time, and then shows each face from its minute on', async (t) => {
  const bench = await benchWith({ id: 1 }, { id: 2, faces: 2 });
  const { device } = bench;
  const schedule = [
    { minute: 22 * 60, id: idOf(1), face: 0 },
    { minute: 7 * 60, id: idOf(2), face: 1 },
  ];
  const shows = (colour: number, what: string): void => {
    bench.clock.runForMillis(300);
    t.is(bench.colour, colour, what);
  };
  await bench.settle(device.packs.use(idOf(2)));
  await bench.settle(device.packs.schedule(schedule));
  shows(faceColour(2, 1, 0), 'the time is not known');
  const local = new Date(2026, 10, 22, 21, 59, 50);
  await bench.settle(device.setTime(local));
  shows(faceColour(2, 1, 1), 'since seven');
  bench.clock.runForMillis(10_000);
  shows(faceColour(1, 1, 0), 'ten at night');
  const again = bench.restart();
  t.is(again.colour, faceColour(1, 1, 0), 'what was shown last, though the time is not known any more');
  await again.connect();
  const shelf = await again.settle(again.device.packs.list());
  t.deepEqual([shelf.mode, shelf.schedule], ['schedule', [schedule[1]!, schedule[0]!]]);
  await again.settle(again.device.setTime(new Date(2026, 10, 23, 12, 0, 0)));
  again.clock.runForMillis(300);
  t.is(again.colour, faceColour(2, 1, 1));
});

test('a pack that cannot be played leaves the built-in face, and the list says so', async (t) => {
  const player = new ColourPlayer();
  player.broken.add(2);
  const bench = await PackBench.open({ player });
  await bench.settle(bench.device.power('active'));
  await bench.settle(bench.device.packs.allowUnsigned(true));
  await bench.settle(bench.device.packs.install(panelPack({ id: 1 }), unsigned));
  await bench.settle(bench.device.packs.install(panelPack({ id: 2 }), unsigned));
  bench.clock.runForMillis(300);
  const shelf = await bench.settle(bench.device.packs.list());
  t.deepEqual([shelf.chosen, shelf.failed, shelf.packs.length], [idOf(2), true, 2]);
  t.false(player.wants);
  await bench.settle(bench.device.packs.use(idOf(1)));
  bench.clock.runForMillis(300);
  t.is(bench.colour, faceColour(1, 1, 0));
});

test('when the host goes in the middle nothing changes, and the next try goes on where it ended', async (t) => {
  const bench = await benchWith({ id: 1 });
  const file = panelPack({ id: 2, filler: 200_000 });
  const before = await bench.settle(bench.device.packs.list());
  const broken = bench.device.packs.install(file, { ...unsigned, patienceMillis: 100 });
  broken.catch(() => {});
  await runAsync(bench.clock, 700);
  bench.socket.unplug();
  await t.throwsAsync(bench.settle(broken), { message: /went away/ });
  bench.clock.runForMillis(3000);
  bench.socket.plug(bench.simulation.ports[0]!);
  const device = await bench.connect();
  t.deepEqual(await bench.settle(device.packs.list()), { ...before, freeBytes: before.freeBytes - 4 * 65_536 });
  t.is(bench.colour, faceColour(1, 1, 0));
  let first = -1;
  const onProgress = ({ bytes }: { readonly bytes: number }): void => {
    if (first < 0) first = bytes;
  };
  await bench.settle(device.packs.install(file, { ...unsigned, onProgress }));
  t.true(first > 50_000 && first % 4096 === 0, `${first}`);
  bench.clock.runForMillis(300);
  t.is(bench.colour, faceColour(2, 1, 0));
});

test('after a power cut in the middle the next try goes on where it ended', async (t) => {
  const bench = await benchWith();
  const file = panelPack({ id: 2, filler: 200_000 });
  void bench.device.packs.install(file, unsigned).catch(() => {});
  await runAsync(bench.clock, 700);
  const again = bench.restart();
  const device = await again.connect();
  const sent: number[] = [];
  await again.settle(device.packs.install(file, { ...unsigned, onProgress: ({ bytes }) => sent.push(bytes) }));
  t.true(sent[0]! > 50_000, `${sent[0]}`);
  again.clock.runForMillis(300);
  t.is(again.colour, faceColour(2, 1, 0));
});

test('a line that comes back in time is gone on with in the same call', async (t) => {
  const bench = await PackBench.open();
  await bench.settle(bench.device.packs.allowUnsigned(true));
  const file = panelPack({ id: 2, filler: 200_000 });
  const installing = bench.device.packs.install(file, unsigned);
  await runAsync(bench.clock, 800);
  bench.socket.unplug();
  await runAsync(bench.clock, 300);
  bench.socket.plug(bench.simulation.ports[0]!);
  t.is((await bench.settle(installing)).id, idOf(2));
});

for (const rate of [1e-5, 1e-4]) {
  test(`at a bit error rate of ${rate} a pack arrives as it was sent`, async (t) => {
    const { toDevice, toHost } = lineOf(800_000);
    const line = {
      toDevice: { ...toDevice, faults: [bitErrors(new Random(1), rate)] },
      toHost: { ...toHost, faults: [bitErrors(new Random(2), rate)] },
    };
    const bench = await PackBench.open({ line });
    await bench.settle(bench.device.packs.allowUnsigned(true));
    const file = panelPack({ id: 3, filler: 100_000 });
    t.is((await bench.settle(bench.device.packs.install(file, unsigned))).length, file.length);
  });
}

test('frames are shown on while a pack is installed', async (t) => {
  const bench = await benchWith();
  const installing = bench.device.packs.install(panelPack({ id: 2, filler: 300_000 }), unsigned);
  const { width, height } = PACK_PANEL;
  const region = { left: 0, top: 0, right: width, bottom: height };
  let isOver = false;
  installing.then(
    () => {
      isOver = true;
    },
    () => {},
  );
  let frames = 0;
  for (; !isOver; frames += 1) {
    const colour = (frames * 0x0841) & 0xffff;
    const frame = bench.device.sendFrame([{ kind: 'fill', region, colour }], { key: true });
    t.is((await bench.settle(frame.shown)).state, 'shown');
  }
  t.true(frames > 30, `${frames}`);
  t.is((await installing).id, idOf(2));
});
