import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { boardNames, boardOf } from '../../manifests/tool/boards.js';
import { BuildFault } from '../../manifests/tool/build-fault.js';
import { mcconfig, outputOf } from '../../manifests/tool/mcconfig.js';
import { checkPluggedIn } from '../../manifests/tool/plugged-in.js';
import { preloadsOf } from '../../manifests/tool/preload.js';
import { findSdk } from '../../manifests/tool/sdk.js';
import { findToolchain } from '../../manifests/tool/toolchain.js';
import { root, type World } from '../../manifests/tool/world.js';
import { scratchFolder } from '../support/scratch.js';

const esp32 = boardOf(['waveshare-amoled-2.06'], 'build');
const pico = boardOf(['waveshare-rp2350-lcd-1.69'], 'build');
const linux = boardOf(['linux'], 'build');

/** A machine with nothing on it but these programs, which do nothing. */
function machine(t: ExecutionContext, programs: readonly string[] = [], env: Record<string, string> = {}): World {
  const home = scratchFolder(t);
  const path = join(home, 'programs');
  for (const name of programs) program(join(path, name), 'exit 0');
  mkdirSync(join(home, 'dev'));
  return { env: { PATH: path, ...env }, home, platform: 'linux', devices: join(home, 'dev') };
}

function program(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

/** An SDK of this version under `at`; its mcconfig writes down how it was called. */
function fakeSdk(at: string, version: string, script = 'exit 0'): string {
  mkdirSync(join(at, 'tools'), { recursive: true });
  writeFileSync(join(at, 'tools', 'VERSION'), `${version}\n`);
  program(join(at, 'build', 'bin', 'lin', 'release', 'mcconfig'), script);
  return at;
}

/** A fault is a sentence, and says how to get what is missing. */
function refused(t: ExecutionContext, act: () => unknown, words: RegExp): void {
  const { message } = t.throws(act, { instanceOf: BuildFault });
  t.regex(message, words);
  t.regex(message, /^[^\n]+\.$/);
}

test('without an SDK, with one that is too old, too new, or not built, a sentence says how to get one', (t) => {
  const world = machine(t);
  refused(t, () => findSdk(world), /no Moddable SDK.*npx xs-dev setup/);
  refused(t, () => findSdk({ ...world, env: { MODDABLE: '/nowhere/sdk' } }), /\/nowhere\/sdk.*MODDABLE/);
  const at = (version: string) => ({ ...world, env: { MODDABLE: fakeSdk(join(world.home, version), version) } });
  refused(t, () => findSdk(at('7.4.0')), /8\.2.*not 7\.4\.0.*xs-dev update/);
  refused(t, () => findSdk(at('8.1.9')), /not 8\.1\.9/);
  refused(t, () => findSdk(at('9.0.0')), /not 9\.0\.0/);
  t.is(findSdk(at('8.2.3')).version, '8.2.3');
  t.is(findSdk(at('8.10.0')).version, '8.10.0');
  refused(t, () => findSdk({ ...at('8.2.3'), platform: 'darwin' }), /no tools built/);
  refused(t, () => findSdk({ ...world, env: { MODDABLE: world.home } }), /tools\/VERSION/);
});

test('the SDK is found where xs-dev puts it', (t) => {
  const world = machine(t);
  const path = fakeSdk(join(world.home, '.local', 'share', 'moddable'), '8.2.3');
  t.is(findSdk(world).path, path);
});

test('without what compiles for a board a sentence says how to get it', (t) => {
  refused(t, () => findToolchain(linux, machine(t)), /no make.*xs-dev setup/);
  refused(t, () => findToolchain(linux, machine(t, ['make'])), /no C compiler/);
  refused(t, () => findToolchain(linux, machine(t, ['make', 'cc'])), /GLib/);
  t.deepEqual(findToolchain(linux, machine(t, ['make', 'cc', 'pkg-config'])), {});
  refused(t, () => findToolchain(linux, { ...machine(t, ['make']), platform: 'darwin' }), /only be built on Linux/);
  refused(t, () => findToolchain(esp32, machine(t, ['make'])), /ESP-IDF.*xs-dev setup --device esp32/);
  refused(t, () => findToolchain(pico, machine(t, ['make'])), /Pico SDK.*xs-dev setup --device pico/);
  const world = machine(t, ['make']);
  const installed = { ...world, env: { ...world.env, IDF_PATH: world.home, PICO_SDK_DIR: world.home } };
  refused(t, () => findToolchain(esp32, installed), /not on the path.*export\.sh/);
  refused(t, () => findToolchain(pico, installed), /Arm GCC/);
});

test('a board that is not plugged in is not flashed', (t) => {
  const world = machine(t);
  refused(t, () => checkPluggedIn(esp32, world), /waveshare-amoled-2\.06 is not plugged in/);
  refused(t, () => checkPluggedIn(esp32, { ...world, env: { UPLOAD_PORT: '/dev/no-such-port' } }), /no-such-port/);
  writeFileSync(join(world.devices, 'ttyACM0'), '');
  t.notThrows(() => checkPluggedIn(esp32, world));
});

test('mcconfig is called with the board’s platform, its own output, and a manifest that preloads every module', (t) => {
  const world = machine(t, ['make', 'arm-none-eabi-gcc']);
  for (const made of ['pioasm/pioasm', '_deps/picotool/picotool', 'pico_flash_region.ld'])
    program(join(world.home, 'build', made), 'exit 0');
  const said = join(world.home, 'said');
  const sdk = fakeSdk(join(world.home, 'sdk'), '8.2.3', `printf '%s\\n' "$@" "$MODDABLE" > ${said}; exit 7`);
  const env = { ...world.env, MODDABLE: sdk, PICO_SDK_DIR: world.home, PATH: `${world.env.PATH}${delimiter}/bin` };
  t.is(mcconfig(pico, 'build', { ...world, env }), 7);
  const output = outputOf(pico);
  const words = readFileSync(said, 'utf8').trim().split('\n');
  t.deepEqual(words, ['-m', '-t', 'build', '-p', pico.platform, '-o', output, join(output, 'manifest.json'), sdk]);
  const { include, preload } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8')) as {
    include: string;
    preload: string[];
  };
  t.is(join(output, include), pico.manifest);
  t.deepEqual(preload, preloadsOf(pico.manifest));
  t.true(preload.includes('firmware/controller'));
});

test('an unknown board, or none, is a sentence that lists the known ones, and exit code 1', (t) => {
  for (const [script, ...args] of [
    ['build'],
    ['build', 'toaster'],
    ['flash', 'toaster'],
    ['flash', 'linux', 'twice'],
    ['flash', 'linux'],
  ]) {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script!, '--', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    t.is(status, 1);
    t.is(stdout, '');
    const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm warn'));
    t.is(lines.length, 1, stderr);
    if (args[0] !== 'linux' || args.length > 1) for (const board of boardNames()) t.true(lines[0]!.includes(board));
  }
});
