import test from 'ava';
import { PowerRig } from '../support/power/power-rig.js';

const DAY_MICROS = 86_400_000_000;
/** A week in CI, two days else; every other day is a board's that can cut the panel's supply. */
const days = Number(process.env.DAYS ?? (process.env.CI === undefined ? 2 : 7));

test('whatever happens, whenever: the panel is never treated illegally, nothing tears, and the glass is right afterwards', (t) => {
  const began = performance.now();
  let checks = 0;
  const modes: Record<string, number> = {};
  for (let day = 0; day < days; day += 1) {
    const rig = new PowerRig(1000 + day, { power: { rail: day % 2 === 1 } });
    const { simulation, random } = rig;
    const { clock } = simulation;
    while (clock.time < DAY_MICROS) {
      // A burst, most of it within what one present or one change of the panel takes, then quiet.
      const stirs = 1 + random.below(8);
      try {
        for (let count = 0; count < stirs; count += 1) {
          rig.stir();
          clock.runForMicros(random.below(3) === 0 ? random.below(400_000) : random.below(20_000));
        }
        rig.settle();
      } catch (error) {
        t.fail(`${String(error)}\n${rig.story.join('\n')}`);
        return;
      }
      const { what, pixels } = rig.look();
      modes[what] = (modes[what] ?? 0) + 1;
      checks += 1;
      const { torn } = simulation.statistics().frames;
      if (pixels !== 0 || torn !== 0 || simulation.panel.warnings.count !== 0 || rig.open !== 0) {
        t.fail(
          `seed ${1000 + day}: ${what}, ${pixels} pixels, ${torn} torn, ${rig.open} open, ${simulation.panel.warnings.last.join()}\n${rig.story.join('\n')}`,
        );
        return;
      }
      clock.runForMillis(random.below(10) === 0 ? random.below(4_000_000) : random.below(90_000));
    }
  }
  t.log(`${days} days, ${checks} looks at the glass, ${Math.round(performance.now() - began)} ms`, modes);
  t.pass();
});
