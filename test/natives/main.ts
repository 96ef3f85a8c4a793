import { checkNatives } from './check.js';
import { chips } from './chips.js';

// npm run check:natives
for (const chip of chips) {
  const { files, missing, faults } = checkNatives(chip, process.env);
  if (faults !== undefined) {
    console.error(faults);
    process.exitCode = 1;
  } else {
    console.log(missing ?? `${chip.name}: ${files} files compile against the vendor's headers.`);
  }
}
