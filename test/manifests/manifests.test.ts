import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly modules: Readonly<Record<string, string | readonly string[]>>;
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

const { modules } = JSON.parse(readFileSync(`${root}manifests/firmware.json`, 'utf8')) as Manifest;

test('the manifest has one line for every folder of the firmware, under the name that relative imports resolve against', (t) => {
  const lines = Object.entries(modules).filter(([name]) => name !== '*');
  t.deepEqual(
    lines.map(([name]) => name).sort(),
    folders()
      .filter((folder) => !folder.startsWith('device'))
      .map((folder) => `${folder}/*`)
      .sort(),
  );
  for (const [name, path] of lines) t.is(path, `../firmware/${name}`);
});

test('and names the files that lie in none', (t) => {
  const files = readdirSync(`${root}firmware`).filter((file) => file.endsWith('.ts'));
  t.deepEqual([...(modules['*'] ?? [])].sort(), files.map((file) => `../firmware/${file.replace(/\.ts$/, '')}`).sort());
});
