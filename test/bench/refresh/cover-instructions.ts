import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Damage } from '../../../firmware/geometry/damage.js';
import { KERNELS_FOLDER, kernelSources } from '../../../simulator/kernels/build.js';
import type { Replay } from '../../support/traces/replay.js';
import type { Trace } from '../../support/traces/trace.js';
import type { BenchTable } from '../bench-result.js';
import { missingTool } from '../codec/instructions.js';

const program = fileURLToPath(new URL('./measure.c', import.meta.url));

/** Bus cycles at 40 MHz that an instruction takes: two cycles at 240 MHz. */
const CYCLES_AN_INSTRUCTION = (2 * 40) / 240;
/** The search may take this part of the bus time it saves. */
const SHARE_LIMIT = 0.2;

/** The figures as a table and for programs, and a sentence for each limit that was missed. */
export interface CoverInstructions {
  readonly table: BenchTable;
  readonly json: object;
  readonly missed: string[];
}

interface Counted {
  readonly all: number;
  readonly compare: number;
}

/** Counts the cover's instructions (clang -O2, x86-64, callgrind) over replays of the traces, where the tools are here. */
export function countCover(
  traces: readonly Trace[],
  windowCycles: number,
  modes: readonly { readonly name: string; readonly replays: readonly Replay[]; readonly isHeld: boolean }[],
): CoverInstructions {
  const title = 'Instructions of the cover (clang -O2, x86-64, callgrind), all traces';
  const tool = missingTool();
  if (tool !== null) {
    const table = { title, columns: ['mode'], rows: [[`not counted: ${tool} is not installed`]] };
    return { table, json: { missing: tool }, missed: [] };
  }
  const frames = traces.reduce((sum, trace) => sum + trace.frames.length, 0);
  const changed = traces.reduce((sum, trace) => sum + trace.frames.reduce((all, it) => all + it.values.length, 0), 0);
  const figures = modes.map(({ name, replays, isHeld }) => {
    const { all, compare } = count(traces, windowCycles, replays);
    const compared = replays.reduce((sum, { comparedPixels }) => sum + comparedPixels, 0);
    const saved = replays.reduce((sum, { declaredCycles, cycles }) => sum + declaredCycles - cycles, 0);
    return {
      name,
      isHeld,
      comparePixel: compared === 0 ? 0 : compare / compared,
      searchFrame: (all - compare) / frames,
      searchPixel: (all - compare) / changed,
      share: ((all - compare) * CYCLES_AN_INSTRUCTION) / saved,
    };
  });
  return {
    table: {
      title,
      columns: [
        'mode',
        'compare, a pixel compared',
        'search, a frame',
        'search, a changed pixel',
        'of the bus time saved',
      ],
      rows: figures.map((it) => [
        it.name,
        it.comparePixel,
        Math.round(it.searchFrame),
        it.searchPixel,
        `${(100 * it.share).toFixed(1)} %`,
      ]),
    },
    json: Object.fromEntries(figures.map(({ name, isHeld: _, ...figure }) => [name, figure])),
    missed: figures
      .filter(({ isHeld, share }) => isHeld && share > SHARE_LIMIT)
      .map(({ name, share }) => `${name}: the search takes ${(100 * share).toFixed(1)} % of the bus time it saves.`),
  };
}

function count(traces: readonly Trace[], windowCycles: number, replays: readonly Replay[]): Counted {
  const work = mkdtempSync(join(tmpdir(), 'verso-cover-'));
  try {
    const binary = join(work, 'measure');
    const sources = [program, ...kernelSources()];
    execFileSync('clang', ['-std=c11', '-O2', '-Wl,-z,now', '-I', KERNELS_FOLDER, ...sources, '-o', binary]);
    const job = join(work, 'job');
    writeFileSync(job, jobOf(traces, windowCycles, replays));
    const countOf = (toggle: string): number => {
      const out = join(work, toggle);
      const options = ['--tool=callgrind', `--toggle-collect=${toggle}`, `--callgrind-out-file=${out}`];
      execFileSync('valgrind', [...options, binary, job], { stdio: 'ignore' });
      return Number(/^(?:totals|summary): (\d+)/m.exec(readFileSync(out, 'utf8'))?.[1]);
    };
    return { all: countOf('cover'), compare: countOf('coverCompare') };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** What `measure.c` reads. */
function jobOf(traces: readonly Trace[], windowCycles: number, replays: readonly Replay[]): Buffer {
  const parts: Uint8Array[] = [];
  const words = (...numbers: number[]): void => {
    parts.push(new Uint8Array(Uint32Array.from(numbers).buffer));
  };
  const pixels = (values: Uint16Array): void => {
    parts.push(new Uint8Array(Uint16Array.from(values).buffer));
  };
  words(traces.length);
  traces.forEach(({ width, height, align, base, frames }, trace) => {
    words(width, height, align, windowCycles, 4, frames.length);
    pixels(base);
    frames.forEach((frame, at) => {
      const damage = new Damage(width, height);
      for (const [x, y, w, h] of frame.declared) damage.add(x, y, x + w, y + h);
      const { count: regions, data } = damage.regions;
      words(replays[trace]!.isCompared[at] ? 1 : 0, regions, ...data.subarray(0, 4 * regions));
      words(frame.spans.length, ...frame.spans.flat());
      pixels(frame.values);
    });
  });
  return Buffer.concat(parts);
}
