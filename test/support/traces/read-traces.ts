import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cyclesOf, type Rectangle, type Trace, type TraceFrame } from './trace.js';

interface FileFrame {
  readonly declared: Rectangle[];
  readonly spans: [y: number, x: number, length: number][];
  readonly lvgl_flush?: Rectangle[];
  readonly best?: Rectangle[];
  readonly best1240?: Rectangle[];
}

interface TraceFile {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly align?: number;
  readonly frames: FileFrame[];
}

/** Reads every `NAME.json` of a folder in the format damage-v1, each with its `NAME.px`. */
export function readTraces(folder: string, windowCycles: number): Trace[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new Error(`no damage traces (NAME.json and NAME.px) are in ${folder}`);
  return files.sort().map((name) => readTrace(join(folder, name), windowCycles));
}

function readTrace(path: string, windowCycles: number): Trace {
  const file = JSON.parse(readFileSync(path, 'utf8')) as TraceFile;
  if (file.format !== 'damage-v1') throw new Error(`${path} is not in the format damage-v1`);
  const bytes = readFileSync(path.replace(/\.json$/, '.px'));
  const pixels = new Uint16Array(bytes.length >> 1);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = bytes.readUInt16LE(2 * at);
  const { width, height, align = 2 } = file;
  let at = width * height;
  const frames = file.frames.map((frame): TraceFrame => {
    const changed = frame.spans.reduce((sum, [, , length]) => sum + length, 0);
    const values = pixels.subarray(at, at + changed);
    if (values.length < changed) throw new Error(`${path}: its .px file ends too early`);
    at += changed;
    // A best cover was sought for one window cost and says nothing about another.
    const best = windowCycles === 160 ? frame.best : windowCycles === 1240 ? frame.best1240 : undefined;
    return {
      declared: frame.declared,
      spans: frame.spans,
      values,
      best: best === undefined ? null : cyclesOf(best, windowCycles),
      lvgl: frame.lvgl_flush === undefined ? null : cyclesOf(frame.lvgl_flush, windowCycles),
    };
  });
  return { name: basename(path, '.json'), width, height, align, base: pixels.subarray(0, width * height), frames };
}
