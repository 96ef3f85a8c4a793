import { readFileSync } from 'node:fs';
import test from 'ava';
import { CLANG_VERSION, clangName, compileKernels } from '../../../simulator/kernels/build.js';
import { hasProgram, missing } from '../../support/system-program.js';

test('the committed kernels.wasm is what clang makes of the C kernels', (t) => {
  if (!hasProgram(t, 'clang') || !hasProgram(t, 'wasm-ld')) return;
  if (!clangName().includes(` version ${CLANG_VERSION}.`)) {
    return missing(t, `${clangName()} is not clang ${CLANG_VERSION}, whose output is committed`);
  }
  const committed = readFileSync(new URL('../../../simulator/kernels/kernels.wasm', import.meta.url));
  t.is(Buffer.compare(compileKernels(), committed), 0, 'run "npm run build:kernels"');
});
