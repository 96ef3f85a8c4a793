import test from 'ava';
import fc from 'fast-check';
import { Damage } from '../../firmware/geometry/damage.js';
import { SwapChain } from '../../firmware/surface/swap-chain.js';
import { plainMemory, twins } from '../support/memory.js';

const WIDTH = 12;
const HEIGHT = 10;

type Box = [left: number, top: number, right: number, bottom: number];

function damaged(...boxes: readonly Box[]): Damage {
  const damage = new Damage(WIDTH, HEIGHT);
  for (const [left, top, right, bottom] of boxes) damage.add(left, top, right, bottom);
  return damage;
}

/** A painter that knows nothing of front and back: one picture, and what GRAM got of it. */
class Model {
  readonly picture = new Uint8Array(WIDTH * HEIGHT);
  paint([left, top, right, bottom]: Box, value: number): void {
    for (let y = top; y < bottom; y += 1) this.picture.fill(value, y * WIDTH + left, y * WIDTH + right);
  }
}

function draw(chain: SwapChain, [left, top, right, bottom]: Box, value: number): void {
  for (let y = top; y < bottom; y += 1) {
    chain.back.bytes.fill(value, y * chain.back.stride + left * 2, y * chain.back.stride + right * 2);
  }
}

function picture(bytes: Uint8Array): number[] {
  return Array.from({ length: WIDTH * HEIGHT }, (_, at) => bytes[at * 2]!);
}

const box: fc.Arbitrary<Box> = fc
  .tuple(fc.nat(WIDTH - 1), fc.nat(HEIGHT - 1), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .map(([x, y, width, height]) => [x, y, Math.min(WIDTH, x + width), Math.min(HEIGHT, y + height)]);

const action = fc.oneof(
  fc.record({
    kind: fc.constant('draw' as const),
    box,
    value: fc.integer({ min: 1, max: 255 }),
    replaces: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('swap' as const) }),
  fc.record({ kind: fc.constant('done' as const) }),
);

test('whatever is drawn, replaced, swapped and sent in any order, the newest surface is the picture painted plainly', (t) => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const chain = new SwapChain(plainMemory, twins, WIDTH, HEIGHT);
      const model = new Model();
      for (const act of actions) {
        if (act.kind === 'draw') {
          const damage = damaged(act.box);
          chain.prepare(act.replaces ? damage.regions : undefined);
          draw(chain, act.box, act.value);
          chain.drawn(damage);
          model.paint(act.box, act.value);
        } else if (act.kind === 'swap' && chain.waiting && !chain.reading) {
          chain.swap(chain.drawnDamage);
          chain.blitBegins();
        } else if (act.kind === 'done' && chain.reading) chain.blitEnds();
        t.deepEqual(picture(chain.newest.bytes), [...model.picture]);
      }
    }),
  );
});

test('a swap while a blit reads front is the programmer’s fault', (t) => {
  const chain = new SwapChain(plainMemory, twins, WIDTH, HEIGHT);
  chain.drawn(damaged([0, 0, 2, 2]));
  chain.swap(damaged([0, 0, 2, 2]));
  chain.blitBegins();
  chain.drawn(damaged([0, 0, 2, 2]));
  t.throws(() => chain.swap(damaged([0, 0, 2, 2])), { message: /a blit reads front/ });
  chain.blitEnds();
  chain.swap(damaged([0, 0, 2, 2]));
  t.throws(() => chain.swap(damaged()), { message: /no frame waits/ });
});

test('a newer frame takes over the damage of the one it replaces', (t) => {
  const chain = new SwapChain(plainMemory, twins, WIDTH, HEIGHT);
  chain.drawn(damaged([0, 0, 2, 2]));
  chain.drawn(damaged([6, 6, 8, 8]));
  t.is(chain.replaced, 1);
  t.is(chain.drawnDamage.regions.count, 2);
});

test('everything is owed at the start, nothing once a blit begins, and an aborted blit owes its windows again', (t) => {
  const chain = new SwapChain(plainMemory, twins, WIDTH, HEIGHT);
  t.true(chain.owesWhole);
  chain.blitBegins();
  t.true(chain.owed.isEmpty);
  chain.blitAborts(damaged([2, 2, 4, 4]).regions);
  t.is(chain.owed.regions.count, 1);
  t.false(chain.owesWhole);
});
