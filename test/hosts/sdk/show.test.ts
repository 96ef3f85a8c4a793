import test from 'ava';
import { show } from '../../../hosts/sdk/show.js';
import { VirtualDevice } from '../../support/virtual-device.js';

const width = 20;
const height = 10;
const picture = { width, height, pixels: Uint8Array.from({ length: 400 }, (_, at) => (at * 37) & 0xff) };

test('show resolves when the glass has the picture', async (t) => {
  const device = new VirtualDevice(width, height, 10);
  await device.run(show(device, picture));
  t.deepEqual(device.shown.at(-1)!.pixels, picture.pixels);
});

test('show tries again with a key frame where the device lost its base', async (t) => {
  const device = new VirtualDevice(width, height, 10);
  device.failures.push({ state: 'needKey' });
  await device.run(show(device, picture));
  t.deepEqual(device.shown.at(-1)!.pixels, picture.pixels);
});

test('show within a tolerance shows something near first, then the exact picture', async (t) => {
  const device = new VirtualDevice(width, height, 10);
  await device.run(show(device, picture, { tolerance: 3 }));
  t.is(device.shown.length, 2);
  t.deepEqual(device.shown[1]!.pixels, picture.pixels);
});

test('show says why it cannot: the glass is dark, the device is away, the picture is refused', async (t) => {
  const device = new VirtualDevice(width, height, 10);
  device.failures.push({ state: 'dropped', cause: 'dark' });
  await t.throwsAsync(device.run(show(device, picture)), { name: 'LinkError', message: /its glass is dark/ });
  device.failures.push({ state: 'dropped', cause: 'lost' });
  await t.throwsAsync(device.run(show(device, picture)), { name: 'DeviceLostError', message: /went away/ });
  device.failures.push(...Array.from({ length: 3 }, () => ({ state: 'dropped', cause: 'invalid' }) as const));
  await t.throwsAsync(device.run(show(device, picture)), { name: 'LinkError', message: /refused the picture 3 times/ });
});

test('a picture of another size than the panel is the caller’s fault', async (t) => {
  const device = new VirtualDevice(width, height, 10);
  await t.throwsAsync(show(device, { ...picture, width: 10 }), { instanceOf: RangeError });
});
