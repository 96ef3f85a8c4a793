import test from 'ava';
import { CardPicture } from '../../firmware/compose/face/card-picture.js';
import type { Picture } from '../../hosts/sdk/picture.js';
import { plainMemory, twins } from '../support/memory.js';
import { spritesBlob } from '../support/packs/blobs.js';
import { FaceDevice } from '../support/packs/face-device.js';
import { kinds, own, type TestPack } from '../support/packs/pack-writer.js';
import { Painter } from '../support/packs/painter.js';
import { strokeGlyphs } from '../support/packs/stroke-glyphs.js';

const glyphs = strokeGlyphs(5, 4, 1);
const BOX = [40, 60, 300, 30] as const;

/** A face whose line of digits is one source's. */
function lineOf(source: number) {
  return (width: number, height: number): TestPack => ({
    ...{ width, height },
    scenes: [
      {
        face: 0,
        layer: 0,
        nodes: [
          { kind: 5, box: BOX, blob: 1, colour: 0xffff, source, own: own.text(0) },
          { kind: 7, box: [40, 100, 200, 10], colour: 0x07e0, source: 7, own: own.bar(0) },
        ],
      },
    ],
    blobs: [{ kind: kinds.SPRT, id: 1, bytes: spritesBlob(4, false, 30, glyphs) }],
  });
}

function shows(text: string, full = 0): Uint16Array {
  return new Painter(410, 502, 0).text(text, glyphs, 4, BOX, 0, 0xffff).fill(40, 100, full, 10, 0x07e0).pixels;
}

/** A picture of one colour. */
function solid(width: number, height: number, colour: number): Picture {
  const pixels = new Uint8Array(2 * width * height);
  for (let at = 0; at < pixels.length; at += 2) pixels.set([colour >> 8, colour & 255], at);
  return { width, height, pixels };
}

/** The glass with a card in the middle of what no lens hides, all else black. */
function isCard(device: FaceDevice, width: number, height: number, colour: number): boolean {
  const { glass } = device;
  const first = glass.indexOf(colour);
  if (first < 0 || glass.filter((pixel) => pixel !== 0).length !== width * height) return false;
  const expected = new Painter(410, 502, 0).fill(first % 410, Math.floor(first / 410), width, height, colour);
  return expected.pixels.every((pixel, at) => pixel === glass[at]);
}

test('FIELD is on the face within a frame or two, goes stale, and is taken back', async (t) => {
  const device = new FaceDevice(lineOf(4));
  const host = await device.connect();
  t.true(host.info.features.includes('faces'));
  await device.settle(host.faces.field('song', { text: '12:34', seconds: 10 }));
  await device.settle(host.faces.field('progress', { level: 0.25 }));
  device.clock.runForMillis(100);
  t.deepEqual(device.glass, shows('12:34', 50));
  device.clock.runForMillis(10_000);
  t.deepEqual(device.glass, shows('', 50));
  await device.settle(host.faces.field('progress', {}));
  device.clock.runForMillis(100);
  t.deepEqual(device.glass, shows(''));
});

test('a text longer than a field is cut between two characters', async (t) => {
  const device = new FaceDevice();
  const host = await device.connect();
  await device.settle(host.faces.field('lyric', { text: '月'.repeat(40) }));
  const { fields } = device.controller.faces;
  t.is(fields.length(6), 96);
  await device.settle(host.faces.field('lyric', { text: `a${'月'.repeat(40)}` }));
  t.is(fields.length(6), 94, 'a, and 31 characters of three bytes');
});

test('values that cannot be are refused before they are sent, and fields a host cannot tell by the device', async (t) => {
  const device = new FaceDevice();
  const host = await device.connect();
  await t.throwsAsync(host.faces.field('progress', { level: 1.5 }), { instanceOf: RangeError });
  await t.throwsAsync(host.faces.field('song', { text: 'a', seconds: 0 }), { instanceOf: RangeError });
  await t.throwsAsync(host.faces.notify(-1), { instanceOf: RangeError });
  await t.throwsAsync(host.faces.fade(256, 0), { instanceOf: RangeError });
  await t.throwsAsync(host.faces.card(solid(513, 10, 1)), { instanceOf: RangeError });
  // Battery is told with HOST_STATE.
  t.false(device.controller.faces.field(1, new Uint8Array(8), 0, 4, -1, Number.POSITIVE_INFINITY));
});

