import test from 'ava';
import type { Source } from '../firmware/compose/source.js';
import { MessageType } from '../firmware/link/messages.js';
import { panelModels } from '../firmware/panel/models/registry.js';
import { Px565Encoder } from '../firmware/px565/encode.js';
import { Simulation } from '../simulator/headless/simulation.js';
import { Random } from '../simulator/random.js';
import { VirtualLine } from '../simulator/serial/virtual-line.js';
import { HostRig } from './support/link/host-rig.js';
import { Session } from './support/session.js';

const pattern = (x: number, y: number): number => (x * 131 + y * 57 + (x ^ y) * 7) & 0xffff;

for (const { name } of panelModels) {
  test(`a picture sent over the line is the picture on the glass of ${name}, every pixel`, (t) => {
    const session = new Session({ panel: name });
    const log = session.send([session.picture(pattern)]);
    t.is(log.shown?.state, 'shown');
    t.is(session.wrongPixels(pattern), 0);
    t.is(session.simulation.panel.warnings.count, 0);
    t.is(session.simulation.statistics().frames.torn, 0);
  });
}

test('SHOWN comes when the beam has drawn the frame, not before, and says when', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  const random = new Random(5);
  for (let count = 0; count < 25; count += 1) {
    session.simulation.clock.runForMicros(random.below(40_000));
    const x = random.below(200) * 2;
    const y = random.below(240) * 2;
    const colour = random.below(0x10000);
    const log = session.host.sendFrame(
      [{ kind: 'fill', region: { left: x, top: y, right: x + 8, bottom: y + 8 }, colour }],
      { key: false },
    );
    const onGlass = (): boolean => session.simulation.glass()[(y + 7) * session.width + x + 7] === colour;
    while (log.shown === null) session.simulation.clock.runForMicros(100);
    t.true(onGlass());
    t.is(log.shown.state, 'shown');
    if (log.shown.state !== 'shown' || log.shown.times === undefined) continue;
    const { decoded, presented, firstRow, lastRow } = log.shown.times;
    t.true(decoded <= presented && firstRow <= lastRow && presented - decoded < 40_000);
  }
});

test('nothing of a frame reaches the glass before its FRAME_END has checked', (t) => {
  const session = new Session();
  const blue = (): number => 0x001f;
  session.send([session.picture(blue)]);
  const log = session.host.sendFrame([session.picture(pattern)], { key: true });
  while (log.accepted === null) {
    session.simulation.clock.runForMillis(5);
    if (log.accepted === null) t.is(session.wrongPixels(blue), 0);
  }
  session.simulation.clock.runForMillis(60);
  t.is(session.wrongPixels(pattern), 0);
});

test('a frame that changes nothing, or draws what is there already, is shown like any other', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  const { windows } = session.simulation.bus.counts;
  t.is(session.send([], { key: false }).shown?.state, 'shown');
  t.is(session.simulation.bus.counts.windows, windows);
  t.is(session.send([session.picture(pattern)]).shown?.state, 'shown');
  t.is(session.wrongPixels(pattern), 0);
});

test('a host that codes the whole screen for a small change has no more compared and sent than what it changed', (t) => {
  const session = new Session();
  const { width, height } = session;
  const encoder = new Px565Encoder();
  // Noise in a box of 30 x 20 that moves: none of its pixels is what it was.
  const pictureAt = (frame: number) => (x: number, y: number) => {
    const isInside = x >= 40 + 2 * frame && x < 70 + 2 * frame && y >= 60 && y < 80;
    return isInside ? ((x * 40503 + y * 30011 + frame * 7919) & 0xffff) | 1 : pattern(x, y) & 0xfffe;
  };
  const dataOf = (frame: number): Uint8Array => {
    const message = session.picture(pictureAt(frame));
    return message.kind === 'region' ? message.data : new Uint8Array();
  };
  session.send([session.picture(pictureAt(0))]);
  const { cover, presenter } = session.simulation.controller;
  const [sent, compared] = [presenter.counts.pixels, cover.counts.comparedPixels];
  const frames = 12;
  for (let frame = 1; frame <= frames; frame += 1) {
    const [before, after] = [dataOf(frame - 1), dataOf(frame)];
    const coded = encoder.encode(after, 0, 2 * width, width, height, before, 0, 2 * width, 0).slice();
    t.is(session.send([Session.region(0, 0, width, height, coded, 1)], { key: false }).shown?.state, 'shown');
    t.is(session.wrongPixels(pictureAt(frame)), 0);
  }
  // The box and where it was before: 32 x 20, and never the 205,820 pixels of the screen.
  t.true(presenter.counts.pixels - sent <= frames * 32 * 20);
  t.true(cover.counts.comparedPixels - compared <= frames * 32 * 20);
});

