import test from 'ava';
import fc from 'fast-check';
import { Cover, type CoverLimits } from '../../firmware/damage/cover.js';
import { Damage } from '../../firmware/geometry/damage.js';
import { RegionList } from '../../firmware/geometry/region-list.js';
import type { Surface } from '../../firmware/pixels/surface.js';
import { createSurface } from '../../firmware/surface/surface-memory.js';
import { SwapChain } from '../../firmware/surface/swap-chain.js';
import { plainMemory, twins } from '../support/memory.js';

const WIDTH = 48;
const HEIGHT = 36;
const limits: CoverLimits = {
  windowCycles: 160,
  cyclesPerPixel: 4,
  clockHz: 40_000_000,
  alignment: { x: 2, y: 2, originX: 22, originY: 0, width: WIDTH, height: HEIGHT },
};

type Box = [left: number, top: number, right: number, bottom: number];

function list(boxes: readonly Box[]): RegionList {
  const regions = new RegionList(new Uint16Array(128 * 4));
  for (const [left, top, right, bottom] of boxes) regions.add(left, top, right, bottom);
  return regions;
}

function boxesOf(regions: RegionList): Box[] {
  return Array.from({ length: regions.count }, (_, at) => [
    regions.left(at),
    regions.top(at),
    regions.right(at),
    regions.bottom(at),
  ]);
}

function setPixel(surface: Surface, x: number, y: number, pixel: number): void {
  surface.bytes[y * surface.stride + x * 2] = pixel >> 8;
  surface.bytes[y * surface.stride + x * 2 + 1] = pixel;
}

function choose(
  drawn: readonly Box[],
  owed: readonly Box[],
  pixels: readonly [number, number][],
): { windows: Box[]; changed: Damage } {
  const front = createSurface(plainMemory, WIDTH, HEIGHT);
  const back = createSurface(plainMemory, WIDTH, HEIGHT);
  for (const [x, y] of pixels) setPixel(back, x, y, 0x1234);
  const cover = new Cover(plainMemory, twins, limits, WIDTH, HEIGHT);
  cover.comparing = 'always';
  cover.choose(list(drawn), list(owed), front, back);
  return { windows: boxesOf(cover.windows), changed: cover.changed };
}

const WHOLE: Box = [0, 0, WIDTH, HEIGHT];

test('a declared region shrinks to the pixels that really differ, then widens to the alignment and no further', (t) => {
  t.deepEqual(
    choose(
      [WHOLE],
      [],
      [
        [11, 7],
        [13, 8],
      ],
    ).windows,
    [[10, 6, 14, 10]],
  );
});

test('a frame that changes nothing needs no window', (t) => {
  t.deepEqual(choose([WHOLE], [], []).windows, []);
});

test('what is owed is sent although nothing differs', (t) => {
  t.deepEqual(choose([], [[4, 4, 9, 9]], []).windows, [[4, 4, 10, 10]]);
});

test('two windows are joined exactly where one costs no more', (t) => {
  // Two of 2 x 2 cost 2 x (160 + 16) = 352. Joined, 12 apart: 160 + 4 * 2 * 14 = 272; at the far ends: 160 + 4 * 2 * 48 = 544.
  t.is(
    choose(
      [
        [0, 0, 2, 2],
        [12, 0, 14, 2],
      ],
      [],
      [
        [0, 0],
        [12, 0],
      ],
    ).windows.length,
    1,
  );
  t.is(
    choose(
      [
        [0, 0, 2, 2],
        [46, 0, 48, 2],
      ],
      [],
      [
        [0, 0],
        [46, 0],
      ],
    ).windows.length,
    2,
  );
});

test('windows come from top to bottom', (t) => {
  const { windows } = choose(
    [
      [0, 30, 48, 36],
      [0, 0, 48, 4],
    ],
    [],
    [
      [0, 30],
      [47, 35],
      [0, 0],
      [47, 3],
    ],
  );
  t.deepEqual(
    windows.map(([, top]) => top),
    [0, 2, 30, 34],
  );
});

const box: fc.Arbitrary<Box> = fc
  .tuple(
    fc.integer({ min: 0, max: WIDTH - 1 }),
    fc.integer({ min: 0, max: HEIGHT - 1 }),
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1, max: 20 }),
  )
  .map(([x, y, width, height]) => [x, y, Math.min(WIDTH, x + width), Math.min(HEIGHT, y + height)]);

