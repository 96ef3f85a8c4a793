import test from 'ava';
import { PackMode } from '../../../firmware/link/pack-messages.js';
import { choosing } from '../../../firmware/packs/store/shelf.js';
import { storePack } from '../../support/packs/store-pack.js';
import { StoreRig, wellDone } from '../../support/packs/store-rig.js';

const cat = storePack({ id: 1 });
const newCat = storePack({ id: 1, version: 2 });
const dog = storePack({ id: 2, faces: 3 });

/** A device that has taken in these packs, one after the other. */
function rigWith(...files: Uint8Array[]): StoreRig {
  const rig = new StoreRig();
  rig.with((store) => store.change({ ...store.shelf, allowsUnsigned: true }, false));
  for (const file of files) {
    rig.install(file);
    rig.run();
  }
  return rig;
}

/** Starts the device anew, and takes its power before anything is on the glass. */
function failedStart(rig: StoreRig): StoreRig {
  return rig.reboot({ isBlind: true });
}

test('a face that brings the device down three times is shown no more; choosing it again gives it another chance', (t) => {
  let rig = rigWith(cat, dog);
  for (let times = 0; times < 2; times += 1) rig = failedStart(rig);
  t.deepEqual(rig.history, ['2.1/0'], 'the third start is a try');
  rig = failedStart(failedStart(rig));
  t.deepEqual(rig.history, ['built-in']);
  t.true(rig.store.chooser.hasFailed);
  rig = rig.reboot();
  t.deepEqual(rig.history, ['built-in'], 'and so it stays');
  rig.with((store) => store.change(choosing(store.shelf, { pack: 1, face: 0 }), true));
  t.is(rig.history.at(-1), '2.1/0');
  t.deepEqual(rig.reboot().history, ['2.1/0']);
});

test('a start that reached the glass makes up for those that failed', (t) => {
  let rig = rigWith(cat);
  for (let times = 0; times < 9; times += 1) {
    rig = failedStart(failedStart(rig));
    rig = rig.reboot();
    t.deepEqual(rig.history, ['1.1/0']);
  }
});

test('a device that lives on for ten seconds has started, though a host’s picture hides its face', (t) => {
  let rig = rigWith(cat);
  for (let times = 0; times < 6; times += 1) {
    rig = rig.reboot({ isBlind: true });
    t.deepEqual(rig.history, ['1.1/0']);
    rig.run(11_000);
  }
});

test('a new version that does not start three times gives its place back to the one that did', (t) => {
  let rig = rigWith(cat);
  rig.isSeen = false;
  t.deepEqual(rig.install(newCat), wellDone);
  t.is(rig.store.catalogue.packs[0]?.length, newCat.length);
  for (let times = 0; times < 4; times += 1) rig = failedStart(rig);
  t.is(rig.history.at(-1), '1.1/0');
  t.is(rig.store.shelf.packs.length, 1);
  rig = rig.reboot();
  t.deepEqual(rig.history, ['1.1/0']);
});

test('the old version keeps its flash until the new one has been on the glass', (t) => {
  const rig = rigWith(cat);
  const free = rig.store.catalogue.freeBytes;
  rig.isSeen = false;
  rig.install(newCat);
  rig.run();
  t.is(rig.store.catalogue.freeBytes, free - 65_536);
  rig.with((store) => store.shown(rig.now));
  t.is(rig.store.catalogue.freeBytes, free);
  t.is(rig.store.shelf.packs.length, 1);
});

test('a rotation goes round and round, past all marks a record has room for, and starts count as one', (t) => {
  const rig = rigWith(cat, dog);
  rig.with((store) =>
    store.change({ ...choosing(store.shelf, { pack: 0, face: 0 }, PackMode.rotate), seconds: 5 }, true),
  );
  rig.history.length = 0;
  rig.run(5000 * 200);
  const round = ['2.1/0', '2.1/1', '2.1/2', '1.1/0'];
  t.deepEqual(
    rig.history,
    rig.history.map((_, at) => round[at % 4]!),
  );
  t.true(rig.history.length >= 199 && rig.history.length <= 201, `${rig.history.length}`);
  t.is(rig.store.journal.failures, 0);
  const again = rig.reboot();
  t.deepEqual(again.history, ['1.1/0'], 'the choice is where the rotation began');
});

test('a rotation of faces that nobody sees counts no failed starts', (t) => {
  const rig = rigWith(cat, dog);
  rig.isSeen = false;
  rig.with((store) =>
    store.change({ ...choosing(store.shelf, { pack: 0, face: 0 }, PackMode.rotate), seconds: 5 }, true),
  );
  rig.run(5000 * 10);
  t.true(rig.store.journal.failures <= 1);
});

test('a rotation over one face stands still and sets no timer', (t) => {
  const rig = rigWith(cat);
  rig.with((store) =>
    store.change({ ...choosing(store.shelf, { pack: 0, face: 0 }, PackMode.rotate), seconds: 5 }, true),
  );
  rig.run(20_000);
  t.is(rig.store.wakeAt, Number.POSITIVE_INFINITY);
});

test('nothing chosen, nothing due: an idle store never wakes the device', (t) => {
  t.is(new StoreRig().store.wakeAt, Number.POSITIVE_INFINITY);
  const rig = rigWith(cat, dog);
  rig.run(20_000);
  t.is(rig.store.wakeAt, Number.POSITIVE_INFINITY);
});

test('a schedule wakes the device at its minutes and at no others', (t) => {
  const rig = rigWith(cat, dog);
  const hours = [
    { minute: 60, pack: 0, face: 0 },
    { minute: 600, pack: 1, face: 2 },
  ];
  rig.with((store) => store.change({ ...store.shelf, mode: PackMode.schedule, hours }, false));
  t.is(rig.history.at(-1), '2.1/0', 'the time is not known');
  rig.setMinute(59);
  t.is(rig.history.at(-1), '2.1/2', 'yesterday’s last');
  rig.run(11_000);
  const micros = rig.store.wakeAt - rig.now;
  t.true(micros > 40_000_000 && micros < 60_000_000, `${micros}`);
  rig.run(60_000);
  t.is(rig.history.at(-1), '1.1/0');
  rig.run(11_000);
  t.true(rig.store.wakeAt - rig.now > 530 * 60_000_000);
  rig.run(540 * 60_000);
  t.is(rig.history.at(-1), '2.1/2');
  rig.run(900 * 60_000);
  t.is(rig.history.at(-1), '1.1/0');
});
