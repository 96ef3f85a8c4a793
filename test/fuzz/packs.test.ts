import test from 'ava';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import { fuzzPacks } from './packs.js';
import { PackPlayed } from './play-pack.js';

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

test('no pack that the reader takes leads the player into an exception, and what does not decode ends the face', (t) => {
  const player = new PackPlayed();
  fuzzPacks(1500, 3000, (pack) => player.play(pack));
  player.playWhole();
  t.log(`${player.played} played, ${player.failed} did not decode, ${player.refused} were refused`);
  t.true(player.played > 200 && player.failed > 0);
});
