import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';

const folder = new URL('../../../firmware/device/', import.meta.url);
const text = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const names = (source: string, pattern: RegExp): string[] => [...source.matchAll(pattern)].map((it) => it[1]!).sort();

test('every native of an MCU is asked for by one name, declared by one, and given by one', (t) => {
  const asked = [...text('mcu/natives.js').matchAll(/function (\w+)\(\) @ "(\w+)"/g)];
  const glue = readdirSync(new URL('mcu/', folder)).filter((file) => file.endsWith('-glue.c'));
  const given = glue.flatMap((file) => names(text(`mcu/${file}`), /^void (xs_\w+)\(xsMachine/gm)).sort();
  t.deepEqual(asked.map(([, , native]) => native).sort(), given);
  t.deepEqual(asked.map(([, name]) => name).sort(), names(text('mcu/natives.d.ts'), /^export function (\w+)\(/gm));
  t.true(given.length > 20);
});

test('each MCU supplies every function that the glue calls, and each once', (t) => {
  const wanted = names(text('mcu/mcu.h'), /^\w[\w ]* \*?(mcu\w+)\(/gm);
  const memory = names(text('native/frame-memory-glue.h'), /^\w[\w ]* \*?(\w+)\(/gm);
  t.true(wanted.length > 15);
  for (const mcu of ['esp32', 'rp2']) {
    const files = readdirSync(new URL(`${mcu}/`, folder)).filter((file) => file.endsWith('.c'));
    const given = files.flatMap((file) => names(text(`${mcu}/${file}`), /^(?!static)\w[\w ]* \*?(\w+)\([^;]*\) \{/gm));
    t.deepEqual(
      given.filter((name) => !name.startsWith('_') && !name.startsWith('tud_')).sort(),
      [...wanted, ...memory].sort(),
      mcu,
    );
  }
});
