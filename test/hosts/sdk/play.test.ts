import test from 'ava';
import type { Picture } from '../../../hosts/sdk/picture.js';
import { type FilmPicture, type PlayOptions, play } from '../../../hosts/sdk/play.js';
import { VirtualDevice } from '../../support/virtual-device.js';

const width = 64;
const height = 48;
const rawBytes = 2 * width * height;

/** Noise that has nothing in common with that of another seed: some `rawBytes` on the line. */
function noise(seed: number, bits = 0xffff): Picture {
  const pixels = new Uint8Array(rawBytes);
  let state = Math.imul(seed + 1, 0x9e3779b1);
  for (let at = 0; at < rawBytes; at += 2) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const pixel = (state >>> 12) & bits;
    pixels[at] = pixel >> 8;
    pixels[at + 1] = pixel;
  }
  return { width, height, pixels };
}

function film(count: number, durationMillis: number, bits?: number): FilmPicture[] {
  return Array.from({ length: count }, (_, index) => ({ picture: noise(index, bits), durationMillis }));
}

/** When the film began by its other pictures: the first stays a tenth of a second longer. */
function zeroOf(device: VirtualDevice): number {
  return device.shown[0]!.at + 100;
}

/** May be iterated again and again, as a file may. */
function reel(pictures: readonly FilmPicture[], onRead?: (index: number) => void): AsyncIterable<FilmPicture> {
  return {
    async *[Symbol.asyncIterator]() {
      for (const [index, each] of pictures.entries()) {
        onRead?.(index);
        yield each;
      }
    },
  };
}

function run(device: VirtualDevice, pictures: AsyncIterable<FilmPicture>, options: PlayOptions = {}) {
  return device.run(play(device, pictures, { ...options, timers: device.timers }));
}

test('a film that fits the line is shown whole, every picture at its time, again in every turn', async (t) => {
  // A picture takes 30 of its 33 ms.
  const device = new VirtualDevice(width, height, rawBytes / 30);
  const pictures = film(30, 1000 / 30);
  const report = await run(device, reel(pictures), { times: 2 });
  t.like(report, { due: 60, presented: 60, dropped: 0, turns: 2, slowBecause: undefined });
  const zero = zeroOf(device);
  device.shown.forEach(({ at, pixels }, index) => {
    if (index > 0) t.true(Math.abs(at - zero - (index * 1000) / 30) < 0.01, `${index}: ${at - zero}`);
    t.deepEqual(pixels, Uint8Array.from(pictures[index % 30]!.picture.pixels));
  });
  t.is(device.keys, 1);
  t.true(Math.abs(device.now - zero - 2000) < 0.01);
});

test('a long first picture delays the start, not the film', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes / 500);
  const still = film(1, 100)[0]!;
  // The same noise with a few pixels changed is a small delta.
  const pictures = Array.from({ length: 10 }, (_, index) => {
    const pixels = still.picture.pixels.slice();
    pixels.fill(index, 100, 120);
    return { picture: { width, height, pixels }, durationMillis: 100 };
  });
  const report = await run(device, reel(pictures));
  t.like(report, { presented: 10, dropped: 0 });
  t.true(device.shown[0]!.at > 450);
  t.true(Math.abs(device.shown[9]!.at - zeroOf(device) - 900) < 0.01);
});

test('a film too large for the line keeps its pace: pictures are left out whole, and it is said why', async (t) => {
  // A picture takes three and a third of its times.
  const device = new VirtualDevice(width, height, rawBytes / 110);
  const pictures = film(90, 1000 / 30);
  const report = await run(device, reel(pictures));
  t.is(report.due, 90);
  t.is(report.presented + report.dropped, 90);
  t.true(report.presented >= 22 && report.presented <= 29, `${report.presented}`);
  t.regex(report.slowBecause ?? '', /^(7|8|9)(\.\d)? of 30 frames\/s: the line is full, try tolerance 1$/);
  const zero = zeroOf(device);
  for (const { at, pixels } of device.shown.slice(1, -1)) {
    const index = pictures.findIndex(({ picture }) => picture.pixels.every((byte, place) => byte === pixels[place]));
    t.true(index >= 0, 'only whole pictures are shown');
    const late = at - zero - (index * 1000) / 30;
    t.true(late > -0.01 && late < 34, `picture ${index} is ${late} ms late`);
  }
  t.true(device.now - zero < 3000 + 120);
});

test('the last picture of a film is shown even where it comes late', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes / 200);
  const pictures = film(5, 20);
  await run(device, reel(pictures));
  t.deepEqual(device.shown.at(-1)!.pixels, Uint8Array.from(pictures[4]!.picture.pixels));
});

