import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import test from 'ava';
import { boardNamed } from '../../../firmware/panel/boards.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { boardNames } from '../../../manifests/tool/boards.js';
import { root } from '../../../manifests/tool/world.js';
import { xsFirmware } from '../../../simulator/engine/xs-firmware.js';
import { linuxBuild } from '../../support/linux-build.js';
import { greet, tenMinutes } from '../../support/mixed-hour.js';
import { Session } from '../../support/session.js';

interface Creation {
  /** Bytes that chunks, slots and stack share; 0 where each has its own. */
  readonly static: number;
  readonly chunk: { readonly initial: number; readonly incremental: number };
  readonly heap: { readonly initial: number; readonly incremental: number };
  readonly stack: number;
}

interface Manifest {
  readonly include?: readonly string[];
  readonly creation?: Creation;
  readonly config?: { readonly wiring?: { readonly board: string } };
}

/** What a manifest says itself goes before what it includes. */
function find<T>(path: string, what: (manifest: Manifest) => T | undefined): T | undefined {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const own = what(manifest);
  if (own !== undefined) return own;
  for (const file of manifest.include ?? []) {
    const found = file.startsWith('$') ? undefined : find(resolve(dirname(path), file), what);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of a heap that chunks and slots share, what is left to chunks: on a device of 32 bits, and as much of them on 64. */
const SHARED_CHUNKS = 16_384;
const WIDE_CHUNKS = 24_576;
/** On a device of 32 bits. */
const SLOT_BYTES = 16;

/** A heap as the executable takes it: bytes of chunks, slots, stack. */
function heapOf({ static: shared, chunk, heap, stack }: Creation): string {
  if (shared === 0) return `${chunk.initial},${heap.initial},${stack}`;
  return `${WIDE_CHUNKS},${Math.floor((shared - SHARED_CHUNKS) / SLOT_BYTES) - stack},${stack}`;
}

/** A board without memory for a third surface has none for packs either. */
function withoutFlash({ flash: _flash, crypto: _crypto, ...platform }: Platform): Platform {
  return platform;
}

/** One board for each heap that there is. */
const heaps = new Map<string, string>();
const names = boardNames().filter((board) => board !== 'linux');
for (const name of names) {
  const path = join(root, 'manifests', 'boards', name, 'manifest.json');
  const creation = find(path, (manifest) => manifest.creation);
  const board = find(path, (manifest) => manifest.config?.wiring?.board);
  if (creation !== undefined && board !== undefined && !heaps.has(heapOf(creation))) heaps.set(heapOf(creation), board);
}

test('every board has a heap that does not grow', (t) => {
  t.true(heaps.size > 0);
  for (const name of names) {
    const creation = find(join(root, 'manifests', 'boards', name, 'manifest.json'), (manifest) => manifest.creation);
    t.true(creation !== undefined, name);
    // One that is static is all there is, whatever it grows by inside.
    t.true(creation!.static > 0 || (creation!.chunk.incremental === 0 && creation!.heap.incremental === 0), name);
  }
});

for (const [heap, name] of heaps)
  test(`${name}: an hour of stream, face, touches, turns and nights fits its heap of ${heap} (bytes of chunks, slots, stack)`, async (t) => {
    const executable = await linuxBuild(t);
    if (executable === null) return;
    const board = boardNamed(name);
    const session = new Session({
      board,
      panel: board.panel,
      firmware: xsFirmware(executable, ['--heap', heap]),
      wrap: board.twoSurfaces === true ? withoutFlash : (platform) => platform,
    });
    for (let part = 0; part < 6; part += 1) tenMinutes(session, part);
    greet(session);
    const shown = (x: number, y: number): number => x * 5 + y * 11;
    session.send([session.picture(shown)]);
    t.is(session.wrongPixels(shown), 0);
    const { frames, panel } = session.simulation.statistics();
    if (board.te) t.is(frames.torn, 0);
    t.is(panel.warnings, 0);
    t.true(session.simulation.clock.time > 3600e6);
    session.simulation.close();
  });
