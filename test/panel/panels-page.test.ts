import { readFileSync } from 'node:fs';
import test from 'ava';
import { boards } from '../../firmware/panel/boards.js';
import { panelModels } from '../../firmware/panel/models/registry.js';
import { ERRORS, WARNINGS } from '../../simulator/panel/rules.js';

const page = readFileSync(new URL('../../docs/PANELS.md', import.meta.url), 'utf8');

/** Rows of the page's tables whose first cell is a name in backquotes. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.replaceAll('`', '')),
  );
const rowsOf = (name: string, cells: number) => rows.filter((row) => row[0] === name && row.length === cells);
const mega = (hz: number) => hz / 1_000_000;

test('PANELS.md states the facts of every registered model', (t) => {
  for (const model of panelModels) {
    const { name, width, height, gram, origin, align, scan, clock, settle } = model;
    const expected = [
      name,
      model.controller,
      `${width} x ${height}`,
      `${gram.width} x ${gram.height}`,
      `${origin.x}, ${origin.y}`,
      `${align.x} x ${align.y}`,
      `${scan.hz} Hz, ${scan.lines}`,
      `${mega(clock.ratedHz)} / ${mega(clock.hardHz)} MHz`,
      model.rotations.map(({ degrees }) => degrees).join(', '),
      `${model.brightness?.initial ?? '-'}`,
    ];
    t.deepEqual(rowsOf(name, 10), [expected]);
    const times = [
      name,
      `${settle.resetLowMicros} us`,
      `${settle.resetMillis} / ${settle.resetAwakeMillis}`,
      ...[
        settle.resetToWakeMillis,
        settle.commandMillis,
        settle.sleepMillis,
        settle.displayOnMillis,
        settle.offFrames,
      ].map(String),
    ];
    t.deepEqual(rowsOf(name, 8), [times]);
  }
});

test('PANELS.md lists every board', (t) => {
  const expected = boards.map(({ name, panel, framing, clockHz, te, windowCycles }) => {
    return [name, panel, framing.toUpperCase(), `${mega(clockHz)} MHz`, te ? 'yes' : 'no', `${windowCycles}`];
  });
  t.deepEqual(
    rows.filter((row) => row.length === 6),
    expected,
  );
});

test('PANELS.md lists every rule of the virtual panel', (t) => {
  const expected = [
    ...Object.entries(ERRORS).map(([rule, holds]) => [rule, 'throws', holds]),
    ...Object.entries(WARNINGS).map(([rule, holds]) => [rule, 'counts', holds]),
  ];
  t.deepEqual(
    rows.filter((row) => row.length === 3),
    expected,
  );
});
