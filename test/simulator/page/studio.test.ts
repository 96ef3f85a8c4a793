import test from 'ava';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { drop, openPage } from '../../support/page.js';
import { until } from '../../support/until.js';

const width = 240;
const height = 280;
/** A square of 80 pixels that walks over red, each picture: RGB565 by hand. */
const RED = 0xf800;
const BLUE = 0x001f;
const GREEN = 0x07e0;
const SQUARE = 80;
const corners = [
  [0, 0],
  [160, 0],
  [160, 200],
  [0, 200],
] as const;

/** The GIF, 150 ms a picture; `wide` times as wide, the rest of it green. */
async function gifOf(wide = 1): Promise<Buffer> {
  const square = await sharp({ create: { width: SQUARE, height: SQUARE, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer();
  const red = await sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const pictures = corners.map(([left, top]) =>
    sharp({ create: { width: width * wide, height, channels: 3, background: '#00ff00' } })
      .composite([
        { input: red, left: width * (wide - 1), top: 0 },
        { input: square, left: left + width * (wide - 1), top },
      ])
      .png()
      .toBuffer(),
  );
  return sharp(await Promise.all(pictures), { join: { animated: true } })
    .gif({ delay: corners.map(() => 150), loop: 0 })
    .toBuffer();
}

/** Which of the pictures each row of the glass may be of, as a set of bits; 0 where of none. */
function picturesOf(glass: Uint16Array): number[] {
  return Array.from({ length: height }, (_, y) =>
    corners.reduce((bits, [left, top], picture) => {
      const inside = y >= top && y < top + SQUARE;
      const isRow = glass
        .subarray(y * width, (y + 1) * width)
        .every((pixel, x) => pixel === (inside && x >= left && x < left + SQUARE ? BLUE : RED));
      return isRow ? bits | (1 << picture) : bits;
    }, 0),
  );
}

async function choose(page: Page, id: string, value: string): Promise<void> {
  await page.locator('#face-install:not([disabled])').waitFor();
  await page.selectOption(id, value);
  await page.locator('#face-install:not([disabled])').waitFor();
}

test.serial(
  'from a GIF to the running face: dropped, made, installed; it plays on when the page is gone',
  async (t) => {
    const rig = await openPage(t, { panel: 'st7789-240x280' });
    if (rig === null) return;
    const { page, complaints, simulator } = rig;
    const began = Date.now();
    await drop(page, 'square.gif', 'image/gif', await gifOf());
    await page.click('#faces-open');
    await choose(page, '#face-clock', 'none');
    t.regex((await page.textContent('#face-facts')) ?? '', /^4 pictures at 7 a second · \d+ KB$/);
    await until('what it takes is reckoned', async () =>
      /^\d+ mW while it moves, \d+ mW when nobody looks \(model/.test((await page.textContent('#face-power')) ?? ''),
    );
    await page.click('#face-install');
    await until('it is installed', async () =>
      /^It is on the glass/.test((await page.textContent('#face-status')) ?? ''),
    );
    t.is(await page.locator('#pack-list .name').textContent(), 'square');
    t.log(`from the drop to the installed face: ${((Date.now() - began) / 1000).toFixed(1)} s`);
    t.deepEqual(complaints, []);
    await page.goto('about:blank');
    const { simulation } = simulator.stage;
    const seen = new Set<number>();
    await until('all its pictures were on the glass', () => {
      const rows = picturesOf(simulation.glass());
      const whole = rows.reduce((all, bits) => all & bits, 15);
      if (whole !== 0) seen.add(whole);
      return seen.size === corners.length;
    });
    for (let look = 0; look < 20; look += 1) {
      t.false(picturesOf(simulation.glass()).includes(0), 'every row is of a picture that was made');
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    t.is(simulation.statistics().frames.torn, 0);
  },
);

test.serial('dragging the frame chooses what is seen', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  const { page, simulator } = rig;
  await drop(page, 'wide.gif', 'image/gif', await gifOf(3));
  await page.click('#faces-open');
  await choose(page, '#face-clock', 'none');
  const box = (await page.locator('#face-crop').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  // What moves is on the right, and so is the frame at first.
  await page.mouse.move(box.x - box.width, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.locator('#face-install:not([disabled])').waitFor();
  await page.click('#face-install');
  await until('it is installed', async () =>
    /^It is on the glass/.test((await page.textContent('#face-status')) ?? ''),
  );
  await page.goto('about:blank');
  await until('the left end of the picture is on the glass', () =>
    simulator.stage.simulation.glass().every((pixel) => pixel === GREEN),
  );
  t.pass();
});

test.serial('a face that comes with Verso is drawn by the browser and installed at one click', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280', width: 390, height: 780 });
  if (rig === null) return;
  const { page, complaints } = rig;
  await page.click('#faces-open');
  t.is(await page.locator('#own-faces button').count(), 3);
  await page.click('[data-face="dial"]');
  await until('it is installed', async () =>
    /^It is on the glass/.test((await page.textContent('#face-status')) ?? ''),
  );
  t.is(await page.locator('#pack-list .name').textContent(), 'Dial');
  await page.getByLabel('Remove Dial').click();
  await until('it is gone', async () => (await page.locator('#pack-list li').count()) === 0);
  t.true(
    await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
    'nothing sticks out of a phone’s width',
  );
  await page.keyboard.press('Escape');
  t.false(await page.locator('#studio').isVisible());
  t.deepEqual(complaints, []);
});

test.serial('what cannot be read is said in a sentence', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  const { page } = rig;
  await page.click('#faces-open');
  await drop(page, 'noise.gif', 'image/gif', Buffer.from('GIF89a and then nothing'));
  await until('a sentence says so', async () =>
    /noise\.gif cannot be read as a picture/.test((await page.textContent('#face-status')) ?? ''),
  );
  t.pass();
});
