import test from 'ava';
import fc from 'fast-check';
import { Damage } from '../../firmware/geometry/damage.js';
import { RegionList } from '../../firmware/geometry/region-list.js';

const WIDTH = 40;
const HEIGHT = 30;

type Box = [left: number, top: number, right: number, bottom: number];

const box: fc.Arbitrary<Box> = fc
  .tuple(
    fc.integer({ min: -5, max: 44 }),
    fc.integer({ min: -5, max: 34 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 20 }),
  )
  .map(([x, y, width, height]) => [x, y, x + width, y + height]);

function room(regions: number): RegionList {
  return new RegionList(new Uint16Array(4 * regions));
}

function paint(boxes: readonly Box[]): Set<number> {
  const pixels = new Set<number>();
  for (const [left, top, right, bottom] of boxes) {
    for (let y = Math.max(0, top); y < Math.min(HEIGHT, bottom); y += 1) {
      for (let x = Math.max(0, left); x < Math.min(WIDTH, right); x += 1) pixels.add(y * WIDTH + x);
    }
  }
  return pixels;
}

function boxesOf({ regions }: Damage): Box[] {
  return Array.from({ length: regions.count }, (_, at) => [
    regions.left(at),
    regions.top(at),
    regions.right(at),
    regions.bottom(at),
  ]);
}

test('damage holds every pixel that was added, and with room for all of them no other', (t) => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 40 }), (boxes) => {
      const damage = new Damage(WIDTH, HEIGHT, room(64));
      for (const [left, top, right, bottom] of boxes) damage.add(left, top, right, bottom);
      t.deepEqual([...paint(boxesOf(damage))].sort(), [...paint(boxes)].sort());
    }),
  );
});

test('an overflow makes damage coarser and loses nothing', (t) => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 10, maxLength: 80 }), (boxes) => {
      const damage = new Damage(WIDTH, HEIGHT, room(4));
      for (const [left, top, right, bottom] of boxes) damage.add(left, top, right, bottom);
      const held = paint(boxesOf(damage));
      t.true(damage.regions.count <= 4);
      for (const pixel of paint(boxes)) t.true(held.has(pixel));
    }),
  );
});

test('a region inside another is not held twice', (t) => {
  const damage = new Damage(WIDTH, HEIGHT);
  damage.add(4, 4, 8, 8);
  damage.add(2, 2, 10, 10);
  damage.add(3, 3, 9, 9);
  t.deepEqual(boxesOf(damage), [[2, 2, 10, 10]]);
});

test('what lies outside the panel is cut away and counted', (t) => {
  const damage = new Damage(WIDTH, HEIGHT);
  damage.add(-3, 5, 4, 9);
  damage.add(38, 28, 99, 99);
  damage.add(100, 100, 200, 200);
  t.deepEqual(boxesOf(damage), [
    [0, 5, 4, 9],
    [38, 28, 40, 30],
  ]);
  t.is(damage.clipped, 3);
});

test('thousands of regions neither stall nor escape the bound', (t) => {
  const damage = new Damage(410, 502);
  for (let index = 0; index < 5000; index += 1)
    damage.add((index * 37) % 400, (index * 91) % 490, ((index * 37) % 400) + 3, ((index * 91) % 490) + 3);
  t.true(damage.regions.count <= damage.regions.capacity);
});

const HELD = new Damage(WIDTH, HEIGHT).regions.capacity;

test('to take over is to add: whatever both held, nothing is lost, and the other is empty', (t) => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 8 }), fc.array(box, { maxLength: 8 }), (own, others) => {
      const damage = new Damage(WIDTH, HEIGHT);
      const other = new Damage(WIDTH, HEIGHT);
      for (const [left, top, right, bottom] of own) damage.add(left, top, right, bottom);
      for (const [left, top, right, bottom] of others) other.add(left, top, right, bottom);
      damage.takeOver(other);
      t.true(other.isEmpty);
      t.deepEqual([...paint(boxesOf(damage))].sort(), [...paint([...own, ...others])].sort());
      // The two have lists of their own afterwards.
      other.add(0, 0, WIDTH, HEIGHT);
      t.deepEqual([...paint(boxesOf(damage))].sort(), [...paint([...own, ...others])].sort());
    }),
  );
});

test('a list that was filled from without is tidied to what adding its regions one by one would have left', (t) => {
  const filled: fc.Arbitrary<Box> = fc.oneof(
    fc.constant<Box>([0, 0, 0, 0]),
    box.filter(([l, t, r, b]) => l >= 0 && t >= 0 && l < r && t < b && r <= WIDTH && b <= HEIGHT),
  );
  fc.assert(
    fc.property(fc.array(filled, { maxLength: HELD }), (boxes) => {
      const tidied = new Damage(WIDTH, HEIGHT);
      const added = new Damage(WIDTH, HEIGHT);
      boxes.forEach((region, index) => void tidied.regions.set(index, ...region));
      tidied.regions.count = boxes.length;
      tidied.tidy();
      for (const [left, top, right, bottom] of boxes) added.add(left, top, right, bottom);
      t.deepEqual(boxesOf(tidied), boxesOf(added));
    }),
  );
});
