import test from 'ava';
import { COUNTERS, Counter, Ledger } from '../../../firmware/power/ledger.js';
import { PANEL_COUNTERS, PanelCounter, priceBus, priceController, pricePanel } from '../../../simulator/power/price.js';

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}

test('a second of each way to spend time costs its milliwatts in millijoules', (t) => {
  // ESP32-S3 datasheet and board reports, typed by hand.
  const byHand = { 1: 140.58, 3: 217.47, 4: 62.04, 5: 119.13, 6: 139.59, 7: 157.08, 8: 2.475, 9: 0.026 };
  for (const [column, milliwatts] of Object.entries(byHand)) {
    const counts = new Float64Array(COUNTERS);
    counts[Number(column)] = 1_000_000;
    t.true(close(priceController(counts), milliwatts * 1000), column);
  }
});

test('a millisecond awake, a light sleep of a second and its wake cost 217.47 + 2,475 + 100 uJ', (t) => {
  const ledger = new Ledger(0);
  ledger.rest(Counter.lightSleep, 1000);
  ledger.wake(1_001_000);
  t.true(close(priceController(ledger.counts), 217.47 + 2475 + 100));
});

test('a wake from deep sleep costs 20 mJ: an hour of one wake is 113.6 mJ', (t) => {
  const ledger = new Ledger(0);
  ledger.rest(Counter.deepSleep, 0);
  ledger.wake(3_600_000_000);
  t.true(close(priceController(ledger.counts), 3600 * 26 + 20_000));
});

test('a megabyte of pixels costs 0.7 mJ on the pins, 1.0 in GRAM and 1.6 in frame memory; commands the pins alone', (t) => {
  const counts = new Float64Array(COUNTERS);
  counts[Counter.pixels] = 2 ** 19;
  counts[Counter.busBytes] = 2 ** 20;
  t.true(close(priceBus(counts), 3300));
  counts[Counter.busBytes] = 2 ** 20 + 2 ** 19;
  t.true(close(priceBus(counts), 3650));
});

test('a panel of 60 scans a second at 150 nit and 35 % takes 66.75 mW; of 15 scans at 50 nit and 8 %, 19.3 mW', (t) => {
  const counts = new Float64Array(PANEL_COUNTERS);
  counts[PanelCounter.awakeMicros] = 1_000_000;
  counts[PanelCounter.scans] = 60;
  counts[PanelCounter.nitMicros] = 150 * 0.35 * 1_000_000;
  t.true(close(pricePanel(counts), 66_750));
  counts[PanelCounter.scans] = 15;
  counts[PanelCounter.nitMicros] = 50 * 0.08 * 1_000_000;
  t.true(close(pricePanel(counts), 19_300));
});

test('a panel asleep takes 0.05 mW, without supply nothing; waking it 3 mJ, dcsIdle 0.2 mJ', (t) => {
  const counts = new Float64Array(PANEL_COUNTERS);
  counts[PanelCounter.asleepMicros] = 1_000_000;
  counts[PanelCounter.offMicros] = 1_000_000;
  t.true(close(pricePanel(counts), 50));
  counts[PanelCounter.wakes] = 1;
  counts[PanelCounter.switches] = 2;
  t.true(close(pricePanel(counts), 3450));
});
