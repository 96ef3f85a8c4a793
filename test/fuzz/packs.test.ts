import test from 'ava';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import { fuzzPacks } from './packs.js';

test('no bytes lead the reader of packs outside of them, into an exception or around for ever', (t) => {
  const { cases, faults } = fuzzPacks(3000, 0);
  t.log([...faults].map(([fault, count]) => `${fault}: ${count}`).join(', '));
  // Mutations get through to all parts of the reader, and some change nothing that is checked.
  for (const fault of [
    PackFault.none,
    PackFault.entry,
    PackFault.wall,
    PackFault.animation,
    PackFault.sprites,
    PackFault.node,
  ])
    t.true((faults.get(fault) ?? 0) > cases / 200, `${fault}`);
});
