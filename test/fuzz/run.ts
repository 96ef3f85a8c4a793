import { parseArgs } from 'node:util';
import { fuzzKernels, sanitizingCompiler } from './fuzz.js';

const { values } = parseArgs({ options: { seconds: { type: 'string' }, case: { type: 'string' } } });
const seconds = Number(values.seconds ?? (values.case === undefined ? 60 : 0));
const first = Number(values.case ?? 0);
if (!(seconds >= 0 && Number.isInteger(first) && first >= 0)) {
  console.error('usage: npm run fuzz -- [--seconds N] [--case NUMBER]');
  process.exitCode = 2;
} else {
  const compiler = sanitizingCompiler();
  if (compiler === null) {
    console.error(
      'Neither clang nor gcc is here with its sanitizer libraries: install gcc, or clang and libclang-rt-dev.',
    );
    process.exitCode = 2;
  } else {
    const { clean, report } = fuzzKernels(compiler, seconds, first);
    console.log(report);
    if (!clean) process.exitCode = 1;
  }
}
