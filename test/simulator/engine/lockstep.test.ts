import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import { InputKind, Posture } from '../../../firmware/platform/inputs.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { Px565Encoder } from '../../../firmware/px565/encode.js';
import { EngineError } from '../../../simulator/engine/engine-error.js';
import { xsFirmware } from '../../../simulator/engine/xs-firmware.js';
import type { SimulationOptions } from '../../../simulator/headless/simulation.js';
import { powerOf } from '../../../simulator/power/power-report.js';
import { Recorder } from '../../../simulator/transcript/recorder.js';
import { linuxBuild } from '../../support/linux-build.js';
import { Session } from '../../support/session.js';

interface Lived {
  readonly transcript: unknown;
  readonly glass: readonly number[];
  readonly statistics: unknown;
  readonly power: unknown;
}

/** A while in a device's life: a host that draws and goes, a turn, a touch, a night. */
function live(options: SimulationOptions): Lived {
  const recorder = new Recorder();
  const session = new Session({ ...options, wrap: (platform) => recorder.wrap(platform), address: 'localhost:8080' });
  const { simulation } = session;
  for (let frame = 1; frame <= 3; frame += 1) session.send([session.picture((x, y) => x * y * frame)]);
  session.host.bye(false);
  simulation.press(InputKind.touch, 120 + 300 * 65_536);
  simulation.clock.runForMillis(1500);
  simulation.press(InputKind.posture, Posture.faceDown);
  simulation.clock.runForMillis(5000);
  simulation.press(InputKind.posture, Posture.faceUp);
  simulation.press(InputKind.button, 1);
  simulation.clock.runForMillis(1000);
  const lived = {
    transcript: recorder.transcript(),
    glass: [...simulation.glass()],
    statistics: simulation.statistics(),
    power: powerOf(simulation, simulation.energy().total),
  };
  simulation.close();
  return lived;
}

/** The largest difference of two trees of numbers, relative; 1 where they are not the same tree. */
function apart(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number')
    return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b ? 0 : 1;
  const keys = Object.keys(a);
  if (!isDeepStrictEqual(keys, Object.keys(b))) return 1;
  return Math.max(
    0,
    ...keys.map((key) => apart((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key])),
  );
}

for (const panel of ['co5300-410x502', 'st7789-240x280', 'rm690b0-450x600'])
  test(`${panel}: on XS in another process the firmware does to the microsecond what it does in this one`, async (t) => {
    const executable = await linuxBuild(t);
    if (executable === null) return;
    const here = live({ panel });
    const there = live({ panel, firmware: xsFirmware(executable) });
    t.true(isDeepStrictEqual(there.transcript, here.transcript), 'transcripts differ');
    t.true(isDeepStrictEqual(there.glass, here.glass), 'the glass differs');
    t.deepEqual(there.statistics, here.statistics);
    // Kernels' times are added up in another order.
    t.true(apart(there.power, here.power) < 1e-9);
  });

test('a firmware that ends in the middle is told in a sentence', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  t.throws(() => new Session({ firmware: xsFirmware('/bin/false') }), {
    instanceOf: EngineError,
    message: 'The engine has stopped.',
  });
  t.throws(() => new Session({ firmware: xsFirmware(executable, ['--heap', '9000,1200,400']) }), {
    instanceOf: EngineError,
  });
  t.throws(() => xsFirmware('/nowhere/verso'), { message: /npm run build -- linux/ });
});

for (const [kernel, from] of [
  ['cover', 2],
  ['copyRows', 3],
  ['px565Decode', 1],
  ['unstuff', 4],
  ['crc32', 6],
] as const)
  test(`a native that throws on XS, ${kernel}, is told to the platform; where that lets it be, picture and link live on`, async (t) => {
    const executable = await linuxBuild(t);
    if (executable === null) return;
    const faults: string[] = [];
    const survive = (platform: Platform): Platform => ({
      ...platform,
      fault: (error) => {
        faults.push(String(error));
      },
    });
    const words = ['break', `${kernel},${from},2`];
    const session = new Session({ firmware: xsFirmware(executable, [], words), wrap: survive });
    const encoder = new Px565Encoder();
    const plain = new Uint8Array(32 * 32 * 2).fill(0x55);
    for (let frame = 0; frame < 4; frame += 1) {
      const coded = encoder.encode(plain, 0, 64, 32, 32, null, 0, 0, 0).slice();
      session.send([session.picture((x, y) => x * 7 + y * frame), Session.region(40, 40, 32, 32, coded, 1)]);
    }
    t.true(faults.length > 0);
    // What throws while a frame is composed is the source's, and its frame is told.
    for (const fault of faults) t.regex(fault, /RangeError|the frame could not be composed/);
    const shown = (x: number, y: number): number => x * 3 + y * 5;
    session.send([session.picture(shown)]);
    session.simulation.clock.runForMillis(100);
    t.is(session.wrongPixels(shown), 0);
    t.is(session.simulation.statistics().frames.torn, 0);
    session.simulation.close();
  });
