import test from 'ava';
import { PACK_UNSIGNED, PackReason, PackState } from '../../../firmware/link/pack-messages.js';
import { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { storePack, testKey } from '../../support/packs/store-pack.js';
import { StoreRig, wellDone } from '../../support/packs/store-rig.js';

function allowing(nor?: NorFlash): StoreRig {
  const rig = new StoreRig(nor);
  rig.with((store) => store.change({ ...store.shelf, allowsUnsigned: true }, false));
  return rig;
}

test('a pack is installed, shown, and shown again after a restart', (t) => {
  const rig = allowing();
  const file = storePack({ id: 1, filler: 100_000 });
  t.deepEqual(rig.install(file), wellDone);
  rig.run();
  t.deepEqual(rig.shown, { file, face: 0 });
  t.deepEqual(rig.reboot().shown, { file, face: 0 });
});

test('a file of any length arrives byte for byte, whatever its last sector and block', (t) => {
  const rig = allowing(new NorFlash(32 * 65_536));
  // One that ends with a sector, one that ends with a block, their neighbours.
  for (const sectors of [0, 1, 12, 13, 14, 28, 29, 30]) {
    const file = storePack({ id: 40 + sectors, filler: sectors * 4096 });
    t.deepEqual(rig.install(file), wellDone);
    rig.run();
    t.deepEqual(rig.shown.file, file, `${file.length} bytes`);
  }
});

test('one built-in or owner’s key is enough, and neither host nor device need allow anything', (t) => {
  const [maker, owner] = [testKey(), testKey()];
  const rig = new StoreRig(undefined, { keys: [maker.publicKey] });
  t.deepEqual(rig.install(storePack({ id: 1, signer: maker }), 0), wellDone);
  const other = storePack({ id: 2, signer: owner });
  t.deepEqual(rig.install(other, 0), { state: PackState.refused, reason: PackReason.unknownKey });
  rig.with((store) => store.change({ ...store.shelf, keys: [testKey().publicKey, owner.publicKey] }, false));
  t.deepEqual(rig.install(other, 0), wellDone);
  // A pack that was installed stays when its key goes.
  rig.with((store) => store.change({ ...store.shelf, keys: [] }, false));
  t.is(rig.reboot().store.shelf.packs.length, 2);
});

test('the same file again is installed already', (t) => {
  const rig = allowing();
  const file = storePack({ id: 1, filler: 20_000 });
  rig.install(file);
  const { steps } = rig.flash;
  t.deepEqual(rig.install(file), wellDone);
  rig.run();
  t.is(rig.flash.steps, steps);
  t.is(rig.store.shelf.packs.length, 1);
});

test('a pack that was refused can be had at once when the device is told to allow it', (t) => {
  const rig = new StoreRig();
  const file = storePack({ id: 1, filler: 20_000 });
  t.deepEqual(rig.install(file), { state: PackState.refused, reason: PackReason.unsignedNotAllowed });
  rig.with((store) => store.change({ ...store.shelf, allowsUnsigned: true }, false));
  rig.begin(file);
  t.is(rig.store.intake.transfer.received, file.length, 'nothing need be sent again');
  t.deepEqual(rig.verdict(), wellDone);
});

test('the store takes packs until it is full, says so, and takes one again when another was removed', (t) => {
  const rig = allowing();
  for (let id = 1; id <= 7; id += 1) t.deepEqual(rig.install(storePack({ id, filler: 70_000 })), wellDone);
  const eighth = storePack({ id: 8, filler: 70_000 });
  t.deepEqual(rig.install(eighth), { state: PackState.refused, reason: PackReason.full });
  t.is(rig.store.catalogue.freeBytes, 65_536);
  rig.with((store) =>
    store.change({ ...store.shelf, packs: store.shelf.packs.filter((_, at) => at !== 3), chosen: 255 }, false),
  );
  t.deepEqual(rig.install(eighth), wellDone, 'in blocks that do not lie together');
  rig.run();
  t.deepEqual(rig.shown.file, eighth);
});

test('sixteen packs are the most there can be, and a new version of one is no seventeenth', (t) => {
  const rig = allowing(new NorFlash(40 * 65_536));
  for (let id = 1; id <= 16; id += 1) t.deepEqual(rig.install(storePack({ id })), wellDone);
  t.deepEqual(rig.install(storePack({ id: 17 })), { state: PackState.refused, reason: PackReason.tooMany });
  rig.run();
  t.deepEqual(rig.install(storePack({ id: 16, version: 2 })), wellDone);
});

test('another file gives the open transfer up, and takes nothing of it along', (t) => {
  const rig = allowing();
  const [cat, dog] = [storePack({ id: 1, filler: 80_000 }), storePack({ id: 2, filler: 60_000 })];
  for (const cut of [1, 5000, 20_000, 70_000]) {
    rig.begin(cat);
    rig.send(cat, cut);
    t.deepEqual(rig.install(dog), wellDone);
    rig.run();
    t.deepEqual(rig.shown.file, dog);
    rig.with((store) => store.change({ ...store.shelf, packs: [], chosen: 255 }, false));
    rig.flash.nor.erase(16);
  }
});

test('what does not follow on what came before ends the transfer; the next one goes on', (t) => {
  const rig = allowing();
  const file = storePack({ id: 1, filler: 40_000 });
  rig.begin(file);
  rig.send(file, 10_000);
  rig.sendPart(file, 20_000, 500);
  t.deepEqual(rig.verdict(), { state: PackState.refused, reason: PackReason.order });
  t.deepEqual(rig.install(file), wellDone);
});

test('PACK_END before the end is refused', (t) => {
  const rig = allowing();
  const file = storePack({ id: 1, filler: 40_000 });
  rig.begin(file);
  rig.send(file, 10_000);
  t.deepEqual(rig.verdict(), { state: PackState.refused, reason: PackReason.order });
});

test('flash that rotted since is found out by the digest, forgotten and written anew', (t) => {
  const rig = allowing();
  const file = storePack({ id: 1, filler: 40_000 });
  rig.begin(file);
  rig.send(file, 30_000);
  rig.run();
  const again = rig.reboot();
  // A bit of the fourth sector falls.
  again.flash.nor.program(65_536 + 4 * 4096 + 100, Uint8Array.of(0));
  t.deepEqual(again.install(file), { state: PackState.refused, reason: PackReason.digest });
  again.run();
  t.deepEqual(again.install(file), wellDone);
  again.run();
  t.deepEqual(again.shown.file, file);
});

test('flash that does not keep what is written is a reason, and nothing is shown of it', (t) => {
  const nor = new NorFlash(16 * 65_536);
  const rig = allowing(nor);
  const program = nor.program.bind(nor);
  const file = storePack({ id: 1, filler: 40_000 });
  // Bit 0 of a byte that has it is stuck at 0; the file begins behind its head.
  const wanted = file.findIndex((byte, at) => at > 4 * 4096 && (byte & 1) === 1);
  const stuck = 65_536 + 4096 + wanted;
  nor.program = (at, bytes, torn) => {
    const kept = bytes.slice();
    if (at <= stuck && stuck < at + bytes.length) kept[stuck - at]! &= 0xfe;
    program(at, kept, torn);
  };
  t.deepEqual(rig.install(file), { state: PackState.refused, reason: PackReason.flash });
  t.is(rig.shown.file, undefined);
});

test('any bytes at all in flash are no packs, and the store begins empty on them', (t) => {
  for (const seed of [1, 2, 3]) {
    const nor = new NorFlash(16 * 65_536);
    for (let sector = 0; sector < 40; sector += 1) {
      nor.load(
        sector,
        Uint8Array.from({ length: 4096 }, (_, at) => (at * at * seed + sector * 31 + (at >> 3)) & 255),
      );
    }
    const rig = allowing(nor);
    t.is(rig.store.shelf.packs.length, 0);
    t.deepEqual(rig.install(storePack({ id: 1 }), PACK_UNSIGNED), wellDone);
  }
});
