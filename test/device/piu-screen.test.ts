import test from 'ava';
import fc from 'fast-check';
import { PiuScreen } from '../../firmware/device/piu-screen.js';
import { Damage } from '../../firmware/geometry/damage.js';
import { Mode, type NO_WISH } from '../../firmware/power/modes.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { type Box, type FakeProgram, programRig, wrongPixels } from '../support/fake-program.js';
import { HostRig } from '../support/link/host-rig.js';
import { plainMemory, twins } from '../support/memory.js';

const whole: Box = { x: 0, y: 0, width: 120, height: 160 };
const shades = (x: number, y: number): number => ((x * 523 + y * 77) & 0xffff) | 1;

/** A program whose first picture is on the glass. */
function shown(options: Parameters<typeof programRig>[0] = {}): ReturnType<typeof programRig> {
  const rig = programRig(options);
  rig.program.paint(whole, shades);
  rig.screen.context = rig.program;
  rig.simulation.clock.runForMillis(100);
  return rig;
}

function hostOn({ simulation }: ReturnType<typeof programRig>): HostRig {
  const line = new VirtualLine(simulation.clock, simulation.ports[0]!, { toDevice: { bytesPerSecond: 800_000 } });
  const host = new HostRig(simulation.clock, line, 1);
  host.greet();
  simulation.clock.runForMillis(50);
  host.sendFrame(
    [{ kind: 'fill', region: { left: 0, top: 0, right: whole.width, bottom: whole.height }, colour: 0x1234 }],
    { key: true },
  );
  simulation.clock.runForMillis(100);
  return host;
}

for (const objects of [false, true]) {
  test(`what a program sends is on the glass, pixel by pixel: begin takes ${objects ? 'an object' : 'four numbers'}`, (t) => {
    const rig = programRig();
    rig.program.objects = objects;
    rig.program.paint(whole, shades);
    rig.screen.context = rig.program;
    rig.simulation.clock.runForMillis(100);
    t.is(wrongPixels(rig.simulation, rig.program), 0);
    rig.program.change({ x: 7, y: 11, width: 33, height: 5 }, () => 0xf81f);
    rig.simulation.clock.runForMillis(100);
    t.is(wrongPixels(rig.simulation, rig.program), 0);
    t.is(rig.simulation.panel.warnings.count, 0);
    t.is(rig.simulation.tears.torn, 0);
  });
}

test('the screen says what it is: RGB565 with the high byte first, the panel’s size, nothing rotated', (t) => {
  const { screen } = programRig();
  // commodettoBitmap.js: Bitmap.RGB565BE = 8.
  t.is(screen.pixelFormat, 8);
  t.is(screen.pixelsToBytes(100), 200);
  t.is(screen.async, false);
  t.deepEqual([screen.width, screen.height, screen.rotation], [120, 160, 0]);
  const turn = (): void => {
    screen.rotation = 90;
  };
  t.throws(turn, { instanceOf: RangeError });
});

test('a band holds what is asked for, sixteen rows where nothing is, never less than a row or more than the panel', (t) => {
  const { screen } = programRig();
  t.is(screen.pixels(), 16 * 120);
  t.is(screen.pixels(119), 16 * 120);
  t.is(screen.pixels(120), 120);
  t.is(screen.pixels(40 * 120), 40 * 120);
  t.is(screen.pixels(1_000_000), 160 * 120);
});

test('a frame of several regions is one present', (t) => {
  const { simulation, program } = shown();
  const before = simulation.statistics().frames.presented;
  program.paint({ x: 0, y: 0, width: 10, height: 10 }, () => 1);
  program.paint({ x: 100, y: 140, width: 20, height: 20 }, () => 2);
  program.change({ x: 50, y: 70, width: 3, height: 30 }, () => 3);
  simulation.clock.runForMillis(100);
  t.is(simulation.statistics().frames.presented, before + 1);
  t.is(wrongPixels(simulation, program), 0);
});