test('a frame is shown at its present time, and not before', (t) => {
  const session = new Session();
  session.send([session.picture(() => 0)]);
  const { clock } = session.simulation;
  const presentAtMillis = Math.ceil(clock.time / 1000) + 250;
  const log = session.host.sendFrame(
    [{ kind: 'fill', region: { left: 0, top: 0, right: 40, bottom: 40 }, colour: 0xffff }],
    { key: false, presentAtMillis },
  );
  clock.runUntil(presentAtMillis * 1000 - 1);
  t.is(log.accepted?.state, 'accepted');
  t.is(session.simulation.glass()[0], 0);
  clock.runForMillis(36);
  t.is(session.simulation.glass()[0], 0xffff);
});

test('of two frames that wait for one scan the newer is shown and the older is said to be dropped', (t) => {
  const session = new Session({}, {});
  session.send([session.picture(() => 0)]);
  const { clock } = session.simulation;
  const fill = (left: number): Parameters<HostRig['sendFrame']>[0] => [
    { kind: 'fill', region: { left, top: 0, right: left + 4, bottom: 4 }, colour: 0xf800 },
  ];
  const logs = [0, 10, 20, 30].map((left) => session.host.sendFrame(fill(left), { key: false }));
  clock.runForMillis(200);
  const states = logs.map(({ shown }) => (shown?.state === 'dropped' ? shown.cause : shown?.state));
  t.is(states.at(-1), 'shown');
  t.true(states.includes('replaced'), states.join());
  // What a replaced frame drew is still part of the picture.
  for (const left of [0, 10, 20, 30]) t.is(session.simulation.glass()[left], 0xf800);
});

test('a frame that does not decode is refused, and the last good picture stays', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  const bad = session.send(
    [
      { kind: 'fill', region: { left: 0, top: 0, right: 100, bottom: 100 }, colour: 0xffff },
      Session.region(0, 0, 20, 20, Uint8Array.of(0xf8, 1), 1),
    ],
    { key: false },
  );
  t.is(bad.shown?.state, 'dropped');
  session.simulation.clock.runForMillis(100);
  t.is(session.wrongPixels(pattern), 0);
  // And the base is as it was: a delta on the last accepted frame still fits.
  const next = session.send([Session.region(0, 0, 1, 1, Uint8Array.of(0x12, 0x34))], { key: true });
  t.is(next.shown?.state, 'shown');
  t.is(
    session.wrongPixels((x, y) => (x === 0 && y === 0 ? 0x1234 : pattern(x, y))),
    0,
  );
});

test('the start face is on the glass half a second after power, moves, and is calm two minutes later: nothing moves, nothing wakes', (t) => {
  const simulation = new Simulation();
  simulation.clock.runForMillis(500);
  t.true(new Set(simulation.glass()).size > 100);
  const early = simulation.glass();
  simulation.clock.runForMillis(500);
  t.notDeepEqual(simulation.glass(), early);
  // The comet rests, then the picture dims.
  simulation.clock.runForMillis(120_000);
  const { wakes } = simulation.controller;
  const calm = simulation.glass();
  simulation.clock.runForMillis(3_600_000);
  t.is(simulation.controller.wakes, wakes);
  t.deepEqual(simulation.glass(), calm);
});

