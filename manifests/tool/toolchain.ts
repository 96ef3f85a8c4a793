import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NamedBoard } from './boards.js';
import { BuildFault } from './build-fault.js';
import { hasProgram, type World, whereIs } from './world.js';

/** Throws `BuildFault` where what compiles for the board is missing; answers what its build must find in the environment. */
export function findToolchain({ name, toolchain }: NamedBoard, world: World): Record<string, string> {
  if (!hasProgram(world, 'make'))
    throw new BuildFault('There is no make: "npx xs-dev setup" installs it with the other tools.');
  if (toolchain === 'linux') return forLinux(world);
  if (toolchain === 'esp32') return forEsp32(name, world);
  return forPico(name, world);
}

function forLinux(world: World): Record<string, string> {
  if (world.platform !== 'linux') throw new BuildFault('The board "linux" can only be built on Linux.');
  if (!hasProgram(world, 'cc')) throw new BuildFault('There is no C compiler: "npx xs-dev setup" installs one.');
  const { PATH = '' } = world.env;
  const found = spawnSync('pkg-config', ['--exists', 'gio-2.0'], { stdio: 'ignore', env: { PATH } });
  if (found.status !== 0)
    throw new BuildFault(
      'The headers of GLib are missing: install libglib2.0-dev and pkg-config, as "npx xs-dev setup" does.',
    );
  return {};
}

function forEsp32(name: string, world: World): Record<string, string> {
  const path = world.env.IDF_PATH ?? join(world.home, '.local', 'share', 'esp32', 'esp-idf');
  if (!existsSync(path))
    throw new BuildFault(`${name} needs Espressif's ESP-IDF: install it with "npx xs-dev setup --device esp32".`);
  if (!hasProgram(world, 'idf.py'))
    throw new BuildFault(
      `ESP-IDF is there, but its tools are not on the path: run "source ${join(path, 'export.sh')}".`,
    );
  return { IDF_PATH: path };
}

/** What the vendor's SDK makes once of itself, and the SDK's make asks for; the last one says where flash lies. */
const PICO_MADE = ['pioasm/pioasm', '_deps/picotool/picotool', 'pico_flash_region.ld'];

function forPico(name: string, world: World): Record<string, string> {
  const { env } = world;
  const folder = env.PICO_ROOT ?? join(world.home, '.local', 'share', 'pico');
  const path = env.PICO_SDK_DIR ?? join(folder, 'pico-sdk');
  const install = 'install it with "npx xs-dev setup --device pico"';
  if (!existsSync(path)) throw new BuildFault(`${name} needs Raspberry Pi's Pico SDK: ${install}.`);
  const programs = whereIs(world, 'arm-none-eabi-gcc');
  if (programs === undefined) throw new BuildFault(`${name} needs the Arm GCC: ${install}.`);
  const missing = PICO_MADE.find((file) => !existsSync(join(path, 'build', file)));
  if (missing !== undefined)
    throw new BuildFault(`The Pico SDK has not been built, as ${join(path, 'build', missing)} is missing: ${install}.`);
  return {
    PICO_ROOT: folder,
    PICO_SDK_DIR: path,
    PICO_EXTRAS_DIR: env.PICO_EXTRAS_DIR ?? join(folder, 'pico-extras'),
    PICO_EXAMPLES_DIR: env.PICO_EXAMPLES_DIR ?? join(folder, 'pico-examples'),
    // It looks for the compiler in `bin` of this.
    PICO_GCC_ROOT: dirname(programs),
    // The SDK's make asks things of its shell that only bash knows.
    MAKEFLAGS: 'SHELL=bash',
  };
}