test('a picture that takes long to read is left out for that reason', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  const slow = reel(film(20, 20), () => device.clock.runForMillis(50));
  const report = await run(device, slow);
  t.true(report.dropped > 5);
  t.regex(report.slowBecause ?? '', /this computer is too slow/);
});

test('frames a second replace the film’s own times', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  await run(device, reel(film(5, 1000)), { fps: 10 });
  t.deepEqual(
    device.shown.slice(1).map(({ at }) => Math.round(at - zeroOf(device))),
    [100, 200, 300, 400],
  );
});

test('a time limit ends a film in the middle of a turn', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  const report = await run(device, reel(film(4, 100)), { times: Number.POSITIVE_INFINITY, forMillis: 1000 });
  t.is(report.presented, 10);
  t.is(Math.round(device.now - zeroOf(device)), 1000);
});

test('a signal ends an endless film at once, even while nothing answers', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  const stop = new AbortController();
  device.clock.schedule(500_000, () => stop.abort());
  const report = await run(device, reel(film(4, 40)), { times: Number.POSITIVE_INFINITY, signal: stop.signal });
  t.true(report.presented >= 9 && report.presented <= 11);
  t.is(Math.round(device.now), 500);
  device.isAway = true;
  const again = new AbortController();
  device.clock.schedule(900_000, () => again.abort());
  await run(device, reel(film(4, 40)), { signal: again.signal });
  t.is(Math.round(device.now), 900);
});

test('an empty film is over at once', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  t.like(await run(device, reel([]), { times: Number.POSITIVE_INFINITY }), { due: 0, presented: 0, dropped: 0 });
});

test('a device that comes back goes on with a key frame where the film is by then', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes / 10);
  const pictures = film(20, 50);
  device.clock.schedule(300_000, () => {
    device.isAway = true;
  });
  device.clock.schedule(600_000, () => {
    device.isAway = false;
  });
  const report = await run(device, reel(pictures));
  t.is(report.presented + report.dropped, 20);
  t.true(report.dropped >= 4 && report.dropped <= 7, `${report.dropped}`);
  t.is(device.keys, 2);
  t.is(report.slowBecause?.includes('the device was away'), true);
  t.is(Math.round(device.shown.at(-1)!.at - zeroOf(device)), 950);
});

test('a device that is away at first is waited for', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes);
  device.isAway = true;
  device.clock.schedule(2_000_000, () => {
    device.isAway = false;
  });
  const report = await run(device, reel(film(3, 50)));
  t.like(report, { presented: 3, dropped: 0 });
});

test('after NEED_KEY or a frame given up the next picture is coded so that the device can draw it', async (t) => {
  for (const failure of [{ state: 'needKey' }, { state: 'dropped', cause: 'abandoned' }] as const) {
    const device = new VirtualDevice(width, height, rawBytes / 5);
    const pictures = film(10, 50);
    device.clock.schedule(120_000, () => device.failures.push(failure));
    const report = await run(device, reel(pictures));
    t.true(report.presented >= 8, `${report.presented}`);
    t.is(report.presented + report.dropped, 10);
    t.is(device.keys, failure.state === 'needKey' ? 2 : 1);
    t.deepEqual(device.shown.at(-1)!.pixels, Uint8Array.from(pictures[9]!.picture.pixels));
  }
});

test('a picture that stays is made exact after it was shown within a tolerance', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes / 20);
  const pictures = film(2, 2000, 0x18c3);
  await run(device, reel(pictures), { tolerance: 4 });
  t.is(device.shown.length, 4);
  t.notDeepEqual(device.shown[0]!.pixels, Uint8Array.from(pictures[0]!.picture.pixels));
  t.deepEqual(device.shown[1]!.pixels, Uint8Array.from(pictures[0]!.picture.pixels));
  t.deepEqual(device.shown[3]!.pixels, Uint8Array.from(pictures[1]!.picture.pixels));
});

test('a film whose pictures come slower than their times goes on slower, and never starves the glass', async (t) => {
  const device = new VirtualDevice(width, height, rawBytes / 5);
  const pictures = film(24, 1000 / 30);
  const slow: AsyncIterable<FilmPicture> = {
    async *[Symbol.asyncIterator]() {
      for (const each of pictures) {
        await new Promise<void>((resolve) => device.timers.set(150, resolve));
        yield each;
      }
    },
  };
  const report = await run(device, slow);
  t.regex(report.slowBecause ?? '', /this computer/);
  // 3.6 s of reading: a picture at least every 0.9 s, and the last one at the end.
  t.true(report.presented >= 5, `${report.presented}`);
  device.shown.forEach(({ at }, index) => {
    if (index > 0) t.true(at - device.shown[index - 1]!.at < 1100, `${index}: ${at - device.shown[index - 1]!.at} ms`);
  });
  t.deepEqual(device.shown.at(-1)?.pixels, pictures.at(-1)?.picture.pixels);
});
