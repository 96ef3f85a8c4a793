import test from 'ava';
import { costColour, timeText, windowMicros } from '../../../simulator/page/client/window-cost.js';
import type { DeviceFacts } from '../../../simulator/page/live-messages.js';

const device = { windowCycles: 160, pixelCycles: 4, busHz: 40_000_000, scanHz: 60 } as DeviceFacts;

test('a window costs its commands and four cycles a pixel: 4 us and 0.1 us each at 40 MHz', (t) => {
  t.is(windowMicros(device, 10, 10), 14);
  t.is(Math.round(windowMicros(device, 410, 502)), 20_586);
});

test('what costs a hundredth of a scan is green, most of one coral, and between them no colour turns back', (t) => {
  t.is(costColour(device, 10), '125, 255, 176');
  t.is(costColour(device, 20_000), '255, 110, 96');
  const reds = [200, 400, 800, 1300].map((micros) => Number(costColour(device, micros).split(',')[0]));
  t.deepEqual(
    reds,
    [...reds].sort((a, b) => a - b),
  );
  const greens = [1400, 3000, 6000, 10_000].map((micros) => Number(costColour(device, micros).split(', ')[1]));
  t.deepEqual(
    greens,
    [...greens].sort((a, b) => b - a),
  );
});

test('times are written short', (t) => {
  t.is(timeText(84.4), '84 µs');
  t.is(timeText(1234), '1.2 ms');
});