test('once a host has told the time the face shows it, and a calm hour costs a wake a minute', (t) => {
  const session = new Session();
  const { clock, controller } = session.simulation;
  const before = session.simulation.glass();
  const payload = new Uint8Array(14);
  const epoch = Date.UTC(2026, 10, 22, 20, 47);
  for (let at = 0; at < 6; at += 1) payload[6 + at] = Math.floor(epoch / 256 ** at) & 255;
  session.host.ask(MessageType.timeOfDay, payload, () => {});
  clock.runForMillis(100);
  session.host.bye(false);
  clock.runForMillis(200);
  const top = (glass: Uint16Array): Uint16Array => glass.subarray(40 * 410, 110 * 410);
  t.notDeepEqual(top(session.simulation.glass()), top(before));
  clock.runForMillis(120_000);
  t.is(session.simulation.mode, 'aod');
  const shown = session.simulation.glass();
  const { presented } = controller.presenter.counts;
  clock.runForMillis(3_600_000);
  t.is(controller.presenter.counts.presented - presented, 60);
  t.notDeepEqual(session.simulation.glass(), shown);
});

test('the picture stays after BYE keep, and the face comes back after a plain BYE', (t) => {
  for (const keep of [true, false]) {
    const session = new Session();
    session.send([session.picture(pattern)]);
    session.host.bye(keep);
    session.simulation.clock.runForMillis(10_000);
    t.is(session.wrongPixels(pattern) === 0, keep);
  }
});

test('a kept picture is let go after the seconds the host said', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  session.host.bye(true, 5);
  session.simulation.clock.runForMillis(4_900);
  t.is(session.wrongPixels(pattern), 0);
  session.simulation.clock.runForMillis(300);
  t.not(session.wrongPixels(pattern), 0);
});

test('a session that only asks leaves a kept picture alone', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  session.host.bye(true);
  session.simulation.clock.runForMillis(100);
  const other = session.another();
  other.greet();
  session.simulation.clock.runForMillis(100);
  t.not(other.info, null);
  other.bye(false);
  session.simulation.clock.runForMillis(5_000);
  t.is(session.wrongPixels(pattern), 0);
});

test('when the host dies in a stream the device shows its own face in two seconds', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  session.host.sendFrame([session.picture(() => 0xffff)], { key: true });
  session.simulation.clock.runForMillis(3);
  session.host.kill(session.line);
  session.line.toDevice.reset();
  session.simulation.clock.runForMillis(2_300);
  t.true(session.wrongPixels(pattern) > 1000);
  t.true(session.wrongPixels(() => 0xffff) > 1000);
});

test('a source that throws is dropped and counted, and the next one draws instead', (t) => {
  let draws = 0;
  const broken: Source = {
    name: 'broken',
    wants: true,
    drawsAhead: false,
    wakeAt: 0,
    overwrites: undefined,
    frameId: 0,
    presentAt: 0,
    draw(back) {
      draws += 1;
      back.bytes.fill(0xaa, 0, 1000);
      throw new Error('broken');
    },
  };
  const simulation = new Simulation({ sources: [broken] });
  const sound = new Simulation();
  simulation.clock.runForMillis(33_000);
  sound.clock.runForMillis(33_000);
  t.is(draws, 1);
  t.is(simulation.controller.compositor.dropped, 1);
  t.deepEqual(simulation.glass(), sound.glass());
});

test('a host at another port takes over, and the first is told', (t) => {
  const session = new Session();
  session.send([session.picture(pattern)]);
  const other = session.another();
  other.greet();
  session.simulation.clock.runForMillis(100);
  t.not(other.info, null);
  t.regex(session.host.closed?.message ?? '', /another|other|replaced/i);
  t.is(session.wrongPixels(pattern), 0);
});

test('the same seed gives the same run: glass, counters and bus, byte for byte', (t) => {
  const run = (): unknown[] => {
    const simulation = new Simulation({ seed: 9 });
    const line = new VirtualLine(simulation.clock, simulation.ports[0]!, { toDevice: { bytesPerSecond: 200_000 } });
    const host = new HostRig(simulation.clock, line, 3);
    simulation.clock.runForMillis(300);
    host.greet();
    simulation.clock.runForMillis(50);
    host.sendFrame([{ kind: 'fill', region: { left: 0, top: 0, right: 410, bottom: 502 }, colour: 0x1234 }], {
      key: true,
    });
    simulation.clock.runForMillis(500);
    return [simulation.statistics(), simulation.glass(), simulation.clock.time];
  };
  t.deepEqual(run(), run());
});
