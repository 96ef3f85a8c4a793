import test from 'ava';
import { storePack } from '../../support/packs/store-pack.js';
import { StoreRig, wellDone } from '../../support/packs/store-rig.js';

test('a pack is installed, shown, and shown again after a restart', (t) => {
  const rig = new StoreRig();
  rig.with((store) => store.change({ ...store.shelf, allowsUnsigned: true }, false));
  const file = storePack({ id: 1, filler: 100_000 });
  t.deepEqual(rig.install(file), wellDone);
  rig.run();
  t.deepEqual(rig.shown, { file, face: 0 });
  const again = rig.reboot();
  t.deepEqual(again.shown, { file, face: 0 });
});
