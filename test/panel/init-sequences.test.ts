import test from 'ava';
import { panelModel, panelModels } from '../../firmware/panel/models/registry.js';
import { paint, rig, waitsMillis } from './rig.js';

/**
 * The sequences of shipping drivers, typed by hand: hex bytes of each command, `d` a wait in milliseconds, `frame` the first
 * whole frame, `xx` the brightness wished. `35 00` (TE on) is ours where a driver leaves it out.
 */
const sequences: Readonly<Record<string, string>> = {
  'co5300-410x502':
    '11 d120; FE 00; C4 80; 3A 55; 36 00; 44 01 D1; 35 00; 53 20; 63 FF; 51 00; 58 00; frame; 29; 51 xx',
  'co5300-466x466':
    'FE 20; 19 10; 1C A0; FE 00; C4 80; 3A 55; 35 00; 53 20; 51 FF; 63 FF d600; 11 d600; frame; 29; 51 xx',
  'co5300-480x480':
    '11 d600; FE 20; 19 10; 1C A0; FE 00; C4 80; 3A 55; 35 00; 53 20; 51 FF; 63 FF; 36 00; frame; 29 d600; 51 xx',
  'co5300-368x448': 'FE 00; C4 80; 3A 55; 35 00; 53 20; 51 FF; 63 FF; 11 d100; frame; 29; 51 xx',
  'co5300-280x456': '11 d120; 44 01 C5; 35 00; 3A 55; C4 80; 53 20; 63 FF; 51 00; frame; 29 d10; 51 xx',
  'sh8601-368x448': '11 d120; 13; 20; 3A 05; 35 00; frame; 29; 53 28; 51 xx; 58 00 d10',
  'rm690b0-450x600':
    'FE 20; 26 0A; 24 80; 5A 51; 5B 2E; FE 00; 3A 55; C2 00 d10; 35 00; 51 00; 11 d120; frame; 29 d10; 51 xx',
  'rm67162-240x536':
    'FE 00; 11 d120; FE 05; 05 05; FE 01; 73 25; FE 00; 36 00; 3A 55; 35 00; 51 00; frame; 29 d120; 51 xx',
  'st7789-240x280': '11 d120; 3A 55; 36 00; 35 00; 21; 13; frame; 29',
  'phone-904x572': '11 d120; 3A 55; 36 00; 35 00; 53 20; 51 00; frame; 29; 51 xx',
};

/** Brightness the drivers end with. */
const levels: Readonly<Record<string, number>> = {
  'co5300-410x502': 0xff,
  'co5300-466x466': 0xff,
  'co5300-480x480': 0xff,
  'co5300-368x448': 0xff,
  'co5300-280x456': 0xff,
  'sh8601-368x448': 0xd0,
  'rm690b0-450x600': 0xff,
  'rm67162-240x536': 0xaf,
  'st7789-240x280': 0xff,
  'phone-904x572': 0xff,
};

test('every registered model has its sequence here', (t) => {
  t.deepEqual(
    panelModels.map(({ name }) => name),
    Object.keys(sequences),
  );
});

for (const [name, sequence] of Object.entries(sequences)) {
  test(`${name} is initialised as its drivers do: ${sequence}`, (t) => {
    const model = panelModel(name);
    const r = rig(model);
    const sent: { bytes: string; at: number }[] = [];
    const command = r.bus.command.bind(r.bus);
    r.bus.command = (code, params) => {
      const bytes = [code, ...(params ?? [])].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'));
      sent.push({ bytes: bytes.join(' '), at: r.clock.time });
      command(code, params);
    };
    r.ask((d, now) => d.start(now));
    r.untilReady();
    const atReady = sent.length;
    const readyAt = r.clock.time;
    r.write(
      [0, 0, model.width, model.height],
      paint(model.width, model.height, () => 0),
    );
    r.ask((d, now) => d.frameWritten(now));
    r.clock.runForMillis(500 + waitsMillis(model.lit));

    const level = levels[name]!.toString(16).toUpperCase().padStart(2, '0');
    const steps = sequence.split('; ');
    const bytesOf = (step: string) => step.replace(/ d\d+$/, '').replace('xx', level);
    t.deepEqual(
      sent.map(({ bytes }) => bytes),
      steps.filter((step) => step !== 'frame').map(bytesOf),
    );
    t.is(steps.indexOf('frame'), atReady, 'what follows the frame is held back');
    // Every wait is kept, to the next command or to the first pixel.
    let index = 0;
    for (const step of steps) {
      if (step === 'frame') continue;
      const wait = / d(\d+)$/.exec(step);
      const next = index + 1 === atReady ? readyAt : sent[index + 1]?.at;
      if (wait && next !== undefined) t.true(next - sent[index]!.at >= Number(wait[1]) * 1000, step);
      index += 1;
    }
  });
}
