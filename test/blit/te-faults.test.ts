import test from 'ava';
import { boardNamed } from '../../firmware/panel/boards.js';
import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { Session } from '../support/session.js';

const board = boardNamed('devkit-co5300-410x502');

/** Sends colours over the glass for three seconds; answers how many of its pixels are not the last one. */
function play(session: Session): number {
  let colour = 0;
  for (let frame = 0; frame < 60; frame += 1) {
    colour = (frame * 0x1234 + 0x0821) & 0xffff;
    session.send([{ kind: 'fill', region: { left: 0, top: 0, right: session.width, bottom: session.height }, colour }]);
  }
  session.simulation.clock.runForMillis(40);
  return session.wrongPixels(() => colour);
}

test('a TE that stops is given up after four periods each time: the picture goes on and the counter says so', (t) => {
  const session = new Session({ board, wrap: (platform) => ({ ...platform, bus: silent(platform) }) });
  t.is(play(session), 0);
  const { counts } = session.simulation.controller.presenter;
  t.true(counts.teMissing >= 60);
  t.is(counts.unslotted, counts.teMissing);
});

test('a TE that rings is taken for what it is: the picture goes on, untorn', (t) => {
  const session = new Session({ board, wrap: ringing });
  t.is(play(session), 0);
  t.is(session.simulation.statistics().frames.torn, 0);
});

for (const oscillatorError of [-0.08, 0.08]) {
  test(`a TE that runs ${100 * oscillatorError} % off is followed: the picture goes on, untorn, and no edge is missed`, (t) => {
    const session = new Session({ board, oscillatorError });
    t.is(play(session), 0);
    const { simulation } = session;
    t.is(simulation.statistics().frames.torn, 0);
    t.is(simulation.controller.presenter.counts.teMissing, 0);
    t.true(simulation.statistics().frames.presented >= 60);
  });
}

test('a board without TE is served at once, and says so', (t) => {
  const session = new Session({ board: { ...board, te: false } });
  t.is(play(session), 0);
  const { unslotted, presented } = session.simulation.statistics().frames;
  t.true(unslotted >= 60 && unslotted <= presented);
});

function silent({ bus }: Platform): Platform['bus'] {
  return {
    command: (code, params) => bus.command(code, params),
    write: (windows, count, surface, start) => bus.write(windows, count, surface, start),
    awaitTe: () => {},
    origin: (x, y) => bus.origin(x, y),
    reset: (low) => bus.reset(low),
  };
}

/** Every edge comes again, 3 us later. */
function ringing(platform: Platform): Platform {
  let again = 0;
  const ring = (sink: EventSink): EventSink => ({
    note: (kind, when) => {
      sink.note(kind, when);
      if (kind === EventKind.te) again = when + 3;
    },
    step: (now) => {
      sink.step(now);
      if (again === 0) return;
      sink.note(EventKind.te, again);
      again = 0;
    },
  });
  return { ...platform, attach: (sink) => platform.attach(ring(sink)) };
}
