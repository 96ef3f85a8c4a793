import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import type { PanelModel } from '../../firmware/panel/model.js';
import type { Board } from '../../firmware/platform/board.js';
import { paint, painted, rig, waitsMillis } from './rig.js';

/** A picture in which every pixel differs from its neighbours. */
const pattern = (x: number, y: number) => (x * 0x1021 + y * 0x0733 + 0x5a5a) & 0xffff;
const other = (x: number, y: number) => pattern(x, y) ^ 0xffff;

/** What every panel model must do on the strict panel; `board` overrides parts of its devkit. */
export function conforms(model: PanelModel, board: Partial<Board> = {}): void {
  const { width, height, name } = model;
  const title = `${name}${board.framing === undefined ? '' : ` on ${board.framing}`}`;
  const make = (options: Parameters<typeof rig>[1] = {}) => rig(model, { ...options, board });
  const surface = () => paint(width, height, pattern);

  test(`${title}: it starts legally, and nothing is visible before the first whole frame is in GRAM`, (t) => {
    const r = make();
    r.ask((d, now) => d.start(now));
    r.untilReady();
    t.true(r.driver.gramLost);
    r.clock.runForMillis(500);
    t.false(r.panel.on);
    const cut = model.align.y * 5;
    r.write([0, 0, width, cut, 0, cut, width, height], surface());
    t.false(r.driver.lit);
    t.true(r.panel.look(r.clock.time).every((pixel) => pixel === 0));
    r.ask((d, now) => d.frameWritten(now));
    const whole = painted(width, height, pattern);
    for (let i = 0; i < 100 && !r.panel.on; i += 1) r.clock.runForMillis(1);
    equalPixels(t, r.panel.lookFullBrightness(r.clock.time), whole, width);
    r.clock.runForMillis(300 + waitsMillis(model.lit));
    t.true(r.driver.lit);
    t.false(r.driver.gramLost);
    equalPixels(t, r.panel.look(r.clock.time), whole, width);
    t.is(r.panel.warnings.count, 0, r.panel.warnings.last.join('\n'));
    t.is(r.driver.wakeAt, Number.POSITIVE_INFINITY, 'nothing is left to do');
  });

  test(`${title}: its TE comes at its scan rate where the board wires it, and never where not`, (t) => {
    const r = make({ board });
    r.light(surface());
    r.bus.awaitTe();
    r.clock.runForMillis(100);
    const first = r.events.at(-1)!;
    r.bus.awaitTe();
    r.clock.runForMillis(100);
    const second = r.events.at(-1)!;
    t.is(Math.abs(second.when - first.when - 100_000) <= 2_000_000 / model.scan.hz, true);
    const scans = ((second.when - first.when) * model.scan.hz) / 1_000_000;
    t.true(Math.abs(scans - Math.round(scans)) < 0.001, `${scans} scans between two edges`);
    const deaf = rig(model, { board: { ...board, te: false } });
    deaf.light(surface());
    const before = deaf.events.length;
    deaf.bus.awaitTe();
    deaf.clock.runForMillis(1000);
    t.is(deaf.events.length, before);
  });

  test(`${title}: sleep, wake, off, on and brightness at any time stay legal, and the last wish wins`, (t) => {
    const request = fc.tuple(
      fc.constantFrom('sleep', 'wake', 'off', 'on', 'bright', 'idle', 'write') as fc.Arbitrary<string>,
      fc.oneof(fc.integer({ min: 0, max: 300_000 }), fc.integer({ min: 0, max: 6000 })),
      fc.integer({ min: 1, max: 255 }),
    );
    const picture = surface();
    const expected = painted(width, height, pattern);
    fc.assert(
      fc.property(fc.array(request, { maxLength: 24 }), fc.integer({ min: 1, max: 1000 }), (requests, seed) => {
        const r = make({ seed });
        r.ask((d, now) => d.start(now));
        const wishes = { awake: true, on: true, level: r.driver.brightness };
        /** As the owner of a driver does: pays what is owed as soon as the panel takes it. */
        const run = (micros: number) => {
          const until = r.clock.time + micros;
          while (r.clock.time < until) {
            r.clock.runForMicros(Math.min(4000, until - r.clock.time));
            if (!r.driver.ready || !r.driver.awaitsFrame) continue;
            if (r.driver.gramLost) r.write([0, 0, width, height], picture);
            r.ask((d, now) => d.frameWritten(now));
          }
        };
        for (const [what, micros, level] of requests) {
          run(micros);
          if (what === 'write' && !r.driver.ready) continue;
          if (what === 'write') r.write([0, 0, width, model.align.y], picture);
          if (what === 'sleep' || what === 'wake') wishes.awake = what === 'wake';
          if (what === 'off' || what === 'on') wishes.on = what === 'on';
          if (what === 'bright') wishes.level = level;
          r.ask((d, now) => {
            if (what === 'sleep') d.sleep(now);
            if (what === 'wake') d.wake(now);
            if (what === 'off') d.off(now);
            if (what === 'on') d.on(now);
            if (what === 'bright') d.setBrightness(level, now);
            if (what === 'idle') d.setDcsIdle(model.features.dcsIdle && level % 2 === 0, now);
          });
        }
        run(1_200_000 + 1000 * (waitsMillis(model.init) + waitsMillis(model.lit)));
        const lit = wishes.awake && wishes.on;
        if (r.panel.on !== lit || r.driver.lit !== lit || r.panel.awake !== wishes.awake) return false;
        if (r.panel.warnings.count > 0) throw new Error(r.panel.warnings.last.join('\n'));
        const level = model.brightness === null ? 255 : wishes.level;
        if (r.panel.brightnessAt(r.clock.time) !== (lit ? level : 0)) return false;
        r.ask((d, now) => d.setDcsIdle(false, now));
        run(20_000);
        return !lit || r.panel.look(r.clock.time).every((pixel, at) => pixel === expected[at]);
      }),
      { numRuns: 30 },
    );
    t.pass();
  });

  test(`${title}: a window is the smallest aligned one that holds the region`, (t) => {
    const { driver } = make();
    const { origin, align } = model;
    const inside = fc.tuple(
      fc.integer({ min: 0, max: width - 1 }),
      fc.integer({ min: 0, max: height - 1 }),
      fc.integer({ min: 1, max: width }),
      fc.integer({ min: 1, max: height }),
    );
    /** By search: edges grow pixel by pixel until the panel would take them. */
    const search = (edge: number, step: number, start: number, by: number) => {
      let at = edge;
      while ((at + start) % step !== 0) at += by;
      return at;
    };
    fc.assert(
      fc.property(inside, ([left, top, w, h]) => {
        const region = { left, top, right: Math.min(left + w, width), bottom: Math.min(top + h, height) };
        const expected = {
          left: search(region.left, align.x, origin.x, -1),
          top: search(region.top, align.y, origin.y, -1),
          right: search(region.right, align.x, origin.x, 1),
          bottom: search(region.bottom, align.y, origin.y, 1),
        };
        t.deepEqual(driver.adaptInvalid(region), expected);
        return expected.right <= width && expected.bottom <= height;
      }),
      { numRuns: 50 },
    );
    const overhanging = driver.adaptInvalid({ left: -9, top: -9, right: width + 9, bottom: height + 9 });
    t.deepEqual(overhanging, { left: 0, top: 0, right: width, bottom: height });
  });

  test(`${title}: aligned windows anywhere put exactly their pixels on the glass`, (t) => {
    const r = make();
    r.light(surface());
    const next = paint(width, height, other);
    const expected = painted(width, height, pattern);
    let random = 1;
    const below = (limit: number) => {
      random = (Math.imul(random, 48271) >>> 0) % 0x7fffffff;
      return random % limit;
    };
    const windows: number[] = [];
    for (let i = 0; i < 40; i += 1) {
      const left = below(width);
      const top = below(height);
      const region = {
        left,
        top,
        right: left + 1 + below(width - left),
        bottom: top + 1 + below(Math.min(9, height - top)),
      };
      const window = r.driver.adaptInvalid(region);
      windows.push(window.left, window.top, window.right, window.bottom);
      for (let y = window.top; y < window.bottom; y += 1) {
        for (let x = window.left; x < window.right; x += 1) expected[y * width + x] = other(x, y);
      }
    }
    r.write(windows, next);
    r.clock.runForMillis(40);
    equalPixels(t, r.panel.look(r.clock.time), expected, width);
    t.is(r.panel.warnings.count, 0, r.panel.warnings.last.join('\n'));
  });

  test(`${title}: a brightness asked for is the glass's, and a level beyond a byte throws`, (t) => {
    const r = make();
    r.light(surface());
    r.ask((d, now) => d.setBrightness(77, now));
    r.clock.runForMillis(600);
    t.is(r.panel.brightnessAt(r.clock.time), model.brightness === null ? 255 : 77);
    t.throws(() => r.driver.setBrightness(256, r.now()), { instanceOf: RangeError });
    t.throws(() => r.driver.setBrightness(-1, r.now()), { instanceOf: RangeError });
  });

  test(`${title}: in dcsIdle the glass shows eight colours, where the model has it`, (t) => {
    const r = make();
    r.light(surface());
    if (!model.features.dcsIdle) {
      t.throws(() => r.driver.setDcsIdle(true, r.now()), { instanceOf: RangeError });
      return;
    }
    r.ask((d, now) => d.setDcsIdle(true, now));
    r.clock.runForMillis(40);
    const eight = painted(width, height, (x, y) => {
      const pixel = pattern(x, y);
      const red = pixel >> 11 >= 16 ? 31 : 0;
      const green = ((pixel >> 5) & 63) >= 32 ? 63 : 0;
      const blue = (pixel & 31) >= 16 ? 31 : 0;
      return (red << 11) | (green << 5) | blue;
    });
    equalPixels(t, r.panel.look(r.clock.time), eight, width);
    r.ask((d, now) => d.setDcsIdle(false, now));
    r.clock.runForMillis(40);
    equalPixels(t, r.panel.look(r.clock.time), painted(width, height, pattern), width);
  });

  test(`${title}: the panel turns the picture by the rotations it has, and by no other`, (t) => {
    for (const degrees of [90, 180, 270]) {
      const r = make();
      r.light(surface());
      if (!model.rotations.some((rotation) => rotation.degrees === degrees)) {
        t.throws(() => r.driver.setRotation(degrees, r.now()), { instanceOf: RangeError });
        continue;
      }
      r.ask((d, now) => d.setRotation(degrees, now));
      r.clock.runForMillis(1);
      t.true(r.driver.ready);
      t.true(r.driver.gramLost);
      const { alignment } = r.driver;
      const turned = paint(alignment.width, alignment.height, pattern);
      t.false(r.panel.on, 'dark while the glass holds the picture of the other rotation');
      r.write([0, 0, turned.width, turned.height], turned);
      r.ask((d, now) => d.frameWritten(now));
      r.clock.runForMillis(300);
      // Where a pixel of the turned picture lies on the glass, clockwise.
      const expected = new Uint16Array(width * height);
      for (let y = 0; y < turned.height; y += 1) {
        for (let x = 0; x < turned.width; x += 1) {
          const [gx, gy] =
            degrees === 90
              ? [width - 1 - y, x]
              : degrees === 180
                ? [width - 1 - x, height - 1 - y]
                : [y, height - 1 - x];
          expected[gy! * width + gx!] = pattern(x, y);
        }
      }
      equalPixels(t, r.panel.look(r.clock.time), expected, width);
      t.is(r.panel.warnings.byRule['window-unseen'], undefined);
    }
    const r = make();
    t.throws(() => r.driver.setRotation(45, 0), { instanceOf: RangeError });
  });

  test(`${title}: a rotation, a brightness and dcsIdle survive sleep`, (t) => {
    const r = make();
    const turns = model.rotations.some((rotation) => rotation.degrees === 180);
    r.ask((d, now) => {
      d.start(now);
      if (turns) d.setRotation(180, now);
    });
    r.untilReady();
    r.write([0, 0, width, height], surface());
    r.ask((d, now) => d.frameWritten(now));
    r.clock.runForMillis(300);
    r.ask((d, now) => {
      d.setBrightness(99, now);
      d.setDcsIdle(model.features.dcsIdle, now);
    });
    r.clock.runForMillis(700);
    const before = r.panel.look(r.clock.time);
    t.true(before.some((pixel) => pixel !== 0));
    r.ask((d, now) => d.sleep(now));
    r.clock.runForMillis(500);
    t.false(r.panel.awake);
    t.true(r.panel.look(r.clock.time).every((pixel) => pixel === 0));
    r.ask((d, now) => d.wake(now));
    r.untilReady();
    t.false(r.driver.gramLost, 'GRAM outlives sleep');
    t.true(r.driver.awaitsFrame);
    r.ask((d, now) => d.frameWritten(now));
    r.clock.runForMillis(900 + waitsMillis(model.lit));
    equalPixels(t, r.panel.look(r.clock.time), before, width);
    t.is(r.panel.brightnessAt(r.clock.time), model.brightness === null ? 255 : 99);
  });

  test(`${title}: power may be cut when the driver says so`, (t) => {
    const r = make();
    r.light(surface());
    t.is(r.driver.powerCutFrom, Number.POSITIVE_INFINITY);
    r.ask((d, now) => d.sleep(now));
    r.clock.runForMillis(200);
    r.clock.runUntil(Math.max(r.clock.time, r.driver.powerCutFrom));
    r.panel.cutPower(r.clock.time);
    t.is(r.panel.warnings.count, 0, r.panel.warnings.last.join('\n'));
  });
}

/** Compares pictures, and names the first pixel that differs. */
export function equalPixels(t: ExecutionContext, actual: Uint16Array, expected: Uint16Array, width: number): void {
  const at = actual.findIndex((pixel, i) => pixel !== expected[i]);
  if (at < 0 && actual.length === expected.length) {
    t.pass();
    return;
  }
  const pixel = (pixels: Uint16Array) => pixels[at]?.toString(16);
  t.fail(`pixel (${at % width}, ${Math.floor(at / width)}) is ${pixel(actual)}, not ${pixel(expected)}`);
}
