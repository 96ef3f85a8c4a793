import test from 'ava';
import { boards } from '../../firmware/panel/boards.js';
import { TearRig } from '../support/tear-rig.js';
import { tryTearing } from '../support/tear-trials.js';

const synchronised = boards.filter((board) => board.te);

test('no present that has a slot is torn, on any board with TE, whatever the phase and the oscillator; eye and stamps agree', (t) => {
  const { presents, watched, torn, disagreed, unslotted } = tryTearing(synchronised, 6000, 600, 7);
  t.is(presents + watched, 6600);
  t.is(torn, 0);
  t.is(disagreed, 0);
  t.true(unslotted < 20);
});

test('without pacing presents are torn, and the eye sees exactly those that the stamps tell', (t) => {
  const unpaced = synchronised.map((board) => ({ ...board, te: false }));
  const { unslotted, watched, disagreed } = tryTearing(unpaced, 0, 400, 11);
  t.is(watched, 400);
  t.is(unslotted, 400);
  t.is(disagreed, 0);
});

test('an unpaced whole frame at 40 MHz is torn about as often as the spread of its rows is long', (t) => {
  // 502 rows, each written 8.3 us slower than the beam passes it: 4.2 ms of a 16.7 ms period, 25 %.
  const board = synchronised.find(({ panel }) => panel === 'co5300-410x502')!;
  const rig = new TearRig({ ...board, te: false }, 3, 0);
  let torn = 0;
  for (let count = 0; count < 400; count += 1) if (rig.presentWhole()) torn += 1;
  t.true(torn > 60 && torn < 140, `${torn} of 400`);
});
