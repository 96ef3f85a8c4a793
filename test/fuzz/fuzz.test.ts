import test from 'ava';
import { missing } from '../support/system-program.js';
import { fuzzKernels, sanitizingCompiler } from './fuzz.js';

test('the C kernels touch nothing but what they were given, under address and undefined-behaviour sanitizers', (t) => {
  const compiler = sanitizingCompiler();
  if (compiler === null) return missing(t, 'neither clang nor gcc is here with its sanitizer libraries');
  const { clean, report } = fuzzKernels(compiler, 2, 0);
  t.log(report);
  t.true(clean, report);
});
