import test from 'ava';
import { checkStructure } from '../../firmware/packs/check-structure.js';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import { openPack } from '../../firmware/packs/reader.js';
import { decodedBytes } from '../../firmware/packs/reader-memory.js';
import { alwaysOnBlob, animationBlob, pictureOf, regionOf, spritesBlob, wallBlob } from '../support/packs/blobs.js';
import { own, packBytes, type TestNode, type TestPack, writePack } from '../support/packs/pack-writer.js';
import { samplePack, testGlyphs } from '../support/packs/sample-pack.js';

const [width, height] = [200, 240];
const target = { width, height, shape: 0, firmware: 0x000100 };
const whole = writePack(samplePack(width, height));

function faultOf(file: Uint8Array): PackFault {
  return checkStructure(packBytes(file), target);
}

/** The whole pack with some numbers changed: [offset, bytes a number has, value]. */
function patched(...patches: readonly (readonly [at: number, bytes: 1 | 2 | 4, value: number])[]): Uint8Array {
  const file = whole.slice();
  const view = new DataView(file.buffer);
  for (const [at, bytes, value] of patches) {
    if (bytes === 1) view.setUint8(at, value);
    else if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
  return file;
}

function u32(at: number): number {
  return new DataView(whole.buffer).getUint32(at, true);
}

/** Entries of the table: 0 is the manifest, then as the sample has them. */
const entry = (index: number): number => 64 + 64 * index;
const blob = (index: number): number => u32(entry(index) + 8);
const [WALL, ANIM, SPRT, AODL] = [1, 2, 3, 5];

test('a pack written by hand from PACKS.md has nothing wrong with it', (t) => {
  t.is(faultOf(whole), PackFault.none);
});

test('what it takes in memory is width x height x 2 of its pictures and 20 bytes a glyph', (t) => {
  const open = openPack(packBytes(whole), target);
  t.is(decodedBytes(open, 0), 200 * 240 * 2 + 40 * 30 * 2 + 2 * 280);
});

const refusals: readonly (readonly [says: string, file: Uint8Array, fault: PackFault])[] = [
  ['an empty file', new Uint8Array(0), PackFault.truncated],
  ['a head without a table', whole.slice(0, 64), PackFault.truncated],
  ['a file whose last byte is missing', whole.slice(0, -1), PackFault.truncated],
  ['a file with a byte too many', Uint8Array.from([...whole, 0]), PackFault.truncated],
  ['a file above 4 MiB', new Uint8Array(4 * 1024 * 1024 + 1), PackFault.tooLong],
  ['a file that says it is above 4 MiB', patched([8, 4, 4 * 1024 * 1024 + 1]), PackFault.tooLong],
  ['another magic', patched([3, 1, 0x32]), PackFault.magic],
  ['format 2', patched([4, 2, 2]), PackFault.format],
  ['flags nobody knows', patched([6, 2, 1]), PackFault.reserved],
  ['a reserved byte of the head', patched([63, 1, 1]), PackFault.reserved],
  ['a newer firmware', patched([21, 1, 2]), PackFault.firmware],
  ['another width', patched([24, 2, 201]), PackFault.panel],
  ['another height', patched([26, 2, 239]), PackFault.panel],
  ['another shape', patched([28, 1, 1]), PackFault.panel],
  ['a table elsewhere', patched([16, 4, 128]), PackFault.table],
  ['no entries', patched([12, 2, 0]), PackFault.table],
  ['257 entries', patched([12, 2, 257]), PackFault.table],
  ['a kind there is not', patched([entry(WALL), 1, 7]), PackFault.entry],
  ['a codec there is not', patched([entry(WALL) + 1, 1, 2]), PackFault.entry],
  ['a variant', patched([entry(WALL) + 4, 1, 1]), PackFault.entry],
  ['a wall wider than the panel', patched([entry(WALL) + 16, 2, 201]), PackFault.entry],
  ['a wall without rows', patched([entry(WALL) + 18, 2, 0]), PackFault.entry],
  ['a reserved byte of an entry', patched([entry(WALL) + 31, 1, 1]), PackFault.reserved],
  ['an animation without frames', patched([entry(ANIM) + 6, 2, 0]), PackFault.frames],
  ['an animation of 4,097 frames', patched([entry(ANIM) + 6, 2, 4097]), PackFault.frames],
  ['another number of frames in head and table', patched([blob(ANIM), 2, 2]), PackFault.frames],
  ['a blob off its boundary', patched([entry(WALL) + 8, 4, blob(WALL) + 4]), PackFault.outside],
  ['a blob in the table', patched([entry(WALL) + 8, 4, 0]), PackFault.outside],
  ['a blob behind the end', patched([entry(WALL) + 8, 4, 0xfffff000]), PackFault.outside],
  ['a blob that ends in the trailer', patched([entry(6) + 12, 4, u32(entry(6) + 12) + 1]), PackFault.outside],
  ['a blob without bytes', patched([entry(WALL) + 12, 4, 0]), PackFault.outside],
  ['two blobs in one place', patched([entry(SPRT) + 8, 4, blob(4)]), PackFault.overlap],
  ['two blobs of one name', patched([entry(4) + 2, 2, 3]), PackFault.twice],
  ['a second manifest', patched([entry(SPRT), 1, 1], [entry(SPRT) + 2, 2, 0]), PackFault.twice],
  ['a manifest without a name', patched([blob(0), 1, 6]), PackFault.manifest],
  ['an item nobody knows, which is critical', patched([blob(0), 1, 0x86]), PackFault.manifest],
  ['an item longer than the manifest', patched([blob(0) + 2, 2, 9000]), PackFault.manifest],
  ['a band outside its blob', patched([blob(WALL) + 4, 4, 0x7fffffff]), PackFault.wall],
  ['bands in another order', patched([blob(WALL) + 4, 4, u32(blob(WALL) + 8) + 1]), PackFault.wall],
  ['a loop to a frame that is not there', patched([blob(ANIM) + 2, 2, 3]), PackFault.animation],
  ['a step whose regions are outside', patched([blob(ANIM) + 16, 4, 0x7fffffff]), PackFault.animation],
  ['65 regions in a step', patched([blob(ANIM) + 16 + 6, 2, 65]), PackFault.animation],
  ['a frame of 7 ms', patched([blob(ANIM) + 16 + 4, 2, 7]), PackFault.duration],
  ['a first step that leaves pixels open', patched([blob(ANIM) + 16 + 6, 2, 0]), PackFault.animation],
  ['glyphs of three bits', patched([blob(SPRT), 1, 3]), PackFault.sprites],
  ['no glyphs', patched([blob(SPRT) + 2, 2, 0]), PackFault.sprites],
  ['more glyphs than the blob holds', patched([blob(SPRT) + 2, 2, 8192]), PackFault.sprites],
  ['code points that fall', patched([blob(SPRT) + 16 + 20, 4, 0x2d]), PackFault.sprites],
  ['a bitmap outside', patched([blob(SPRT) + 16 + 4, 4, 0xffffff]), PackFault.sprites],
  ['an always-on layer of 4 bits', patched([blob(AODL), 1, 4]), PackFault.alwaysOn],
  ['an always-on layer of other rows', patched([blob(AODL), 1, 2]), PackFault.alwaysOn],
];

for (const [says, file, fault] of refusals) {
  test(`refused: ${says}`, (t) => {
    t.is(faultOf(file), fault);
  });
}

/** The sample with other nodes in its main, or its always-on scene. */
function withNodes(nodes: readonly TestNode[], alwaysOn: readonly TestNode[] = []): TestPack {
  const sample = samplePack(width, height);
  return {
    ...sample,
    scenes: [
      { face: 0, layer: 0, nodes },
      { face: 0, layer: 1, nodes: alwaysOn },
    ],
  };
}

const clock = (format: number, box: TestNode['box'] = [0, 0, 60, 18]): TestNode => ({
  kind: 5,
  box,
  blob: 3,
  source: 16,
  format,
  own: own.text(0),
});
const bar: TestNode = { kind: 7, box: [0, 0, 60, 4], source: 1, own: own.bar(0) };
const when = (count: number): TestNode => ({ kind: 9, box: [0, 0, 1, 1], own: own.visibleWhen(2, count) });

const scenes: readonly (readonly [says: string, pack: TestPack, fault: PackFault])[] = [
  ['32 nodes are taken', withNodes(Array.from({ length: 32 }, () => bar)), PackFault.none],
  ['33 are not', withNodes(Array.from({ length: 33 }, () => bar)), PackFault.scene],
  ['8 clocks with seconds are taken', withNodes(Array.from({ length: 8 }, () => clock(2))), PackFault.none],
  ['9 are not', withNodes(Array.from({ length: 9 }, () => clock(2))), PackFault.moving],
  ['9 clocks without seconds are taken', withNodes(Array.from({ length: 9 }, () => clock(0))), PackFault.none],
  ['a box outside the panel is refused', withNodes([{ ...bar, box: [150, 0, 51, 4] }]), PackFault.node],
  ['an empty box is refused', withNodes([{ ...bar, box: [0, 0, 0, 4] }]), PackFault.node],
  ['a kind nobody knows is refused', withNodes([{ ...bar, kind: 10 }]), PackFault.node],
  ['a bar of the weather is refused', withNodes([{ ...bar, source: 3 }]), PackFault.node],
  ['a format nobody knows is refused', withNodes([clock(7)]), PackFault.node],
  ['a node that names a blob of another kind is refused', withNodes([{ ...clock(0), blob: 1 }]), PackFault.reference],
  [
    'an image whose glyph is not there is refused',
    withNodes([{ kind: 2, box: [0, 0, 10, 14], blob: 3, own: own.image(0x43) }]),
    PackFault.reference,
  ],
  [
    'a wall whose box is not its size is refused',
    withNodes([{ kind: 1, box: [0, 0, 199, 240], blob: 1 }]),
    PackFault.reference,
  ],
  ['a visible-when holds what follows', withNodes([when(2), bar, bar]), PackFault.none],
  ['one that holds more than follows is refused', withNodes([when(3), bar, bar]), PackFault.node],
  ['one that leaves another is refused', withNodes([when(2), when(2), bar, bar]), PackFault.node],
  [
    'a wall in an always-on scene is refused',
    withNodes([bar], [{ kind: 1, box: [0, 0, 200, 240], blob: 1 }]),
    PackFault.alwaysOnNode,
  ],
  ['seconds in an always-on scene are refused', withNodes([bar], [clock(5)]), PackFault.alwaysOnNode],
  [
    'a face without a main scene is refused',
    { ...withNodes([bar]), scenes: [{ face: 0, layer: 1, nodes: [] }] },
    PackFault.face,
  ],
  ['a face left out is refused', { ...withNodes([bar]), scenes: [{ face: 1, layer: 0, nodes: [] }] }, PackFault.face],
];

for (const [says, pack, fault] of scenes) {
  test(`scenes: ${says}`, (t) => {
    t.is(faultOf(writePack(pack)), fault);
  });
}

test('an always-on scene may light exactly a tenth of the panel, counted on the pixels of its layer', (t) => {
  const tenth = (200 * 240) / 10;
  const lit = (count: number, bits: 1 | 2): PackFault => {
    const values = Array.from({ length: 120 * 80 }, (_, at) => (at < count ? (at % (2 ** bits - 1)) + 1 : 0));
    const sample = withNodes([bar], [{ kind: 3, box: [3, 4, 120, 80], blob: 9, colour: 0xffff }]);
    const blobs = [{ kind: 5, id: 9, width: 120, height: 80, bytes: alwaysOnBlob(bits, 120, 80, values) }];
    return faultOf(writePack({ ...sample, blobs: [...sample.blobs, ...blobs] }));
  };
  for (const bits of [1, 2] as const) {
    t.is(lit(tenth, bits), PackFault.none);
    t.is(lit(tenth + 1, bits), PackFault.lit);
  }
});

test('an always-on clock counts as its brightest digit in every place', (t) => {
  // One digit of 30 x 39 lights 1,170 pixels; four of them and a colon of 120 are a tenth of 48,000, one colon pixel more is not.
  const glyphs = (colon: number) =>
    [0x30, 0x38, 0x3a].map((codePoint) => ({
      codePoint,
      ...{ width: 30, height: 39, left: 0, top: 0, advance: 30 },
      alpha: Array.from({ length: 1170 }, (_, at) =>
        codePoint === 0x38 ? 1 : codePoint === 0x3a ? Number(at < colon) : Number(at < 400),
      ),
    }));
  const faultWith = (colon: number): PackFault => {
    const sample = withNodes([bar], [{ ...clock(0, [10, 10, 180, 60]), blob: 9 }]);
    const blobs = [{ kind: 4, id: 9, bytes: spritesBlob(1, false, 39, glyphs(colon)) }];
    return faultOf(writePack({ ...sample, blobs: [...sample.blobs, ...blobs] }));
  };
  t.is(faultWith(120), PackFault.none);
  t.is(faultWith(121), PackFault.lit);
});

test('a face that takes more than 1,572,864 bytes is refused', (t) => {
  const big = { width: 512, height: 512, shape: 0, firmware: 0x000100 };
  const wall = wallBlob(
    pictureOf(512, 512, () => 0),
    1,
  );
  const blobsOf = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ kind: 2, codec: 1, id, width: 512, height: 512, bytes: wall }));
  const packOf = (count: number): TestPack => ({
    ...{ width: 512, height: 512 },
    scenes: [
      {
        face: 0,
        layer: 0,
        nodes: blobsOf(count).map(({ id }) => ({ kind: 1, box: [0, 0, 512, 512] as const, blob: id })),
      },
    ],
    blobs: blobsOf(count),
  });
  t.is(checkStructure(packBytes(writePack(packOf(3))), big), PackFault.none);
  t.is(checkStructure(packBytes(writePack(packOf(4))), big), PackFault.memory);
});

