import { readFile } from 'node:fs/promises';
import test from 'ava';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';
import { openPage, type Rig, shownOn } from '../../support/page.js';
import { until } from '../../support/until.js';

/** The device's glass as the page should paint it. */
function glassOf({ simulator }: Rig): Uint8Array {
  simulator.stage.catchUp();
  return Uint8Array.from(
    [...simulator.stage.simulation.glass()].flatMap((pixel) => [redOf(pixel), greenOf(pixel), blueOf(pixel)]),
  );
}

async function isLit(page: Page): Promise<boolean> {
  return (await shownOn(page)).rgb.some((value) => value !== 0);
}

/** The number at the start of a tile. */
async function figure(page: Page, name: string): Promise<number> {
  const text = await page.locator('.tile', { hasText: name }).locator('b').textContent();
  return Number(text?.replaceAll(',', ''));
}

function presented({ simulator }: Rig): number {
  return simulator.stage.simulation.statistics().frames.presented;
}

/** Drops a file on the page as a person would. */
async function drop(page: Page, name: string, type: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, name, type]) => {
      const made = new (
        globalThis as unknown as { DataTransfer: new () => { items: { add(file: File): void } } }
      ).DataTransfer();
      made.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      return made;
    },
    [bytes.toString('base64'), name, type] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test.serial(
  'the face is on the page within 10 seconds of the start, pixel for pixel what the glass shows once calm',
  async (t) => {
    const rig = await openPage(t);
    if (rig === null) return;
    const { page, simulator, complaints } = rig;
    await until('the face is there', () => isLit(page), 10_000);
    simulator.stage.simulation.close(); // the device stops; its panel keeps what it shows
    await until('the page shows the glass', async () => Buffer.compare((await shownOn(page)).rgb, glassOf(rig)) === 0);
    t.deepEqual(complaints, []);
  },
);

test.serial('every sample plays at one click, changes the glass and is stopped by a second', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  const { page, complaints } = rig;
  await until('the face is there', () => isLit(page));
  const samples = page.locator('#dock button');
  t.is(await samples.count(), 6);
  const seen = new Set<string>();
  for (let index = 0; index < 6; index += 1) {
    const sample = samples.nth(index);
    const before = presented(rig);
    await sample.click();
    await until(`sample ${index} presents frames`, () => presented(rig) >= before + 4);
    await until('it is marked', async () => (await sample.getAttribute('aria-pressed')) === 'true');
    seen.add(Buffer.from((await shownOn(page)).rgb).toString('base64'));
  }
  t.is(seen.size, 6);
  await samples.nth(5).click();
  await until('it stops', async () => (await samples.nth(5).getAttribute('aria-pressed')) === 'false');
  const stopped = presented(rig);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  t.true(presented(rig) <= stopped + 1, 'nothing moves when nothing changes');
  t.is(rig.simulator.stage.simulation.statistics().frames.torn, 0);
  t.deepEqual(complaints, []);
});

