import test from 'ava';
import type { EventSink } from '../../firmware/platform/events.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { PowerRig } from '../support/power/power-rig.js';

/** Hours of random events, and of what follows. */
const HOURS = 3;
const HOUR_MICROS = 3_600_000_000;

/** Wakes the firmware once more after each of its steps, out of turn, which has it ask everybody. */
class Inquirer {
  /** Wakes after which somebody was due whom the scheduler had not asked, or is due sooner than it knew. */
  readonly missed: string[] = [];
  asked = 0;
  isWriting = (): boolean => false;
  #alarmAt = Number.POSITIVE_INFINITY;
  #acts = 0;
  #noted = 0;

  wrap(platform: Platform): Platform {
    const acting = <T extends unknown[]>(act: (...what: T) => void): ((...what: T) => void) => {
      return (...what) => {
        this.#acts += 1;
        act(...what);
      };
    };
    const { bus, clock } = platform;
    return {
      ...platform,
      clock: {
        now: () => clock.now(),
        alarm: (at) => {
          this.#alarmAt = at;
          clock.alarm(at);
        },
      },
      bus: {
        command: acting((code, params) => bus.command(code, params)),
        write: acting((windows, count, surface, start) => bus.write(windows, count, surface, start)),
        awaitTe: acting(() => bus.awaitTe()),
        origin: (x, y) => bus.origin(x, y),
        reset: (low) => bus.reset(low),
      },
      attach: (sink) => platform.attach(this.#inquire(sink)),
    };
  }

  #inquire(sink: EventSink): EventSink {
    return {
      note: (kind, when) => {
        this.#noted += 1;
        sink.note(kind, when);
      },
      step: (now) => {
        this.#noted = 0;
        sink.step(now);
        const due = this.#alarmAt;
        // While a blit is under way its end is waited for, at which who waits for pictures is asked.
        if (this.#noted > 0 || due <= now || this.isWriting()) return;
        const acts = this.#acts;
        this.asked += 1;
        sink.step(now);
        if (this.#acts !== acts) this.missed.push(`${now}: something was done`);
        if (this.#alarmAt < due) this.missed.push(`${now}: due at ${this.#alarmAt}, and known was ${due}`);
      },
    };
  }
}

test('whoever is due was asked: a wake out of turn, which asks everybody, finds nothing to do and nobody due sooner', (t) => {
  for (const rail of [false, true]) {
    const inquirer = new Inquirer();
    const rig = new PowerRig(rail ? 7 : 3, { power: { rail }, wrap: (platform) => inquirer.wrap(platform) });
    inquirer.isWriting = () => rig.simulation.controller.presenter.writing;
    const { random } = rig;
    const { clock } = rig.simulation;
    while (clock.time < HOURS * HOUR_MICROS && inquirer.missed.length === 0) {
      for (let count = random.below(6); count >= 0; count -= 1) {
        rig.stir();
        clock.runForMicros(random.below(30_000));
      }
      clock.runForMillis(random.below(4) === 0 ? random.below(400_000) : random.below(9000));
    }
    t.deepEqual(inquirer.missed, []);
    t.true(inquirer.asked > 1000);
    t.log(`${inquirer.asked} wakes`);
  }
});
