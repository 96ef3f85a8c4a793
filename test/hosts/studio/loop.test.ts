import test from 'ava';
import { findLoop } from '../../../hosts/studio/loop.js';
import { limitRate } from '../../../hosts/studio/rate.js';
import { focusOf, SKETCH, sketchOf } from '../../../hosts/studio/sketch.js';

/** A disc at a place (0..1) of a 64 x 64 picture. */
function disc(x: number, y: number): Float32Array {
  const rgba = new Uint8Array(4 * 64 * 64);
  for (let at = 0; at < 64 * 64; at += 1) {
    const [dx, dy] = [(at % 64) / 64 - x, Math.floor(at / 64) / 64 - y];
    rgba.set(dx * dx + dy * dy < 0.02 ? [250, 200, 60, 255] : [20, 24, 40, 255], 4 * at);
  }
  return sketchOf({ width: 64, height: 64, rgba });
}

function circling(frames: number, perTurn: number, drift = 0): Float32Array[] {
  return Array.from({ length: frames }, (_, index) => {
    const turn = (2 * Math.PI * index) / perTurn;
    return disc(0.5 + 0.3 * Math.cos(turn) + drift * index, 0.5 + 0.3 * Math.sin(turn));
  });
}

const at25 = (count: number): number[] => new Array<number>(count).fill(40);

test('a film that already turns is taken whole', (t) => {
  const { from, until, seam } = findLoop(circling(40, 40), at25(40));
  t.deepEqual([from, until], [0, 40]);
  t.true(seam < 0.1, `${seam}`);
});

test('of a film with a rest at the end the turn is found', (t) => {
  // 30 pictures a turn, 43 pictures: whole, it would jump by 13.
  const { from, until, seam } = findLoop(circling(43, 30), at25(43));
  t.is(until - from, 30);
  t.true(seam < 0.5, `${seam}`);
});

test('where nothing comes back the least visible seam is taken', (t) => {
  // A film that only grows lighter: a seam is what the light falls by.
  const film = Array.from({ length: 30 }, (_, index) => new Float32Array(3 * SKETCH * SKETCH).fill(8 * index));
  const durations = at25(30);
  const { from, until, seam } = findLoop(film, durations);
  t.true(40 * (until - from) >= 600);
  t.true(seam > 0.3);
  // No other loop of that length or more has a smaller seam, by brute force.
  const jump = (a: number, b: number) => (b < 30 ? b - a : a > 0 ? b - a : b - a - 1);
  for (let a = 0; a < 30; a += 1) for (let b = a + 15; b <= 30; b += 1) t.true(jump(from, until) <= jump(a, b));
});

test('a single picture is its own loop', (t) => {
  t.deepEqual(findLoop([disc(0.5, 0.5)], [5000]), { from: 0, until: 1, seam: 0 });
});

test('one looks at what stands out and at what moves', (t) => {
  const { x, y } = focusOf([disc(0.7, 0.3)]);
  t.true(Math.abs(x - 0.7) < 0.03 && Math.abs(y - 0.3) < 0.03, `${x} ${y}`);
  const even = new Float32Array(3 * SKETCH * SKETCH).fill(99);
  t.deepEqual(focusOf([even]), { x: 0.5, y: 0.5 });
});

test('a fast film is thinned to the rate by the picture of each moment, and keeps its length', (t) => {
  const film = Array.from({ length: 60 }, (_, id) => ({ id, durationMillis: 1000 / 60 }));
  const thin = limitRate(film, 30);
  t.deepEqual(
    thin.map(({ id }) => id),
    Array.from({ length: 30 }, (_, index) => 2 * index),
  );
  t.is(
    thin.reduce((sum, { durationMillis }) => sum + durationMillis, 0),
    1000,
  );
  t.true(thin.every(({ durationMillis }) => durationMillis === 33 || durationMillis === 34));
});

test('a film that is slow enough keeps its own times', (t) => {
  const film = [{ durationMillis: 100 }, { durationMillis: 20 }, { durationMillis: 3000 }];
  t.deepEqual(limitRate(film, 50), film);
});

test('a picture that stays over several turns stays as long as it did', (t) => {
  const film = [
    { id: 'a', durationMillis: 10 },
    { id: 'b', durationMillis: 10 },
    { id: 'c', durationMillis: 280 },
  ];
  t.deepEqual(limitRate(film, 20), [
    { id: 'a', durationMillis: 50 },
    { id: 'c', durationMillis: 250 },
  ]);
});
