import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { PackMode } from '../../../firmware/link/pack-messages.js';
import { choosing, removing } from '../../../firmware/packs/store/shelf.js';
import type { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { storePack } from '../../support/packs/store-pack.js';
import { StoreRig, wellDone } from '../../support/packs/store-rig.js';

/** Before a step, with so much of its bits changed, and just after it. */
const SHARES = [0, 0.1, 0.5, 0.9, 0.97, 1] as const;

/** Everything a person could see of the store: the files that are there, byte for byte, what is shown and how it is chosen. */
function seen({ store, shown }: StoreRig): string {
  const files = store.shelf.packs.map((_, index) => {
    const pack = store.catalogue.packs[index]!;
    const file = new Uint8Array(pack.length);
    pack.read(0, file, 0, file.length);
    return hash(file);
  });
  const { mode, seconds, hours, keys, allowsUnsigned } = store.shelf;
  const picture = shown.file === undefined ? 'built-in' : `${hash(shown.file)}/${shown.face}`;
  return JSON.stringify([files, picture, mode, seconds, hours, keys.map(hash), allowsUnsigned]);
}

function hash(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}

/**
 * Cuts the power at every step of flash while `act` runs on a device that starts with `before`, and starts it again. Answers how
 * many cuts there were; each leaves what was there or what `act` makes of it, and the device goes on working.
 */
function cutEverywhere(t: ExecutionContext, before: NorFlash, act: (rig: StoreRig) => void): number {
  const rig = new StoreRig(before.copy());
  const old = seen(rig);
  act(rig);
  rig.run();
  const [steps, made] = [rig.flash.steps, seen(rig)];
  t.is(seen(rig.reboot()), made);
  t.not(made, old);
  const results = new Set<string>();
  let cuts = 0;
  for (let step = 0; step < steps; step += 1) {
    for (const share of SHARES) {
      const cut = new StoreRig(before.copy(), { cut: { step, share, seed: step * 7 + 1 } });
      if (!cut.flash.isDead) act(cut);
      cut.run();
      t.true(cut.flash.isDead);
      const again = cut.reboot();
      const result = seen(again);
      cuts += 1;
      results.add(result);
      if (result !== old && result !== made) return t.fail(`step ${step}, ${share}: ${result.slice(0, 300)}`) ? 0 : 0;
      if (share !== 0.5) continue;
      if (result === old) act(again);
      again.run();
      if (seen(again) !== made) return t.fail(`step ${step}: it does not go on`) ? 0 : 0;
    }
  }
  t.deepEqual([...results].sort(), [old, made].sort());
  t.log(`${steps} steps, ${cuts} cuts`);
  return cuts;
}

function install(file: Uint8Array): (rig: StoreRig) => void {
  return (rig) => {
    rig.install(file);
  };
}

/** Flash of a device that has done all this, its journal a number of records on. */
function flashAfter(records: number, ...acts: ((rig: StoreRig) => void)[]): NorFlash {
  const rig = new StoreRig();
  rig.with((store) => store.change({ ...store.shelf, allowsUnsigned: true }, false));
  for (const act of acts) {
    act(rig);
    rig.run();
  }
  for (let count = 0; count < records; count += 1)
    rig.with((store) => store.change({ ...store.shelf, seconds: 100 + count }, false));
  return rig.flash.nor;
}

const cat = storePack({ id: 1 });
const dog = storePack({ id: 2, faces: 2 });
const bigDog = storePack({ id: 2, version: 3, filler: 65_536 });
const newCat = storePack({ id: 1, version: 2 });

test('a power cut anywhere in an installation leaves no pack or all of it', (t) => {
  cutEverywhere(t, flashAfter(0), install(cat));
});

test('a power cut anywhere in the installation of a pack that goes on in a second block leaves none or all of it', (t) => {
  t.true(cutEverywhere(t, flashAfter(0, install(cat)), install(bigDog)) > 1000);
});

test('a power cut anywhere in the installation of a second pack leaves the first one shown or the second', (t) => {
  cutEverywhere(t, flashAfter(0, install(cat)), install(dog));
});

test('a power cut anywhere in an update leaves the old version or the new', (t) => {
  cutEverywhere(t, flashAfter(0, install(cat)), install(newCat));
});

test('a power cut anywhere in an update of a pack that is not shown leaves the old version or the new', (t) => {
  cutEverywhere(t, flashAfter(0, install(cat), install(dog)), (rig) => rig.install(newCat, 1));
});

test('a power cut anywhere in a switch leaves the old face or the new', (t) => {
  cutEverywhere(t, flashAfter(0, install(cat), install(dog)), (rig) =>
    rig.with((store) => store.isFree && store.change(choosing(store.shelf, { pack: 0, face: 0 }), true)),
  );
});

for (const index of [0, 1]) {
  test(`a power cut anywhere in the removal of the pack that is ${index === 1 ? '' : 'not '}shown leaves both or the other`, (t) => {
    cutEverywhere(t, flashAfter(0, install(cat), install(dog)), (rig) =>
      rig.with((store) => store.isFree && store.change(removing(store.shelf, index), false)),
    );
  });
}

test('a power cut anywhere in a change of settings leaves the old or the new', (t) => {
  cutEverywhere(t, flashAfter(0, install(cat), install(dog)), (rig) =>
    rig.with(
      (store) =>
        store.isFree &&
        store.change(
          {
            ...store.shelf,
            mode: PackMode.rotate,
            seconds: 3600,
            keys: [1, 2, 3, 4].map((key) => new Uint8Array(65).fill(key)),
            allowsUnsigned: false,
          },
          true,
        ),
    ),
  );
});

test('a power cut anywhere leaves old or new wherever the journal stands, its wraps from sector to sector included', (t) => {
  let cuts = 0;
  for (let records = 0; records < 16; records += 1) {
    cuts += cutEverywhere(t, flashAfter(records, install(cat), install(dog)), (rig) =>
      rig.with((store) => store.isFree && store.change(choosing(store.shelf, { pack: 0, face: 0 }), true)),
    );
  }
  t.true(cuts > 16 * 4 * 4);
});

test('the store is used well again after all of that', (t) => {
  const rig = new StoreRig(flashAfter(3, install(cat), install(dog)));
  t.deepEqual(rig.install(newCat), wellDone);
});