test.serial('a dropped GIF plays: the glass shows its pictures and no others, and a dropped still stays', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  const { page, complaints } = rig;
  await until('the face is there', () => isLit(page));
  const colours = ['#ff0000', '#00ff00', '#0000ff'];
  const pages = colours.map((background) => ({
    create: { width: 240, height: 280, channels: 3 as const, background },
  }));
  const gif = await sharp(await Promise.all(pages.map((each) => sharp(each).png().toBuffer())), {
    join: { animated: true },
  })
    .gif({ delay: [200, 200, 200], loop: 0 })
    .toBuffer();
  await drop(page, 'loop.gif', 'image/gif', gif);
  const middle = (240 * 140 + 120) * 3;
  const allowed = ['255,0,0', '0,255,0', '0,0,255'];
  const seen = new Set<string>();
  await until('all pictures were on the glass', async () => {
    const { rgb } = await shownOn(page);
    const rows = Array.from({ length: 280 }, (_, y) => rgb.subarray(y * 720, y * 720 + 720));
    const plain = rows
      .filter((row) => row.every((value, at) => value === row[at % 3]))
      .map((row) => String([...row.subarray(0, 3)]));
    // Before the first picture the face is there; after it every row belongs to one picture, above and below the beam.
    if (seen.size > 0) t.true(plain.length === 280 && plain.every((row) => allowed.includes(row)));
    if (plain.length === 280 && plain.every((row) => row === plain[0] && allowed.includes(row))) seen.add(plain[0]!);
    return seen.size === 3;
  });
  t.is(rig.simulator.stage.simulation.statistics().frames.torn, 0);
  const still = await sharp({ create: { width: 24, height: 28, channels: 3, background: '#ff8400' } })
    .png()
    .toBuffer();
  await drop(page, 'still.png', 'image/png', still);
  // Green 0x84 = 132 rounds to 33 of 63 steps, which the glass shows as 134.
  await until(
    'the still is there',
    async () => String([...(await shownOn(page)).rgb.subarray(middle, middle + 3)]) === '255,134,0',
  );
  await new Promise((resolve) => setTimeout(resolve, 3000));
  t.is(String([...(await shownOn(page)).rgb.subarray(middle, middle + 3)]), '255,134,0', 'it stays');
  t.deepEqual(complaints, []);
});

test.serial('a file that is no picture is refused in a sentence, and the glass keeps what it shows', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  await until('the face is there', () => isLit(rig.page));
  await drop(rig.page, 'notes.txt', 'text/plain', Buffer.from('not a picture'));
  await until('it is said', async () => /notes\.txt/.test((await rig.page.locator('#advice').textContent()) ?? ''));
  t.true(await rig.page.locator('#advice').isVisible());
  t.is(rig.simulator.stage.simulation.statistics().link.sessions, 0, 'the device was not even greeted');
});

test.serial('the figures agree with /stats.json', async (t) => {
  const rig = await openPage(t);
  if (rig === null) return;
  const { page, simulator } = rig;
  await until('the face is there', () => isLit(page));
  await page.click('[data-sample="night-cat"]');
  await until('a frame was shown', async () => (await figure(page, 'latency')) > 0);
  await page.keyboard.press('Escape');
  await until('it is calm', async () => (await figure(page, 'presented')) === 0);
  const stats = await (await fetch(`${simulator.url}/stats.json`)).json();
  t.like(stats, { frames: { torn: await figure(page, 'torn'), dropped: await figure(page, 'dropped') } });
  const ofAll = await page.locator('.tile', { hasText: 'torn' }).locator('span').textContent();
  t.is(Number(ofAll?.replace(/\D/g, '')), (stats as { frames: { presented: number } }).frames.presented);
  const latency = await figure(page, 'latency');
  t.true(latency > 0 && latency < 1000);
});

test.serial('another panel is one choice away: the page takes its shape, and a sample plays on', async (t) => {
  const rig = await openPage(t);
  if (rig === null) return;
  const { page, complaints } = rig;
  await until('the face is there', () => isLit(page));
  await page.click('[data-sample="pixel-pet"]');
  await until('it plays', () => rig.simulator.stage.simulation.statistics().link.bytesReceived > 1000);
  for (const [name, width, height] of [
    ['rm67162-240x536', 240, 536],
    ['phone-904x572', 904, 572],
  ] as const) {
    await page.selectOption('#panel', name);
    await until('the page has its shape', async () => {
      const shown = await shownOn(page);
      return shown.width === width && shown.height === height;
    });
    await until('it plays on', () => rig.simulator.stage.simulation.statistics().link.bytesReceived > 1000);
    t.is(rig.simulator.stage.simulation.model.name, name);
    // Whole panel pixels on the screen, or scaled down where they do not fit.
    const box = await page.locator('#pixels').boundingBox();
    t.true(box !== null && (Number.isInteger(box.width / width) || box.width < width));
  }
  t.deepEqual(complaints, []);
});

