import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { COVER_HEAD_BYTES, PX565_STATE_BYTES, UNSTUFF_STATE_BYTES } from '../../../firmware/kernels/state-sizes.js';
import type { Kernels } from '../../../firmware/platform/kernels.js';
import type { Probe, ProbeBuffer, Probed } from '../../../simulator/engine/xs/probe.js';
import { formatLines, parseLines } from '../../../simulator/transcript/transcript.js';
import { linuxBuild } from '../../support/linux-build.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

type Argument = ProbeBuffer | number;

function frame(length: number, first = 0): ProbeBuffer {
  return { kind: 'frame', bytes: Array.from({ length }, (_, index) => (first + index * 7) & 255) };
}

/** Cases that each kernel forgives: what the twin does with them the native must do. */
const good: Readonly<Record<string, readonly Argument[]>> = {
  copyRows: [frame(64), 3, 20, frame(64, 9), 1, 16, 10, 3],
  pourRows: [frame(64), 3, 20, 10, 4, frame(64, 9), 1, 25],
  moveRows: [frame(64), 5, 2, 20, 10, 3],
  fillRows: [frame(64), 4, 20, 6, 3, 0x1234],
  blendRows: [frame(64), 0, 20, frame(64, 99), 2, 16, frame(40, 31), 1, 12, 6, 3],
  diffBox: [frame(64), 0, 16, frame(64, 0), 2, 16, 6, 3, frame(8), 0],
  unstuff: [
    { kind: 'frame', bytes: new Array<number>(UNSTUFF_STATE_BYTES).fill(0) },
    0,
    { kind: 'view', before: 3, bytes: [3, 17, 34, 2, 51, 0, 9] },
    0,
    7,
    frame(32),
    4,
    20,
  ],
  crc32: [0, frame(64), 3, 40],
  px565Begin: [frame(PX565_STATE_BYTES), 0, 8, 4, 1],
};

function run(t: ExecutionContext, executable: string, probes: readonly Probe[]): Probed[] {
  const output = join(scratchFolder(t), 'output');
  const { status, stderr } = spawnSync(executable, ['probe', scratchFile(t, 'input', formatLines(probes)), output], {
    encoding: 'utf8',
  });
  t.is(status, 0, stderr);
  return parseLines(readFileSync(output, 'utf8')) as Probed[];
}

/** The same call of the twin. */
function twin(kernel: keyof Kernels, words: readonly Argument[]): Probed {
  const buffers: Uint8Array[] = [];
  const values = words.map((word) => {
    if (typeof word === 'number') return word;
    buffers.push(Uint8Array.from(word.bytes));
    return buffers.at(-1)!;
  });
  const value = (referenceKernels[kernel] as (...values: unknown[]) => number | undefined)(...values);
  return { ...(value === undefined ? {} : { value }), buffers: buffers.map((bytes) => [...bytes]) };
}

test('a native does what its twin does, with frame memory, array buffers and views alike', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  const kinds = ['frame', 'buffer', 'view'] as const;
  const probes = Object.entries(good).flatMap(([kernel, words]) =>
    kinds.map((kind) => ({
      kernel: kernel as keyof Kernels,
      arguments: words.map((word) =>
        typeof word === 'number' ? word : { ...word, kind, ...(kind === 'view' ? { before: 8 } : { before: 0 }) },
      ),
    })),
  );
  const probed = run(t, executable, probes);
  probes.forEach((probe, at) => {
    t.deepEqual(probed[at], twin(probe.kernel, probe.arguments), JSON.stringify(probe));
  });
});

