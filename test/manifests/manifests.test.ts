import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { referenceKernels } from '../../firmware/kernels/reference/reference-kernels.js';
import { preloadsOf } from '../../manifests/tool/preload.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly include?: readonly string[];
  readonly modules?: Readonly<Record<string, string | readonly string[]>>;
}

const boards = readdirSync(`${root}manifests/boards`).sort();
const manifests = [
  'firmware',
  'natives',
  'application',
  'crypt',
  'mcu',
  'esp32',
  'rp2',
  ...boards.map((board) => `boards/${board}/manifest`),
].map((name) => `manifests/${name}.json`);

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest;
}

/** Folders under firmware/ that hold modules, as paths from there. */
function folders(path = ''): string[] {
  return readdirSync(`${root}firmware/${path}`, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return [];
    const folder = path === '' ? entry.name : `${path}/${entry.name}`;
    const holds = readdirSync(`${root}firmware/${folder}`).some((file) => file.endsWith('.ts'));
    return [...(holds ? [folder] : []), ...folders(folder)];
  });
}

/** Every pair of a module line and a path behind it, but those that lie in the SDK. */
function lines(path: string): { readonly name: string; readonly target: string }[] {
  return Object.entries(manifest(path).modules ?? {}).flatMap(([name, targets]) =>
    [targets].flat().flatMap((target) => (target.startsWith('$') ? [] : [{ name, target }])),
  );
}

const firmware = manifest('manifests/firmware.json');

test('the manifest has one line for every folder of the firmware', (t) => {
  const inFolders = folders().filter((folder) => !folder.startsWith('device'));
  const names = ['firmware/*', ...inFolders.map((folder) => `firmware/${folder}/*`)].sort();
  t.deepEqual(Object.keys(firmware.modules ?? {}).sort(), names);
  for (const target of Object.values(firmware.modules ?? {})) t.regex(String(target), /\/\*$/);
});

test('all of the firmware is preloaded, so that it lies in flash and not in the engine’s heap', (t) => {
  const files = ['', ...folders().filter((folder) => !folder.startsWith('device'))].flatMap((folder) =>
    readdirSync(join(root, 'firmware', folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join('firmware', folder, file.replace(/\.ts$/, ''))),
  );
  const preloaded = preloadsOf(`${root}manifests/boards/linux/manifest.json`);
  t.deepEqual(
    files.filter((file) => !preloaded.includes(file)),
    [],
  );
  t.deepEqual(
    preloaded.filter((name) => /(^|\/)main$/.test(name)),
    [],
  );
});

for (const path of manifests) {
  test(`${path}: a module is named by its path in the tree, against which relative imports resolve`, (t) => {
    for (const { name, target } of lines(path)) {
      const from = relative(root, resolve(root, dirname(path), target));
      t.is(`${dirname(from)}/*`, name, target);
      const found = target.endsWith('/*')
        ? existsSync(join(root, dirname(from)))
        : ['.ts', '.js', '.c'].some((ending) => existsSync(join(root, from + ending)));
      t.true(found, `${target} is not there`);
    }
    for (const included of (manifest(path).include ?? []).filter((file) => !file.startsWith('$')))
      t.true(existsSync(resolve(root, dirname(path), included)), `${included} is not there`);
  });
}

test('a board is the application and what is its own; no two manifests of one build give one module twice', (t) => {
  const application = manifest('manifests/application.json');
  t.deepEqual(application.include, ['./firmware.json', './natives.json']);
  const common = ['firmware', 'natives'].flatMap((name) => lines(`manifests/${name}.json`));
  for (const board of boards) {
    const path = `manifests/boards/${board}/manifest.json`;
    t.true(reaches(path, 'manifests/application.json'), `${board} does not include the application`);
    const targets = [...common, ...lines(path)].map(({ name, target }) => `${name} ${target.split('/').pop()}`);
    t.deepEqual(targets, [...new Set(targets)], board);
  }
});

test('a relative import of what a board is built from names a module of that board', (t) => {
  const common = ['firmware', 'natives', 'crypt'].flatMap((name) => lines(`manifests/${name}.json`));
  const all = new Set([...common, ...lines('manifests/boards/linux/manifest.json')].flatMap(modulesOf));
  for (const module of all) {
    const path = join(root, `${module}.ts`);
    if (!existsSync(path)) continue;
    for (const [, specifier] of readFileSync(path, 'utf8').matchAll(
      /^import (?!type).*? from '(\..*?)\.js'|^import '(\..*?)\.js'/gms,
    )) {
      const imported = relative(root, resolve(dirname(path), specifier!));
      t.true(all.has(imported), `${module} imports ${imported}`);
    }
  }
  t.true(all.size > 100);
});

test('C files that are linked together have different names, as objects are named after them', (t) => {
  const common = ['firmware/device/native', 'firmware/kernels/c'];
  const mcus = readdirSync(`${root}firmware/device`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'native')
    .map((entry) => `firmware/device/${entry.name}`);
  for (const mcu of mcus) {
    const names = [...common, mcu].flatMap((folder) => readdirSync(join(root, folder)).filter((f) => f.endsWith('.c')));
    t.deepEqual(names, [...new Set(names)], mcu);
  }
});

test('every kernel has its native, under the name by which the module asks for it', (t) => {
  const text = (file: string): string => readFileSync(`${root}firmware/device/${file}`, 'utf8');
  const kernels = Object.keys(referenceKernels).sort();
  const asked = [...text('native/kernels.js').matchAll(/function (\w+)\(\) @ "xs_kernels_(\w+)"/g)];
  t.deepEqual(asked.map(([, name]) => name).sort(), kernels);
  t.deepEqual(asked.map(([, , native]) => native).sort(), kernels);
  const given = [...text('native/kernels-glue.c').matchAll(/^void xs_kernels_(\w+)\(/gm)].map(([, name]) => name);
  t.deepEqual(given.sort(), kernels);
  t.deepEqual([...text('native-kernels.ts').matchAll(/(\w+): native\.\1,/g)].map(([, name]) => name).sort(), kernels);
});

function reaches(path: string, goal: string): boolean {
  if (path === goal) return true;
  return (manifest(path).include ?? [])
    .filter((file) => !file.startsWith('$'))
    .some((file) => reaches(relative(root, resolve(root, dirname(path), file)), goal));
}

function modulesOf({ target }: { target: string }): string[] {
  const from = target.replace(/^(\.\.\/)+/, '');
  if (!from.endsWith('/*')) return [from];
  const folder = from.slice(0, -2);
  return readdirSync(join(root, folder)).map((file) => `${folder}/${file.replace(/\.(ts|js|c|h|d\.ts)$/, '')}`);
}