test('a count of notifications is on the face, and with an alert stands alone for five seconds', async (t) => {
  const device = new FaceDevice(lineOf(9));
  const host = await device.connect();
  await device.settle(host.faces.notify(12, { alert: false }));
  device.clock.runForMillis(100);
  t.deepEqual(device.glass, shows('12'));
  await device.settle(host.faces.notify(13));
  device.clock.runForMillis(200);
  t.is(device.controller.compositor.holder?.name, 'card');
  t.true(device.glass.some((pixel) => pixel !== 0));
  device.clock.runForMillis(5000);
  t.deepEqual(device.glass, shows('13'));
  await device.settle(host.faces.notify(0));
  device.clock.runForMillis(200);
  t.deepEqual(device.glass, shows(''));
  t.is(device.simulation.tears.torn, 0);
});

test('a pinned picture stays until somebody touches the glass, or the host takes it off', async (t) => {
  const device = new FaceDevice(lineOf(4));
  const host = await device.connect();
  await device.settle(host.faces.card(solid(200, 120, 0xf81f)));
  device.clock.runForMillis(20_000);
  t.true(isCard(device, 200, 120, 0xf81f));
  device.simulation.press(0, 5);
  device.clock.runForMillis(200);
  t.deepEqual(device.glass, shows(''));
  await device.settle(host.faces.card(solid(50, 60, 0x07ff), { seconds: 3 }));
  device.clock.runForMillis(300);
  t.true(isCard(device, 50, 60, 0x07ff));
  device.clock.runForMillis(3000);
  t.deepEqual(device.glass, shows(''), 'its time is over');
  await device.settle(host.faces.card(solid(50, 60, 0x07ff)));
  await device.settle(host.faces.dismiss());
  device.clock.runForMillis(200);
  t.deepEqual(device.glass, shows(''));
  t.is(device.simulation.tears.torn, 0);
});

test('of what is private the glass says how many until it is touched', async (t) => {
  const device = new FaceDevice(lineOf(4));
  const host = await device.connect();
  await device.settle(host.faces.notify(2, { alert: false }));
  await device.settle(host.faces.card(solid(100, 100, 0x001f), { isPrivate: true }));
  device.clock.runForMillis(300);
  t.false(device.glass.includes(0x001f));
  t.true(device.glass.includes(0xffff));
  device.simulation.press(0, 5);
  device.clock.runForMillis(200);
  t.true(isCard(device, 100, 100, 0x001f));
  device.simulation.press(0, 5);
  device.clock.runForMillis(200);
  t.deepEqual(device.glass, shows(''));
});

test('pieces of a picture that come twice count once, a gap is refused, and what is not whole is not shown', (t) => {
  const card = new CardPicture(plainMemory, twins);
  const data = Uint8Array.from({ length: 32 }, (_, at) => at);
  t.true(card.begin(4, 4, 0, 32));
  t.true(card.data(0, data, 0, 10));
  t.false(card.data(12, data, 12, 10), 'bytes 10 and 11 are missing');
  t.true(card.data(5, data, 5, 10), 'half of it came already');
  t.is(card.surface, undefined);
  t.false(card.data(15, data, 0, 20), 'more than was announced');
  t.true(card.data(15, data, 15, 17));
  t.true(card.data(15, data, 15, 17));
  t.deepEqual(card.surface?.bytes.subarray(0, 32), data);
  for (const [width, height, length] of [
    [0, 4, 0],
    [513, 1, 1026],
    [300, 300, 180_000],
    [4, 4, 31],
  ] as const)
    t.false(card.begin(width, height, 0, length));
  t.true(card.begin(4, 4, 1, 3));
  t.false(card.data(0, Uint8Array.of(0xd0, 0xd0, 0xd0), 0, 3), 'a copy of a row above the first');
  t.is(card.surface, undefined);
});

test('a fade goes to a brightness in even steps within its time', async (t) => {
  const device = new FaceDevice();
  const host = await device.connect();
  await device.settle(host.brightness(200));
  device.clock.runForMillis(200);
  const level = (): number => Math.round(device.simulation.panel.brightnessAt(device.clock.time));
  t.is(level(), 200);
  const start = device.clock.time;
  await device.settle(host.faces.fade(20, 1000));
  const levels: number[] = [];
  while (device.clock.time < start + 1_100_000) {
    device.clock.runForMillis(20);
    if (levels.at(-1) !== level()) levels.push(level());
  }
  t.is(levels.at(-1), 20);
  t.true(levels.length >= 20, `${levels.length} steps`);
  levels.forEach((each, at) => {
    if (at > 0) t.true(levels[at - 1]! - each > 0 && levels[at - 1]! - each <= 15);
  });
});