test('a buffer that is none, detached or too short throws, and so does a number that is none: nothing has changed', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  const cases: { probe: Probe; thrown: RegExp }[] = [];
  for (const [kernel, words] of Object.entries(good)) {
    const put = (at: number, word: Probe['arguments'][number], thrown: RegExp) =>
      cases.push({
        probe: { kernel: kernel as keyof Kernels, arguments: [...words.slice(0, at), word, ...words.slice(at + 1)] },
        thrown,
      });
    words.forEach((word, at) => {
      cases.push({
        probe: { kernel: kernel as keyof Kernels, arguments: words.slice(0, at) },
        thrown: /^(Range|Type)Error$/,
      });
      if (typeof word === 'number') {
        for (const wrong of [-1, 0.5, 2 ** 32, 'x']) put(at, wrong, /^RangeError$/);
        return;
      }
      put(at, { ...word, bytes: [] }, /^RangeError$/);
      put(at, { ...word, bytes: word.bytes.slice(0, 3) }, /^RangeError$/);
      put(at, { ...word, kind: 'buffer', isDetached: true }, /^TypeError$/);
      put(at, { ...word, kind: 'view', isDetached: true }, /^TypeError$/);
      for (const none of [7, 'bytes', null]) put(at, none, /^TypeError$/);
    });
  }
  const probed = run(
    t,
    executable,
    cases.map(({ probe }) => probe),
  );
  t.true(cases.length > 150);
  cases.forEach(({ probe, thrown }, at) => {
    t.regex(probed[at]?.thrown ?? 'nothing', thrown, JSON.stringify(probe));
    const given = probe.arguments.flatMap((word) =>
      typeof word === 'object' && word !== null && word.isDetached !== true ? [[...word.bytes]] : [],
    );
    t.deepEqual(probed[at]?.buffers, given, JSON.stringify(probe));
  });
});

test('a state that is not aligned throws, and so do sizes that arithmetic would wrap', async (t) => {
  const executable = await linuxBuild(t);
  if (executable === null) return;
  const state = (length: number): ProbeBuffer => ({
    kind: 'view',
    before: 2,
    bytes: new Array<number>(length).fill(0),
  });
  const huge = 0xffff_ffff;
  const probes: Probe[] = [
    { kernel: 'px565Begin', arguments: [state(PX565_STATE_BYTES + 8), 0, 8, 4, 1] },
    { kernel: 'px565Begin', arguments: [frame(PX565_STATE_BYTES + 8), 1, 8, 4, 1] },
    { kernel: 'px565Begin', arguments: [frame(PX565_STATE_BYTES), 0, 65_536, 4, 1] },
    { kernel: 'px565Begin', arguments: [frame(PX565_STATE_BYTES), 0, 0, 4, 1] },
    { kernel: 'unstuff', arguments: [state(UNSTUFF_STATE_BYTES), 0, frame(4), 0, 4, frame(4), 0, 4] },
    {
      kernel: 'cover',
      arguments: [frame(COVER_HEAD_BYTES, 1), 0, frame(64), 0, 8, frame(64), 0, 8, frame(8), 0, 1, 0, 9, frame(8), 0],
    },
    { kernel: 'coverBegin', arguments: [frame(64), 0, 8, 8, 2, 2, 160, 4, 20, 16] },
    { kernel: 'coverBegin', arguments: [frame(4096), 0, 8, 8, 0, 2, 160, 4, 20, 16] },
    { kernel: 'copyRows', arguments: [frame(64), huge, huge, frame(64), 0, huge, huge, huge] },
    { kernel: 'copyRows', arguments: [frame(64), 1, huge, frame(64), 1, huge, 1, 2] },
    { kernel: 'pourRows', arguments: [frame(64), 0, 8, 8, huge, frame(64), 0, 8] },
    { kernel: 'pourRows', arguments: [frame(64), 0, 8, 0, 0, frame(64), 0, 8] },
    { kernel: 'fillRows', arguments: [frame(64), 0, huge, 0x8000_0000, 1, 0] },
    { kernel: 'fillRows', arguments: [frame(64), 0, 4, 3, 2, 0] },
    { kernel: 'crc32', arguments: [0, frame(64), huge, 1] },
  ];
  for (const { thrown } of run(t, executable, probes)) t.is(thrown, 'RangeError');
});
