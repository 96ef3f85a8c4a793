import { Px565Encoder } from '../../firmware/px565/encode.js';
import { HEIGHT, WIDTH } from '../support/corpus/canvas.js';
import { CORPUS } from '../support/corpus/corpus.js';
import type { BenchResult, BenchTable } from './bench-result.js';
import { instructionReport } from './codec/instruction-report.js';
import { encodeKind, type KindRun } from './codec/sizes.js';

const RAW = 2 * WIDTH * HEIGHT;

/** PX565 against raw, QOI and deflate over the corpus; the time of encoding and the instructions of decoding. */
export async function run(): Promise<BenchResult> {
  const encoder = new Px565Encoder();
  for (const kind of CORPUS) encodeKind(encoder, { name: kind.name, draw: () => kind.draw(0) }); // warms the engine up
  const kinds = CORPUS.map((kind) => encodeKind(encoder, kind));
  const instructions = instructionReport(kinds.flatMap((kind) => kind.jobs));
  return {
    tables: [keyTable(kinds), deltaTable(kinds), timeTable(kinds), ...instructions.tables],
    json: {
      raw: RAW,
      kinds: kinds.map(({ name, key, delta, keyMillis, deltaMillis }) => ({
        name,
        key: { ...key, millis: quantiles(keyMillis) },
        delta: { ...delta, millis: quantiles(deltaMillis) },
      })),
      encodeMillis: { key: quantiles(all(kinds, 'keyMillis')), delta: quantiles(all(kinds, 'deltaMillis')) },
      instructions: instructions.json,
    },
    counts: Object.fromEntries(
      kinds.flatMap(({ name, key, delta }) => [
        [`${name} key px565`, key.px565],
        [`${name} key px565 tolerance 1`, key.tolerance1],
        [`${name} key qoi`, key.qoi],
        [`${name} delta px565`, delta.px565],
        [`${name} delta px565 tolerance 1`, delta.tolerance1],
      ]),
    ),
    missed: instructions.missed,
  };
}

function keyTable(kinds: readonly KindRun[]): BenchTable {
  const columns = ['content', 'raw', 'deflate', 'QOI', 'PX565', 'tolerance 1'];
  const rows = kinds.map(({ name, key }) => [name, RAW, key.deflate, key.qoi, key.px565, key.tolerance1]);
  return { title: `Key frames, ${WIDTH} x ${HEIGHT}: bytes a frame`, columns, rows: withMeans(rows) };
}

function deltaTable(kinds: readonly KindRun[]): BenchTable {
  const columns = ['content', 'raw', 'XOR + deflate', 'PX565', 'tolerance 1'];
  const rows = kinds.map(({ name, delta }) => [name, RAW, delta.xorDeflate, delta.px565, delta.tolerance1]);
  return { title: 'Delta frames: bytes a frame', columns, rows: withMeans(rows) };
}

function timeTable(kinds: readonly KindRun[]): BenchTable {
  const row = (name: string, key: readonly number[], delta: readonly number[]) => {
    const [k, d] = [quantiles(key), quantiles(delta)];
    return [name, k.p50, k.p95, d.p50, d.p95];
  };
  return {
    title: 'Encoding, one call a frame: milliseconds on this machine',
    columns: ['content', 'key p50', 'key p95', 'delta p50', 'delta p95'],
    rows: [
      ...kinds.map(({ name, keyMillis, deltaMillis }) => row(name, keyMillis, deltaMillis)),
      row('all', all(kinds, 'keyMillis'), all(kinds, 'deltaMillis')),
    ],
  };
}

/** Adds the geometric mean of each column of numbers. */
function withMeans(rows: (string | number)[][]): (string | number)[][] {
  const columns = rows[0]!.slice(1).map((_, at) => rows.map((row) => Number(row[at + 1])));
  const means = columns.map((column) =>
    Math.round(Math.exp(column.reduce((sum, bytes) => sum + Math.log(bytes), 0) / column.length)),
  );
  return [...rows, ['geometric mean', ...means]];
}

function all(kinds: readonly KindRun[], which: 'keyMillis' | 'deltaMillis'): number[] {
  return kinds.flatMap((kind) => kind[which]);
}

function quantiles(millis: readonly number[]): { p50: number; p95: number } {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.ceil(sorted.length * part) - 1]! * 100) / 100;
  return { p50: at(0.5), p95: at(0.95) };
}
