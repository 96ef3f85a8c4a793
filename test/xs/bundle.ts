import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Everything that runs on XS as one script: the engine here takes scripts, not modules. */
export async function bundleForXs(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./inside/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    // As the SDK compiles it: private names stay what they are.
    target: 'es2022',
    // One line: a build with a debugger counts a step for every line, a release has none.
    minifyWhitespace: true,
    charset: 'ascii',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
