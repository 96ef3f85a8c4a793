import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Floors of docs/ARCHITECTURE.md; a folder imports only from lower ones and from itself. */
const floors: Readonly<Record<string, number>> = {
  'firmware/geometry': 0,
  'firmware/pixels': 0,
  // Types over the two others, and nothing else.
  'firmware/platform': 0.5,
  'firmware/kernels': 1,
  'firmware/bus': 1,
  'firmware/panel': 2,
  'firmware/link': 2,
  'firmware/px565': 2,
  'firmware/surface': 2,
  'firmware/damage': 2,
  'firmware/decode': 3,
  'firmware/blit': 4,
  'firmware/compose': 4,
  'firmware/power': 5,
  'firmware/packs': 5,
  firmware: 6,
  'firmware/device': 7,
  simulator: 7,
};

/** What programs at the far end of the link may take from the firmware. */
const forHosts = ['firmware/geometry', 'firmware/pixels', 'firmware/link', 'firmware/px565'];
/** The pack format, which builder and reader share, and the reader. */
const packsForHosts = /^firmware\/packs\/(layout|pack-fault|pack-bytes|reader.*|check-.*)\.ts$/;

interface Import {
  readonly from: string;
  readonly to: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|js|json)$/.test(entry.name) ? [path] : [];
  });
}

const files = ['firmware', 'hosts', 'simulator'].flatMap(sources);

function specifiers(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [
    ...text.matchAll(/^\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm),
  ].map((match) => match[1] ?? match[2] ?? '');
}

const imports: Import[] = files.flatMap((from) =>
  specifiers(from)
    .filter((to) => to.startsWith('.'))
    .map((to) => ({ from, to: normalize(join(dirname(from), to)).replace(/\.js$/, '.ts') })),
);

/** The folder that has a floor: `firmware/panel/models/x.ts` is in `firmware/panel`. */
function room(path: string): string {
  const parts = path.split('/');
  const two = parts.slice(0, 2).join('/');
  return floors[two] === undefined ? parts[0]! : two;
}

test('a firmware folder imports only from lower floors', (t) => {
  const wrong = imports.filter(({ from, to }) => {
    if (!from.startsWith('firmware/') || room(from) === room(to)) return false;
    return (floors[room(to)] ?? 99) >= floors[room(from)]!;
  });
  t.deepEqual(wrong, []);
  t.true(imports.length > 100);
});

test('firmware names no module of Node, of the web or of Moddable', (t) => {
  const foreign = files
    .filter((path) => path.startsWith('firmware/') && !path.startsWith('firmware/device/'))
    .flatMap((path) =>
      specifiers(path)
        .filter((to) => !to.startsWith('.'))
        .map((to) => ({ path, to })),
    );
  t.deepEqual(foreign, []);
});

test('firmware uses nothing that engines do differently or that a microcontroller lacks', (t) => {
  const forbidden =
    /\b(Math\.(sin|cos|tan|pow|exp|log|random|atan2?|hypot|cbrt)|Date\b|setTimeout|setInterval|console|performance|process|Buffer|TextEncoder|TextDecoder|queueMicrotask|require)\b/;
  const found = files
    .filter((path) => path.startsWith('firmware/') && !path.startsWith('firmware/device/'))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .map((line, index) => ({ at: `${path}:${index + 1}`, code: line.replace(/\/\/.*|^\s*\*.*|\/\*.*/, '') }))
        .filter(({ code }) => forbidden.test(code)),
    );
  t.deepEqual(found, []);
});

test('hosts import only link, geometry, pixels, codec and the pack format of the firmware', (t) => {
  const wrong = imports.filter(
    ({ from, to }) =>
      from.startsWith('hosts/') &&
      to.startsWith('firmware/') &&
      !forHosts.includes(room(to)) &&
      !packsForHosts.test(to),
  );
  t.deepEqual(wrong, []);
});

test('hosts/sdk and hosts/studio run anywhere: they name no module of Node', (t) => {
  const foreign = files
    .filter((path) => path.startsWith('hosts/sdk/') || path.startsWith('hosts/studio/'))
    .flatMap((path) =>
      specifiers(path)
        .filter((to) => !to.startsWith('.'))
        .map((to) => ({ path, to })),
    );
  t.deepEqual(foreign, []);
});

test('hosts run the simulator headless or not at all, and headless imports no hosts', (t) => {
  const wrong = imports.filter(
    ({ from, to }) =>
      (from.startsWith('hosts/') && to.startsWith('simulator/') && !to.startsWith('simulator/headless/')) ||
      (from.startsWith('simulator/headless/') && to.startsWith('hosts/')),
  );
  t.deepEqual(wrong, []);
});

test('imports run in no circle', (t) => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const circle: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (circle.length > 0 || done.has(path)) return;
    if (trail.includes(path)) {
      circle.push(...trail.slice(trail.indexOf(path)), path);
      return;
    }
    for (const next of targets.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  t.deepEqual(circle, []);
});

test('every relative import names a file that is there, by its name ending in .js, or .json where it is data', (t) => {
  const known = new Set(files);
  const missing = imports.filter(({ to }) => !known.has(to) && !known.has(to.replace(/\.ts$/, '.js')));
  t.deepEqual(missing, []);
  const unspelled = files.flatMap((path) =>
    specifiers(path).filter((to) => to.startsWith('.') && !/\.(js|json)$/.test(to)),
  );
  t.deepEqual(unspelled, []);
});

test('the top level is what ARCHITECTURE.md says', (t) => {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !['node_modules', 'build'].includes(entry.name),
    )
    .map((entry) => entry.name);
  t.deepEqual(folders.sort(), ['docs', 'firmware', 'hosts', 'manifests', 'simulator', 'test']);
});
