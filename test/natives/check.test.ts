import { existsSync } from 'node:fs';
import test from 'ava';
import { checkNatives } from './check.js';
import { chips } from './chips.js';

for (const chip of chips) {
  test(`${chip.name}: natives and glue compile against the vendor's headers, or a sentence says what is missing`, (t) => {
    const { files, missing, faults } = checkNatives(chip, process.env);
    t.is(faults, undefined);
    if (missing !== undefined) t.log(missing);
    else t.true(files >= 15);
  });

  test(`${chip.name}: each of engine, vendor and compiler is missed by name`, (t) => {
    t.is(
      checkNatives(chip, {}).missing,
      `${chip.name}: the headers of the engine are missing; set MODDABLE to an installed Moddable SDK.`,
    );
    const { MODDABLE } = process.env;
    if (MODDABLE === undefined || !existsSync(MODDABLE)) return t.log('skipped: there is no Moddable SDK');
    t.regex(checkNatives(chip, { MODDABLE }).missing ?? '', new RegExp(`set ${chip.variable} to an installed`));
    const vendor = { [chip.variable]: MODDABLE };
    t.regex(checkNatives(chip, { MODDABLE, ...vendor, PATH: '' }).missing ?? '', /there is no compiler/);
  });
}
