import test from 'ava';
import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';
import { figure, isLit, openPage, type Rig, shownOn } from '../../support/page.js';
import { until } from '../../support/until.js';

/** The device's glass as the page should paint it. */
function glassOf({ simulator }: Rig): Uint8Array {
  simulator.stage.catchUp();
  return Uint8Array.from(
    [...simulator.stage.simulation.glass()].flatMap((pixel) => [redOf(pixel), greenOf(pixel), blueOf(pixel)]),
  );
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
