import test from 'ava';
import fc from 'fast-check';
import { Damage } from '../../../firmware/geometry/damage.js';
import { RegionList } from '../../../firmware/geometry/region-list.js';
import { ChangeMemo, type GlyphStep } from '../../../firmware/packs/face/change-memo.js';
import { noGlyph } from '../../../firmware/packs/face/still-nodes.js';
import type { PackNode } from '../../../firmware/packs/reader-node.js';
import { pictureOf, spritesBlob, wallBlob } from '../../support/packs/blobs.js';
import { FaceRig } from '../../support/packs/face-rig.js';
import { kinds, own, type TestPack } from '../../support/packs/pack-writer.js';
import { testGlyphs } from '../../support/packs/sample-pack.js';

const [WIDTH, HEIGHT] = [160, 110];
const memory = { allocate: (bytes: number) => new Uint8Array(new ArrayBuffer(bytes)) };
const node = (): PackNode => ({
  ...{ at: 0, kind: 5, flags: 0, left: 0, top: 0, width: 9, height: 9 },
  ...{ blob: undefined, colour: 0, source: 16, format: 0 },
});
const nodes = [node(), node()];

function listOf(damage: Damage): number[] {
  return [...damage.regions.data.subarray(0, 4 * damage.regions.count)];
}

const numbers = fc.record({
  which: fc.nat(1),
  place: fc.nat(3),
  old: fc.nat(2),
  oldPen: fc.nat(1),
  glyph: fc.nat(2),
  pen: fc.nat(1),
  y: fc.nat(1),
});

test('what is known of a change is what was kept last of the same one, of the same node, or nothing', (t) => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: 1, maxLength: 60 }), (changes) => {
      const memo = new ChangeMemo(memory);
      const kept = new Map<string, number[]>();
      const found = new RegionList(new Uint16Array(4));
      let number = 0;
      for (const { which, ...change } of changes) {
        const step: GlyphStep = { ...change, was: noGlyph(), is: noGlyph() };
        const name = JSON.stringify([which, change]);
        const damage = new Damage(400, 400);
        if (memo.mark(nodes[which]!, step, damage)) t.deepEqual(listOf(damage), kept.get(name));
        else t.true(damage.isEmpty);
        number += 1;
        found.count = 0;
        found.add(number, 2, number + 3, 5);
        memo.keep(nodes[which]!, step, found, 100, 200);
        kept.set(name, [100 + number, 202, 103 + number, 205]);
        const again = new Damage(400, 400);
        t.true(memo.mark(nodes[which]!, step, again));
        t.deepEqual(listOf(again), kept.get(name));
      }
    }),
  );
});

test('a change of more windows than are kept is found anew, and one without any is known', (t) => {
  const memo = new ChangeMemo(memory);
  const step: GlyphStep = { place: 1, old: 2, oldPen: 3, glyph: 4, pen: 5, y: 6, was: noGlyph(), is: noGlyph() };
  const found = new RegionList(new Uint16Array(4 * 9));
  const damage = new Damage(400, 400);
  memo.keep(nodes[0]!, step, found, 0, 0);
  t.true(memo.mark(nodes[0]!, step, damage));
  t.true(damage.isEmpty);
  const other = { ...step, place: 2 };
  for (let at = 0; at < 9; at += 1) found.add(10 * at, 0, 10 * at + 2, 2);
  memo.keep(nodes[0]!, other, found, 0, 0);
  t.false(memo.mark(nodes[0]!, other, damage));
});

test('the second time round a clock marks what one marks that shows each of its digits for the first time', (t) => {
  const wall = pictureOf(WIDTH, HEIGHT, (x, y) => (x << 8) ^ y);
  const pack: TestPack = {
    ...{ width: WIDTH, height: HEIGHT },
    scenes: [
      {
        face: 0,
        layer: 0,
        background: 0,
        nodes: [
          { kind: 1, box: [0, 0, WIDTH, HEIGHT], blob: 1 },
          { kind: 5, box: [10, 5, 140, 18], blob: 3, colour: 0xffff, source: 16, format: 2, own: own.text(1) },
          { kind: 5, box: [11, 50, 20, 18], blob: 3, colour: 0xffff, source: 16, format: 5, own: own.text(0) },
        ],
      },
    ],
    blobs: [
      { kind: kinds.WALL, codec: 1, id: 1, width: WIDTH, height: HEIGHT, bytes: wallBlob(wall, 1) },
      { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 18, testGlyphs(10, 14, 4)) },
    ],
  };
  const start = Date.UTC(2026, 10, 22, 12, 34, 0);
  const rigAt = (second: number): FaceRig => {
    const rig = new FaceRig(pack, WIDTH, HEIGHT);
    rig.world.clock.set(start, 0, 0);
    rig.draw(second * 1_000_000, true);
    return rig;
  };
  const old = rigAt(0);
  old.runUntil(75_000_000);
  for (let second = 76; second < 92; second += 1) {
    const fresh = rigAt(second - 1);
    for (const rig of [old, fresh]) rig.draw(second * 1_000_000);
    t.deepEqual(listOf(old.damage), listOf(fresh.damage), `second ${second}`);
    t.deepEqual(old.pixels, fresh.pixels);
  }
});