test('however the pixels of a region are cut into pieces, they land where they belong', (t) => {
  const cuts = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 9 }), cuts, (width, height, sizes) => {
      const screen = new PiuScreen({ ...parts(), width: 20, height: 12, keep: true });
      const bytes = Uint8Array.from({ length: width * height * 2 }, (_, at) => at + 1);
      screen.begin(3, 2, width, height);
      for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
        const size = Math.min(sizes[piece % sizes.length]!, bytes.length - at);
        screen.send(bytes, at, size);
        at += size;
      }
      screen.end();
      const back = drawn(screen, 20, 12);
      for (let y = 0; y < 12; y += 1) {
        for (let x = 0; x < 40; x += 1) {
          const inside = y >= 2 && y < 2 + height && x >= 6 && x < 6 + 2 * width;
          const expected = inside ? bytes[(y - 2) * width * 2 + x - 6]! : 0;
          if (back[y * 40 + x] !== expected) return false;
        }
      }
      return true;
    }),
    { numRuns: 60 },
  );
  t.pass();
});

test('an ArrayBuffer is taken as well as a view, from its offset', (t) => {
  const screen = new PiuScreen({ ...parts(), width: 4, height: 2, keep: true });
  screen.begin(1, 1, 2, 1);
  screen.send(Uint8Array.of(9, 9, 0xab, 0xcd, 0x12, 0x34).buffer, 2, 4);
  screen.end();
  t.deepEqual([...drawn(screen, 4, 2)], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xab, 0xcd, 0x12, 0x34, 0, 0]);
});

test('a program is called when it asked to be, again and again, and not once it stopped: then nothing wakes', (t) => {
  const { simulation, screen, program } = shown();
  program.interval = 100;
  screen.start(1);
  simulation.clock.runForMillis(20);
  const before = program.idles;
  simulation.clock.runForMillis(1000);
  t.is(program.idles, before + 10);
  program.interval = 0;
  simulation.clock.runForMillis(400);
  const after = program.idles;
  simulation.clock.runForMillis(2000);
  t.is(program.idles, after);
  t.is(screen.wakeAt, Number.POSITIVE_INFINITY);
});

test('a program that asks to be called at once is called once a scan, and no frame is drawn that nobody sees', (t) => {
  const { simulation, screen, program } = shown();
  let row = 0;
  program.interval = 1;
  program.onIdleDo = () => {
    row = (row + 1) % 160;
    program.paint({ x: 0, y: row, width: 120, height: 1 }, () => row);
  };
  screen.start(1);
  const before = program.idles;
  simulation.clock.runForMillis(1000);
  t.true(program.idles - before <= 61, `${program.idles - before} calls`);
  t.true(program.idles - before >= 50, `${program.idles - before} calls`);
  t.is(simulation.controller.chain.replaced, 0);
});

test('Piu declares boxes, the bus carries what changed in them, once it was seen that so little does', (t) => {
  const { simulation, screen, program } = shown();
  const tick = (colour: number): void => {
    program.change({ x: 10, y: 20, width: 100, height: 40 }, (x, y) => (x === 50 && y === 30 ? colour : shades(x, y)));
    simulation.clock.runForMillis(100);
  };
  // A source's first frames go out as they are declared; while they are copied forward it is seen what changed of them.
  for (let frame = 0; frame < 8; frame += 1) tick(frame);
  const declared = screen.declaredPixels;
  const { bytes } = simulation.statistics().bus;
  tick(0xffff);
  t.is(screen.declaredPixels - declared, 4000);
  t.true(simulation.statistics().bus.bytes - bytes < 64);
  t.is(wrongPixels(simulation, program), 0);
});

test('while a host has the glass the program is not called; then it is made to draw everything', (t) => {
  const rig = shown();
  const { simulation, program } = rig;
  const host = hostOn(rig);
  t.true(simulation.glass().every((pixel) => pixel === 0x1234));
  const { idles } = program;
  program.change({ x: 5, y: 5, width: 50, height: 50 }, () => 0x7777);
  simulation.clock.runForMillis(500);
  t.is(program.idles, idles);
  host.bye(false);
  simulation.clock.runForMillis(200);
  t.is(wrongPixels(simulation, program), 0);
});