test.serial('what is recorded is a GIF of the glass', async (t) => {
  const rig = await openPage(t, { panel: 'st7789-240x280' });
  if (rig === null) return;
  const { page } = rig;
  await until('the face is there', () => isLit(page));
  const record = page.locator('#pills .record');
  await record.click();
  await until('it records', async () => (await record.getAttribute('aria-pressed')) === 'true');
  const before = presented(rig);
  await page.click('[data-sample="koi"]');
  await until('frames came', () => presented(rig) > before + 12);
  const [download] = await Promise.all([page.waitForEvent('download'), record.click()]);
  t.is(download.suggestedFilename(), 'verso.gif');
  const gif = sharp(await readFile(await download.path()), { animated: true });
  const { format, width, pageHeight, pages = 1 } = await gif.metadata();
  t.is(format, 'gif');
  t.deepEqual([width, pageHeight], [240, 280]);
  t.true(pages > 5);
});

test.serial('rate and faults of the line can be set, overlays shown, all with the keyboard', async (t) => {
  const rig = await openPage(t);
  if (rig === null) return;
  const { page, simulator, complaints } = rig;
  await until('the face is there', () => isLit(page));
  const reached = new Set<string>();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const { activeElement } = (
        globalThis as unknown as {
          document: { activeElement: { id: string; textContent: string; dataset: Record<string, string> } };
        }
      ).document;
      return activeElement.id || activeElement.dataset.sample || activeElement.textContent;
    });
    if (at === 'windows' && !reached.has(at)) await page.keyboard.press('Space');
    reached.add(at.trim());
  }
  for (const name of [
    'choose',
    'night-cat',
    'clockwork',
    'windows',
    'unsafe',
    'beam',
    'faults',
    'record',
    'panel',
    'rate',
    'fit',
    'copy',
  ])
    t.true(reached.has(name), `${name} is reached`);
  t.is(await page.locator('#pills button', { hasText: 'windows' }).getAttribute('aria-pressed'), 'true');
  await page.locator('[data-sample="koi"]').focus();
  await page.keyboard.press('ArrowRight');
  t.is(await page.evaluate('document.activeElement.dataset.sample'), 'pixel-pet');
  await page.selectOption('#rate', '200000');
  await page.selectOption('#faults', 'bit errors 1e-5');
  await until(
    'the line has them',
    () => simulator.stage.line.rate === 200_000 && simulator.stage.line.faults === 'bit errors 1e-5',
  );
  t.deepEqual(complaints, []);
});

test.serial('on a phone’s width nothing is cut off and the page scrolls one way only', async (t) => {
  const rig = await openPage(t, { width: 390, height: 844 });
  if (rig === null) return;
  const { page } = rig;
  await until('the face is there', () => isLit(page));
  t.is(await page.evaluate('document.documentElement.scrollWidth'), 390);
  for (const part of ['#pixels', '#dock', '#tiles', '#pills', '#commands', '.invitation']) {
    const box = await page.locator(part).boundingBox();
    t.true(box !== null && box.x >= 0 && box.x + box.width <= 390, part);
  }
});

test.serial(
  'nothing moves when nothing changes: no message comes, and no frame of the page is asked for',
  async (t) => {
    const rig = await openPage(t);
    if (rig === null) return;
    const { page, simulator } = rig;
    await until('the face is there', () => isLit(page));
    simulator.stage.simulation.close(); // the device stops; its panel keeps what it shows
    let messages = 0;
    page.on('websocket', () => t.fail('the page connected anew'));
    await until('it is calm', async () => (await figure(page, 'presented')) === 0);
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.webSocketFrameReceived', () => {
      messages += 1;
    });
    await page.evaluate(`(() => {
    const ask = requestAnimationFrame;
    globalThis.asked = 0;
    globalThis.requestAnimationFrame = (run) => { globalThis.asked += 1; return ask(run); };
  })()`);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    t.is(await page.evaluate('globalThis.asked'), 0);
    t.is(messages, 0);
  },
);

test.serial('without a fault to tell of and nothing slow, the page gives no advice', async (t) => {
  const rig = await openPage(t);
  if (rig === null) return;
  await until('the face is there', () => isLit(rig.page));
  t.false(await rig.page.locator('#advice').isVisible());
});
