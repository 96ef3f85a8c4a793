import { isDeepStrictEqual } from 'node:util';
import test from 'ava';
import { MessageType } from '../../../firmware/link/messages.js';
import { InputKind, Posture } from '../../../firmware/platform/inputs.js';
import type { Platform } from '../../../firmware/platform/platform.js';
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

test('what throws on XS is told to the platform in its words; where that lets it be, picture and link live on', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  // A screenshot needs a surface of its own: all else takes 2,073,038 bytes with the messages to here, and there is no room for it.
  const faults: string[] = [];
  const survive = (platform: Platform): Platform => ({
    ...platform,
    fault: (error) => {
      faults.push(String(error));
    },
  });
  const session = new Session({ firmware: xsFirmware(executable, ['--memory', '2300000']), wrap: survive });
  session.send([session.picture((x, y) => x * 7 + y)]);
  session.host.ask(MessageType.screenshot, Uint8Array.of(0), () => {});
  session.simulation.clock.runForMillis(200);
  t.regex(faults.join(), /RangeError: frame memory has no 411640 bytes left/);
  const shown = (x: number, y: number): number => x * 3 + y * 5;
  session.send([session.picture(shown)]);
  t.is(session.wrongPixels(shown), 0);
  t.is(session.simulation.statistics().frames.torn, 0);
  session.simulation.close();
});