test('a cover covers every changed and every owed pixel, is aligned, and costs no more than the declared regions', (t) => {
  const inside = ([x, y]: [number, number], [left, top, right, bottom]: Box): boolean =>
    x >= left && x < right && y >= top && y < bottom;
  const cost = (boxes: readonly Box[]): number =>
    boxes.reduce((sum, [l, u, r, b]) => sum + 160 + 4 * (r - l) * (b - u), 0);
  const aligned = ([l, u, r, b]: Box): Box => [l - (l % 2), u - (u % 2), r + (r % 2), b + (b % 2)];
  fc.assert(
    fc.property(
      fc.array(box, { minLength: 1, maxLength: 8 }),
      fc.array(box, { maxLength: 3 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      (drawn, owed, seeds) => {
        const pixels = seeds.map((seed): [number, number] => {
          const [left, top, right, bottom] = drawn[seed % drawn.length]!;
          return [left + (seed % (right - left)), top + ((seed >> 4) % (bottom - top))];
        });
        const { windows, changed } = choose(drawn, owed, pixels);
        for (const pixel of pixels) {
          t.true(windows.some((window) => inside(pixel, window)));
          t.true(boxesOf(changed.regions).some((region) => inside(pixel, region)));
        }
        for (const [left, top, right, bottom] of owed) {
          for (let y = top; y < bottom; y += 1) {
            for (let x = left; x < right; x += 1) t.true(windows.some((window) => inside([x, y], window)));
          }
        }
        for (const [left, top, right, bottom] of windows) {
          t.is(((left + 22) % 2) | ((right + 22) % 2) | (top % 2) | (bottom % 2), 0);
          t.true(left < right && top < bottom && right <= WIDTH && bottom <= HEIGHT);
        }
        t.true(cost(windows) <= cost([...drawn, ...owed].map(aligned)));
      },
    ),
    { numRuns: 200 },
  );
});

/**
 * Frames drawn and presented in one place, a pixel new where asked for; answers which of them were compared. The first one is
 * owed, as GRAM has nothing yet. `overwrites`: the drawer says that it draws all of it, so that nothing is copied forward.
 */
function comparedFrames(
  frames: number,
  isNew: (frame: number, pixel: number) => boolean,
  { overwrites = false, regions = [WHOLE] } = {},
): number[] {
  const chain = new SwapChain(plainMemory, twins, WIDTH, HEIGHT);
  const cover = new Cover(plainMemory, twins, limits, WIDTH, HEIGHT);
  chain.watch = cover;
  const compared: number[] = [];
  const picture = new Uint16Array(WIDTH * HEIGHT);
  for (let frame = 0; frame < frames; frame += 1) {
    chain.prepare(overwrites ? list(regions) : undefined);
    picture.forEach((_, at) => {
      if (isNew(frame, at)) picture[at]! ^= 0x1234;
      if (overwrites || isNew(frame, at)) setPixel(chain.back, at % WIDTH, Math.floor(at / WIDTH), picture[at]!);
    });
    const damage = new Damage(WIDTH, HEIGHT);
    damage.addAll(list(regions));
    chain.drawn(damage);
    const before = cover.counts.comparedFrames;
    cover.choose(chain.drawnDamage.regions, chain.owed.regions, chain.front, chain.back);
    if (cover.counts.comparedFrames > before) compared.push(frame);
    chain.swap(cover.changed);
    chain.blitBegins();
    chain.blitEnds();
  }
  return compared;
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

test('a source that changes little is compared every time, from when a frame of it was seen as it was copied forward', (t) => {
  t.deepEqual(
    comparedFrames(20, (_, pixel) => pixel < 10),
    numbers(2, 20),
  );
});

test('a source that changes all it declares is never compared: what it changes is seen where nothing is read for it', (t) => {
  t.deepEqual(
    comparedFrames(300, () => true),
    [],
  );
});

test('a source that begins to change less is compared soon, and no more when it changes all again', (t) => {
  const compared = comparedFrames(90, (frame, pixel) => frame < 5 || frame >= 60 || pixel < 10);
  const [from, to] = [compared[0]!, compared[compared.length - 1]!];
  // It is looked at in its frames 1, 3, 7, 15, ... and twice until what it did at first is outweighed.
  t.true(from > 7 && from <= 32, `${from}`);
  // What it gained allows a compare that gains nothing, not many.
  t.true(to >= 60 && to < 64, `${to}`);
  t.deepEqual(compared, numbers(from, to + 1));
});

test('where a drawer overwrites everything there is nothing to see, and a compare is tried ever more seldom', (t) => {
  const compared = comparedFrames(300, () => true, { overwrites: true });
  t.true(compared.length > 0 && compared.length <= 6, `${compared}`);
  t.true(
    compared.every((frame, at) => at === 0 || frame >= compared[at - 1]! + 16),
    `${compared}`,
  );
  t.true(comparedFrames(100, (_, pixel) => pixel < 10, { overwrites: true }).length > 60);
});