test('a program draws nothing while the glass is dark, and what it has then is there when the glass is lit', (t) => {
  const { simulation, program } = shown();
  const wish = (mode: Mode | typeof NO_WISH): void => {
    const now = Math.ceil(simulation.clock.time);
    simulation.controller.governor.wishMode(mode, false, now);
    simulation.controller.step(now);
  };
  wish(Mode.sleep);
  simulation.clock.runForMillis(1000);
  t.is(simulation.mode, 'sleep');
  const { idles } = program;
  program.change({ x: 0, y: 0, width: 60, height: 60 }, () => 0x07e0);
  simulation.clock.runForMillis(1000);
  t.is(program.idles, idles);
  wish(Mode.active);
  simulation.clock.runForMillis(1000);
  t.is(wrongPixels(simulation, program), 0);
});

test('touches reach the program inside its turn to draw', (t) => {
  const { simulation, screen, program } = shown();
  screen.touchBegan(10, 20);
  screen.touchMoved(11, 20);
  screen.touchMoved(12, 21);
  screen.touchEnded(12, 21);
  t.deepEqual(program.touches, []);
  simulation.clock.runForMillis(50);
  t.deepEqual(program.touches, ['began 0 10 20', 'moved 0 12 21', 'ended 0 12 21']);
});

test('a finger on another source’s picture is nothing to the program, and one it knows of ends', (t) => {
  const rig = shown();
  const { simulation, screen, program } = rig;
  screen.touchBegan(10, 20);
  simulation.clock.runForMillis(50);
  const host = hostOn(rig);
  screen.touchMoved(80, 80);
  screen.touchEnded(80, 80);
  screen.touchBegan(1, 1);
  simulation.clock.runForMillis(50);
  host.bye(false);
  simulation.clock.runForMillis(100);
  t.deepEqual(program.touches, ['began 0 10 20', 'ended 0 10 20']);
});

test('a program that throws is dropped, and the start face shown', (t) => {
  const { simulation, screen, program } = shown();
  program.onIdleDo = () => {
    throw new Error('broken');
  };
  screen.start(1);
  simulation.clock.runForMillis(100);
  t.is(simulation.controller.compositor.dropped, 1);
  t.is(simulation.controller.compositor.holder?.name, 'start');
});

test('what a program threw where nobody caught it drops it at its next turn to draw', (t) => {
  const { simulation, screen } = shown();
  screen.fail(new Error('broken'));
  t.is(simulation.controller.compositor.dropped, 0);
  simulation.clock.runForMillis(100);
  t.is(simulation.controller.compositor.dropped, 1);
  t.is(simulation.controller.compositor.holder?.name, 'start');
});

test('a program that leaves, or a screen that is closed, lets the start face have the glass', (t) => {
  const left = shown();
  left.screen.context = null;
  left.simulation.clock.runForMillis(100);
  t.is(left.simulation.controller.compositor.holder?.name, 'start');
  const closed = shown();
  closed.screen.close();
  closed.simulation.controller.step(Math.ceil(closed.simulation.clock.time));
  t.is(closed.simulation.controller.compositor.holder?.name, 'start');
});

test('faults of the programmer throw: a region that leaves the panel, pixels without one or too many, out of turn', (t) => {
  const { screen } = programRig();
  t.throws(() => screen.begin(0, 0, 10, 10), { message: /out of turn/ });
  const kept = new PiuScreen({ ...parts(), width: 8, height: 4, keep: true });
  for (const [x, y, width, height] of [
    [-1, 0, 2, 2],
    [7, 0, 2, 2],
    [0, 3, 2, 2],
    [0.5, 0, 2, 2],
    [0, 0, 9, 1],
  ] as const)
    t.throws(() => kept.begin(x, y, width, height), { instanceOf: RangeError }, `${x} ${y} ${width} ${height}`);
  t.throws(() => kept.send(new Uint8Array(2)), { message: /before begin/ });
  kept.begin(0, 0, 2, 2);
  t.throws(() => kept.send(new Uint8Array(10)), { instanceOf: RangeError });
  t.throws(() => kept.send(new Uint8Array(4), 2, 4), { instanceOf: RangeError });
});

