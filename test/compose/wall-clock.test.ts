import test from 'ava';
import { clockText, dateText, WallClock } from '../../firmware/compose/face/wall-clock.js';

test('until a host tells the time it is unknown and wakes nobody', (t) => {
  const clock = new WallClock();
  t.false(clock.known);
  t.is(clock.nextMinuteAt(123), Number.POSITIVE_INFINITY);
});

test('the time goes on from what the host said, in its zone, as Date tells it', (t) => {
  const clock = new WallClock();
  const epoch = Date.UTC(2026, 10, 22, 23, 58, 30, 250);
  clock.set(epoch, 330, 5_000_000);
  for (const later of [0, 29, 30, 31, 3600, 86_400, 1_000_000]) {
    const date = new Date(epoch + 330 * 60_000 + later * 1000);
    t.is(clock.minuteOfDay(5_000_000 + later * 1e6), date.getUTCHours() * 60 + date.getUTCMinutes());
  }
});

test('the next minute begins when its seconds are over', (t) => {
  const clock = new WallClock();
  clock.set(Date.UTC(2026, 10, 22, 10, 0, 59, 250), 0, 1_000_000);
  t.is(clock.nextMinuteAt(1_000_000), 1_750_000);
  t.is(clock.nextMinuteAt(1_750_000), 61_750_000);
});

test('a minute of the day is written HH:MM', (t) => {
  t.is(clockText(0), '00:00');
  t.is(clockText(20 * 60 + 47), '20:47');
  t.is(clockText(1439), '23:59');
});

test('a day is written as Date tells it, from 1970 on for two centuries', (t) => {
  for (let day = 0; day < 73_000; day += 1) {
    const [weekday, dayOfMonth, month] = new Date(day * 86_400_000).toUTCString().toLowerCase().split(/,? /);
    if (dateText(day) !== `${weekday} ${Number(dayOfMonth)} ${month}`) return t.fail(`${day}: ${dateText(day)}`);
  }
  t.pass();
});

test('setting the clock to before what it showed is a jump back, a little correction is none', (t) => {
  const clock = new WallClock();
  const noon = Date.UTC(2026, 10, 22, 12);
  t.false(clock.set(noon, 0, 1_000_000));
  t.false(clock.set(noon + 59_500, 0, 61_000_000));
  t.false(clock.set(noon + 120_000, 0, 62_000_000));
  t.true(clock.set(noon, 0, 63_000_000));
  t.is(clock.secondOfMinute(64_500_000), 1);
  t.is(clock.nextSecondAt(64_500_000), 65_000_000);
});
