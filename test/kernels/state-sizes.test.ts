import { readFileSync } from 'node:fs';
import test from 'ava';
import * as sizes from '../../firmware/kernels/state-sizes.js';

test('the states are as large in TypeScript as in C, which asserts its own', (t) => {
  const header = readFileSync(new URL('../../firmware/kernels/c/kernels.h', import.meta.url), 'utf8');
  for (const [name, bytes] of Object.entries(sizes)) {
    t.is(new RegExp(`^#define ${name} (\\d+)$`, 'm').exec(header)?.[1], String(bytes));
  }
  t.true(sizes.PX565_STATE_BYTES <= 1024);
});