test('a Poco program draws when it likes on a surface of its own: nobody sees half a frame, and nothing is lost to a host', (t) => {
  const rig = programRig({ keep: true });
  const { simulation, screen, program } = rig;
  t.is(simulation.controller.compositor.holder?.name, 'start');
  program.paint(whole, shades);
  program.push();
  simulation.clock.runForMillis(100);
  t.is(wrongPixels(simulation, program), 0);
  // Half of a frame, and the other half later.
  const before = program.picture.slice();
  const left = { x: 0, y: 0, width: 60, height: 160 };
  program.paint(whole, () => 0x4321);
  program.sendBox(left);
  screen.continue();
  simulation.clock.runForMillis(100);
  t.deepEqual(simulation.glass(), before);
  program.push();
  simulation.clock.runForMillis(100);
  t.is(wrongPixels(simulation, program), 0);
  const host = hostOn(rig);
  program.paint({ x: 20, y: 20, width: 30, height: 30 }, () => 0xbeef);
  program.push();
  simulation.clock.runForMillis(100);
  t.true(simulation.glass().every((pixel) => pixel === 0x1234));
  host.bye(false);
  simulation.clock.runForMillis(200);
  t.is(wrongPixels(simulation, program), 0);
  screen.clear();
  simulation.clock.runForMillis(100);
  t.true(simulation.glass().every((pixel) => pixel === 0));
});

test('a frame that is half sent when a host lets the glass go is whole when it ends', (t) => {
  const rig = programRig({ keep: true });
  const { simulation, screen, program } = rig;
  program.paint(whole, shades);
  program.push();
  simulation.clock.runForMillis(100);
  const host = hostOn(rig);
  program.paint(whole, () => 0x0ff0);
  program.sendBox({ x: 0, y: 0, width: 120, height: 80 });
  screen.continue();
  host.bye(false);
  simulation.clock.runForMillis(200);
  t.is(simulation.glass().filter((pixel) => pixel === 0x0ff0).length, 120 * 80);
  program.push();
  simulation.clock.runForMillis(100);
  t.is(wrongPixels(simulation, program), 0);
});

for (const keep of [false, true]) {
  test(`whatever happens, the glass ends as the ${keep ? 'Poco' : 'Piu'} program painted it`, (t) => {
    const numRuns = 12;
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 12, maxLength: 60 }), (choices) => {
        const rig = shown({ keep });
        const { simulation, program } = rig;
        let host: HostRig | undefined;
        for (let at = 0; at + 3 < choices.length; at += 4) {
          stir(program, choices, at, keep);
          const choice = choices[at + 3]! % 9;
          if (choice === 0 && host === undefined) host = hostOn(rig);
          else if (choice === 1) {
            host?.bye(false);
            host = undefined;
          } else simulation.clock.runForMicros((choices[at]! % 40_000) + 1);
        }
        host?.bye(false);
        simulation.clock.runForMillis(400);
        return (
          wrongPixels(simulation, program) === 0 && simulation.panel.warnings.count === 0 && simulation.tears.torn === 0
        );
      }),
      { numRuns },
    );
    t.pass();
  });
}

/** Changes a box somewhere, of which a part is as it was. */
function stir(program: FakeProgram, choices: readonly number[], at: number, keep: boolean): void {
  const x = choices[at]! % whole.width;
  const y = choices[at + 1]! % whole.height;
  const box = {
    x,
    y,
    width: 1 + (choices[at + 2]! % (whole.width - x)),
    height: 1 + (choices[at + 3]! % (whole.height - y)),
  };
  const colour = choices[at + 2]! & 0xffff;
  const pixelOf = (px: number, py: number): number => ((px + py) % 3 === 0 ? shades(px, py) : colour);
  program.objects = colour % 2 === 0;
  program.bandRows = 1 + (colour % 20);
  if (keep && colour % 3 > 0) {
    program.paint(box, pixelOf);
    program.push();
  } else program.change(box, pixelOf);
}

function parts() {
  return { clock: { now: () => 0, alarm: () => {} }, memory: plainMemory, kernels: twins };
}

/** What `draw` puts on a black surface. */
function drawn(screen: PiuScreen, width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(width * height * 2);
  const damage = new Damage(width, height);
  screen.draw({ bytes, width, height, stride: width * 2 }, damage, 0, false);
  return bytes;
}
