import test from 'ava';
import { blueOf, greenOf, packRgb565, redOf } from '../../firmware/pixels/rgb565.js';

test('every component is rounded to the nearest step', (t) => {
  for (let value = 0; value < 256; value += 1) {
    t.is(packRgb565(value, 0, 0) >> 11, Math.round((value * 31) / 255));
    t.is((packRgb565(0, value, 0) >> 5) & 63, Math.round((value * 63) / 255));
    t.is(packRgb565(0, 0, value) & 31, Math.round((value * 31) / 255));
  }
});

test('white, black and the primaries are what every datasheet says', (t) => {
  t.is(packRgb565(255, 255, 255), 0xffff);
  t.is(packRgb565(0, 0, 0), 0x0000);
  t.is(packRgb565(255, 0, 0), 0xf800);
  t.is(packRgb565(0, 255, 0), 0x07e0);
  t.is(packRgb565(0, 0, 255), 0x001f);
});

test('a pixel expands by repeating its high bits, so that full is full', (t) => {
  for (let five = 0; five < 32; five += 1) {
    t.is(redOf(five << 11), (five << 3) | (five >> 2));
    t.is(blueOf(five), (five << 3) | (five >> 2));
  }
  for (let six = 0; six < 64; six += 1) t.is(greenOf(six << 5), (six << 2) | (six >> 4));
  t.is(redOf(0xffff), 255);
  t.is(greenOf(0xffff), 255);
});
