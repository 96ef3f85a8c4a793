import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { decodePx565 } from '../../../firmware/px565/decode.js';
import { Px565Encoder } from '../../../firmware/px565/encode.js';
import { TroubleError, UsageError } from '../failures.js';
import { Terminal } from '../terminal.js';

interface Vector {
  readonly width: number;
  readonly height: number;
  readonly pixels: string;
  readonly reference: string | null;
  readonly coded: string;
}

/** `codec check`: whether this PX565 gives the bytes and the pixels of a file of vectors. */
export function addCodec(program: Command): void {
  const codec = program.command('codec').description('the pixel codec');
  codec
    .command('check <vectors>')
    .description('encode and decode the vectors of a JSON file, and compare byte for byte')
    .action(async (path: string, _: unknown, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const vectors = await readVectors(path);
      const wrong = vectors.flatMap((vector, index) => faultsOf(vector).map((fault) => `vector ${index} ${fault}`));
      terminal.result(
        `${vectors.length - new Set(wrong.map((fault) => fault.split(' ')[1])).size} of ${vectors.length} vectors match.`,
        { vectors: vectors.length, wrong },
      );
      if (wrong.length > 0) throw new TroubleError(`The codec and ${path} disagree: ${wrong.slice(0, 3).join(', ')}.`);
    });
}

async function readVectors(path: string): Promise<Vector[]> {
  let vectors: unknown;
  try {
    vectors = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${path} cannot be read as JSON: ${(cause as Error).message}.`, { cause });
  }
  if (!Array.isArray(vectors) || vectors.length === 0) throw new UsageError(`${path} holds no list of vectors.`);
  const bad = vectors.findIndex((vector) => !isVector(vector));
  if (bad >= 0) {
    throw new UsageError(
      `Vector ${bad} of ${path} is not {width, height, pixels, reference, coded} in hexadecimal digits.`,
    );
  }
  return vectors;
}

function isVector(value: unknown): value is Vector {
  const { width, height, pixels, reference, coded } = value as Partial<Record<keyof Vector, unknown>>;
  if (!Number.isInteger(width) || !Number.isInteger(height)) return false;
  const digits = 4 * (width as number) * (height as number);
  const isPixels = (text: unknown) => isHex(text) && text.length === digits;
  return digits > 0 && isPixels(pixels) && (reference === null || isPixels(reference)) && isHex(coded);
}

function isHex(text: unknown): text is string {
  return typeof text === 'string' && /^([0-9a-f]{2})*$/i.test(text);
}

function faultsOf({ width, height, ...vector }: Vector): string[] {
  const pixels = Buffer.from(vector.pixels, 'hex');
  const reference = vector.reference === null ? null : Buffer.from(vector.reference, 'hex');
  const coded = Buffer.from(vector.coded, 'hex');
  const stride = 2 * width;
  const faults: string[] = [];
  const encoded = new Px565Encoder().encode(pixels, 0, stride, width, height, reference, 0, stride, 0);
  if (!coded.equals(encoded)) faults.push('encodes to other bytes');
  const decoded = reference === null ? Buffer.alloc(pixels.length) : Buffer.from(reference);
  const isWhole = decodePx565(coded, width, height, reference !== null, decoded, 0, stride);
  if (!isWhole || !decoded.equals(pixels)) faults.push('decodes to other pixels');
  return faults;
}
