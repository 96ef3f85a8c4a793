import { readFile } from 'node:fs/promises';
import test from 'ava';
import sharp from 'sharp';
import { drop, isLit, openPage, presented, shownOn } from '../../support/page.js';
import { until } from '../../support/until.js';

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
