import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildFault } from '../../manifests/tool/build-fault.js';
import { preloadsOf } from '../../manifests/tool/preload.js';
import { findSdk } from '../../manifests/tool/sdk.js';
import { thisWorld } from '../../manifests/tool/world.js';
import { energyModel } from '../../simulator/power/energy-model.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'build/piu-host');

/** What the program on XS says with a picture of the glass; see test/device/piu-host/main.ts. */
export interface GlassRecord {
  readonly panel: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the glass that differ from what Piu sent, painted by hand. */
  readonly wrong: number;
  /** Totals since the start: pixels Piu declared, its frames, pixel bytes and windows on the bus. */
  readonly declaredPixels: number;
  readonly frames: number;
  readonly bytes: number;
  readonly windows: number;
  readonly warnings: number;
  readonly torn: number;
  /** Sources that threw, and who has the glass. */
  readonly dropped: number;
  readonly holder: string;
  readonly wakes: number;
  /** What is set. */
  readonly brightness: number;
  readonly night: boolean;
  readonly seconds: boolean;
  /** RGB565, high byte last (the machine's own order). */
  readonly pixels: Uint16Array;
}

/** Panels and scenes of which there is a picture in test/golden/piu. */
export const piuGoldens: readonly { width: number; height: number; scenes: readonly string[] }[] = [
  { width: 410, height: 502, scenes: ['status', 'charging', 'low', 'turning', 'set'] },
  { width: 240, height: 280, scenes: ['status', 'settings'] },
  { width: 466, height: 466, scenes: ['status'] },
];

/** Why the host cannot be built here; undefined where it can. */
export function missingForPiu(): string | undefined {
  if (process.platform !== 'linux') return 'the SDK’s Linux simulator is loaded, and this is not Linux';
  try {
    findSdk(thisWorld());
  } catch (error) {
    if (error instanceof BuildFault) return error.message;
    throw error;
  }
  if (spawnSync('pkg-config', ['--exists', 'gio-2.0']).status !== 0) return 'pkg-config knows no gio-2.0';
  return undefined;
}

/** Builds the face with its simulation for XS; answers what runs it without a display on a panel of a size, and reads its record. */
export function buildPiuHost(): (width: number, height: number) => GlassRecord[] {
  const { path: sdk, programs } = findSdk(thisWorld());
  stage();
  const tools = [join(root, 'node_modules/.bin'), programs, process.env.PATH ?? ''].join(':');
  const env = { ...process.env, MODDABLE: sdk, PATH: tools };
  // As a board's build has it: all modules are preloaded, and the folder of the manifest names the application.
  const project = join(folder, 'piu-host');
  const manifest = join(folder, 'tree/test/device/piu-host/manifest.json');
  const out = join(folder, 'out');
  for (const path of [project, out]) mkdirSync(path, { recursive: true });
  const wrapper = { include: relative(project, manifest), preload: preloadsOf(manifest) };
  writeFileSync(join(project, 'manifest.json'), JSON.stringify(wrapper));
  run('mcconfig', ['-m', '-t', 'build', '-p', 'lin', '-f', 'rgb565be', '-o', out], project, env);
  const host = join(folder, 'host');
  const flags = execFileSync('pkg-config', ['--cflags', '--libs', 'gio-2.0'], { encoding: 'utf8' }).trim().split(/\s+/);
  const source = join(root, 'test/device/piu-host/host.c');
  const include = `-I${join(sdk, 'build/simulators/modules')}`;
  run('cc', ['-DmxLinux=1', include, source, '-rdynamic', '-Wall', '-Wextra', '-o', host, ...flags, '-ldl'], root, env);
  return (width, height) => {
    const record = join(folder, `glass-${width}x${height}`);
    rmSync(record, { force: true });
    run(host, [join(out, 'bin/lin/mc/release/piu-host/mc.so'), record, `${width}`, `${height}`], root, env);
    return readRecords(readFileSync(record));
  };
}

/** The sources, with stand-ins for the three that need Node; times are kept, so that little is compiled again. */
function stage(): void {
  const tree = join(folder, 'tree');
  rmSync(tree, { recursive: true, force: true });
  for (const part of ['firmware', 'manifests', 'simulator', 'test/device/piu-host'])
    cpSync(join(root, part), join(tree, part), { recursive: true, preserveTimestamps: true });
  const standIns = join(root, 'test/device/piu-host/stand-ins');
  copyFileSync(join(standIns, 'kernels-file.ts'), join(tree, 'simulator/kernels/kernels-file.ts'));
  copyFileSync(join(standIns, 'virtual-crypto.ts'), join(tree, 'simulator/flash/virtual-crypto.ts'));
  rmSync(join(tree, 'test/device/piu-host/stand-ins'), { recursive: true });
  rmSync(join(tree, 'simulator/power/energy-model.json'));
  const model = `export const energyModel = ${JSON.stringify(energyModel)} as const;\n`;
  writeFileSync(join(tree, 'simulator/power/energy-model.ts'), model);
}

function run(program: string, words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  try {
    execFileSync(program, words, { cwd, env, stdio: 'pipe', timeout: 600_000 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`${program} failed:\n${String(stdout ?? '').slice(-3000)}${String(stderr ?? '').slice(-3000)}`);
  }
}

/** A line of JSON, then the pixels it speaks of. */
function readRecords(bytes: Buffer): GlassRecord[] {
  const records: GlassRecord[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const record = JSON.parse(bytes.toString('utf8', at, end)) as GlassRecord & { error?: string };
    if (record.error !== undefined) throw new Error(`on XS: ${record.error}`);
    const size = 2 * record.width * record.height;
    // A copy of their own: a Buffer's memory is shared, and need not be aligned.
    const pixels = new Uint16Array(new Uint8Array(bytes.subarray(end + 1, end + 1 + size)).buffer);
    records.push({ ...record, pixels });
    at = end + 1 + size;
  }
  return records;
}
