import test from 'ava';
import { codeCard, textCard } from '../../../hosts/node/card-picture.js';
import type { Picture } from '../../../hosts/sdk/picture.js';
import { readQr } from '../../support/qr-reader.js';

const watch = { width: 410, height: 502 };

function pixelAt({ width, pixels }: Picture, x: number, y: number): number {
  const at = 2 * (y * width + x);
  return (pixels[at]! << 8) | pixels[at + 1]!;
}

test('a code says what it was told, has its quiet zone, and is as large as a card may be', (t) => {
  for (const text of ['verso', 'WIFI:S:Kitchen;T:WPA;P:soup;;', '猫の名前はレオ']) {
    const card = codeCard(text, watch);
    t.true(card.width * card.height <= 65_536 && card.width === card.height);
    // The first dark pixel is the finder's: behind a quiet zone of four modules.
    let dark = 0;
    while (pixelAt(card, dark, dark) === 0xffff) dark += 1;
    const scale = dark / 4;
    t.true(Number.isInteger(scale) && scale >= 2);
    const size = card.width / scale - 8;
    t.true((card.width / scale + 1) * (scale + 1) > 256 || scale > 6, `${card.width}`);
    const isDark = (row: number, column: number) =>
      pixelAt(card, Math.floor((column + 4.5) * scale), Math.floor((row + 4.5) * scale)) === 0;
    t.is(readQr(size, isDark), text);
  }
});

test('a code that would be too fine to be read is refused with a sentence', (t) => {
  t.throws(() => codeCard('x'.repeat(2000), watch), {
    message: /^This is too long for a code on this glass: shorten it\.$/,
  });
  t.throws(() => codeCard('x'.repeat(5000), watch), { message: /^This is too long for a code: shorten it\.$/ });
  t.notThrows(() => codeCard('x'.repeat(200), watch));
});

test('a card holds its words whole: longer ones are smaller, and too long ones are refused', async (t) => {
  const short = await textCard('Mia', 'On my way', watch);
  const long = await textCard('Mia', 'word '.repeat(30), watch);
  for (const card of [short, long]) {
    t.true(card.width <= 410 - 32 && card.width * card.height <= 65_536);
    const ground = pixelAt(card, 0, 0);
    let [ink, outside] = [0, 0];
    for (let y = 0; y < card.height; y += 1) {
      for (let x = 0; x < card.width; x += 1) {
        if (pixelAt(card, x, y) === ground) continue;
        ink += 1;
        if (x < 20 || x >= card.width - 20 || y < 20 || y >= card.height - 20) outside += 1;
      }
    }
    t.true(ink > 300);
    t.is(outside, 0);
  }
  t.true(long.height > short.height);
  await t.throwsAsync(textCard('', 'word '.repeat(500), watch), {
    message: 'This is too long for a card: say it in fewer words.',
  });
  // A mark-up letter is a letter.
  await t.notThrowsAsync(textCard('<b>', 'a & b', watch));
});