test('a copy from outside, and a copy in the first step, are refused', (t) => {
  const picture = pictureOf(20, 10, (x) => x);
  const key = regionOf(picture, null, 0, 0, 20, 10);
  const copy = (x: number) => ({ x: 0, y: 0, width: 5, height: 5, codec: 3, data: Uint8Array.of(x, 0, 2, 0) });
  const packOf = (bytes: Uint8Array, frames: number): TestPack => ({
    ...withNodes([bar]),
    blobs: [...samplePack(width, height).blobs, { kind: 3, id: 9, frames, width: 20, height: 10, bytes }],
  });
  const two = (x: number) =>
    animationBlob(2, 0xffff, [
      { millis: 20, regions: [key] },
      { millis: 20, regions: [copy(x)] },
    ]);
  t.is(faultOf(writePack(packOf(two(15), 2))), PackFault.none);
  t.is(faultOf(writePack(packOf(two(16), 2))), PackFault.animation);
  const first = animationBlob(1, 0xffff, [{ millis: 20, regions: [key, copy(15)] }]);
  t.is(faultOf(writePack(packOf(first, 1))), PackFault.animation);
});

test('glyphs as the sample has them are those of PACKS.md: 16 bytes, then 20 a glyph', (t) => {
  const bytes = spritesBlob(4, false, 18, testGlyphs(10, 14, 4));
  t.is(bytes.length, 16 + 14 * 20 + 14 * 14 * 5);
});
