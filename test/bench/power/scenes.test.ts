import test, { type ExecutionContext } from 'ava';
import { Simulation } from '../../../simulator/headless/simulation.js';
import { measurePeer } from './measure.js';
import { PeerLoop } from './peer-loop.js';
import { levelOf, wallpaper } from './pictures.js';
import { PlainClock } from './plain-clock.js';
import { Sprite } from './sprite.js';

const [WIDTH, HEIGHT] = [410, 502];

function near(t: ExecutionContext, value: number, expected: number, part: number): void {
  t.true(Math.abs(value - expected) <= part * Math.abs(expected), `${value} is not ${expected}`);
}

test('a sprite that draws what changes shows what one shows that draws its box, at every step of its walk', (t) => {
  const pixels = wallpaper(WIDTH, HEIGHT, 0.35);
  t.true(Math.abs(levelOf(pixels) - 0.35) < 0.001);
  const [byChanges, byBoxes] = (['changes', 'boxes'] as const).map(
    (declares) => new Simulation({ sources: (platform) => [new Sprite(platform, pixels, WIDTH, HEIGHT, declares)] }),
  );
  for (let frame = 0; frame < 300; frame += 1) {
    // In the middle between two frames, when the beam has shown the last one.
    const at = 1_000_000 + Math.floor((frame + 0.95) * 33_333);
    byChanges!.clock.runUntil(at);
    byBoxes!.clock.runUntil(at);
    t.is(
      Buffer.compare(byChanges!.controller.chain.front.bytes, byBoxes!.controller.chain.front.bytes),
      0,
      `frame ${frame}`,
    );
  }
});

test('the naive loop takes what 30 full frames a second, a core that spins and 60 scans come to by hand', (t) => {
  // Level 64 of 255 is 150.6 nit; 8 % of the pixels are lit.
  const loop = new PeerLoop({
    kind: 'naive',
    brightness: 64,
    scene: (platform) => ({ sources: [new PlainClock(platform)] }),
  });
  const { controller, bus, panel } = measurePeer(loop, 10);
  near(t, controller, 217.47, 1e-6);
  // 410 x 502 x 2 bytes at 0.7 + 1.0 + 1.6 mJ a MB (2^20).
  near(t, bus, (30 * 411_640 * 3.3) / 2 ** 20, 1e-3);
  near(t, panel, 12 + 18 + 0.7 * ((64 * 600) / 255) * 0.08, 5e-3);
});

test('the polling loop waits at 157.08 mW but for 40 us in each 5 ms', (t) => {
  const loop = new PeerLoop({ kind: 'polling', brightness: 64, scene: () => ({ sources: [] }) });
  const { controller, bus } = measurePeer(loop, 100);
  near(t, controller, 157.08 + (217.47 - 157.08) * 0.008, 1e-4);
  t.is(bus, 0);
});
