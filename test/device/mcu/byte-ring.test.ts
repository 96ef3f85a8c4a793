import test from 'ava';
import fc from 'fast-check';
import { cProgram } from '../../support/c-program.js';

const RING = 'firmware/device/mcu/byte-ring.c';

test('what was put comes out once and in order; what found no room was not taken', (t) => {
  const run = cProgram(t, ['test/device/mcu/ring.c', RING]);
  if (run === null) return;
  const operations = fc.array(fc.tuple(fc.constantFrom('p', 't'), fc.integer({ min: 0, max: 40 })), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 33 }), operations, (size, list) => {
      // A queue that cannot be wrong stands beside it.
      const queue: number[] = [];
      let next = 0;
      const expected = list.map(([what, length]) => {
        let did: string;
        if (what === 'p') {
          const put = Math.min(length, size - queue.length);
          for (let at = 0; at < put; at += 1) queue.push(next++ & 255);
          did = `${put}`;
        } else {
          did = Buffer.from(queue.splice(0, length)).toString('hex');
        }
        return `${did} ${queue.length} ${size - queue.length}\n`;
      });
      const input = `${size}\n${list.map(([what, length]) => `${what} ${length}\n`).join('')}`;
      t.is(run(input).toString(), expected.join(''));
    }),
    { numRuns: 40 },
  );
});

test('a byte put by one thread reaches another, and no call to fetch it is lost', (t) => {
  const sources = ['test/device/mcu/threads.c', RING, 'firmware/device/mcu/event-box.c'];
  const run = cProgram(t, sources, 'thread');
  if (run === null) return;
  const [taken, calls] = run('', '300000').toString().split(' ').map(Number);
  t.is(taken, 300_000);
  t.true(calls! > 0);
});
