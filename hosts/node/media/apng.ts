import { crc32 } from 'node:zlib';
import { textAt } from './sniff.js';

/** One frame of an APNG (PNG specification, third edition, 11.3.6). */
export interface ApngFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly delayMillis: number;
  /** What becomes of the frame's region afterwards. */
  readonly dispose: 'none' | 'background' | 'previous';
  /** Whether its pixels replace what is there or are laid over it. */
  readonly blend: 'source' | 'over';
  /** The frame as a PNG of its own. */
  readonly png: Uint8Array;
}

/** An animated PNG, its chunks sorted into frames. */
export interface Apng {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly ApngFrame[];
}

interface Draft {
  readonly control: DataView;
  readonly data: Uint8Array[];
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const disposals = ['none', 'background', 'previous'] as const;

/** Takes an APNG apart. Throws RangeError, with the reason, where a chunk is damaged or missing. */
export function parseApng(file: Uint8Array): Apng {
  let header: Uint8Array | undefined;
  const shared: Uint8Array[] = [];
  const drafts: Draft[] = [];
  let hasEnd = false;
  for (const chunk of chunksOf(file)) {
    if (chunk.type === 'IHDR') header = chunk.data;
    else if (chunk.type === 'fcTL') drafts.push({ control: viewOf(chunk.data), data: [] });
    else if (chunk.type === 'IDAT') drafts.at(-1)?.data.push(chunk.data);
    else if (chunk.type === 'fdAT') drafts.at(-1)?.data.push(chunk.data.subarray(4));
    else if (chunk.type === 'IEND') hasEnd = true;
    else if (chunk.type !== 'acTL' && drafts.every((draft) => draft.data.length === 0)) shared.push(chunk.whole);
  }
  if (header === undefined || header.length !== 13) throw new RangeError('it has no header');
  if (!hasEnd) throw new RangeError('it ends in the middle');
  if (drafts.length === 0) throw new RangeError('it has no frames');
  const { width, height } = sizeOf(header);
  return { width, height, frames: drafts.map((draft) => finish(draft, header, shared)) };
}

function finish({ control, data }: Draft, header: Uint8Array, shared: readonly Uint8Array[]): ApngFrame {
  const canvas = sizeOf(header);
  const [width, height, left, top] = [4, 8, 12, 16].map((at) => control.getUint32(at)) as [
    number,
    number,
    number,
    number,
  ];
  if (data.length === 0) throw new RangeError('a frame has no data');
  if (width === 0 || height === 0 || left + width > canvas.width || top + height > canvas.height) {
    throw new RangeError('a frame lies outside the picture');
  }
  const own = new Uint8Array(header);
  viewOf(own).setUint32(0, width);
  viewOf(own).setUint32(4, height);
  const denominator = control.getUint16(22) || 100;
  return {
    left,
    top,
    width,
    height,
    delayMillis: (control.getUint16(20) * 1000) / denominator,
    dispose: disposals[control.getUint8(24)] ?? 'none',
    blend: control.getUint8(25) === 1 ? 'over' : 'source',
    png: Buffer.concat([
      signature,
      chunk('IHDR', own),
      ...shared,
      ...data.map((bytes) => chunk('IDAT', bytes)),
      chunk('IEND', new Uint8Array(0)),
    ]),
  };
}

function* chunksOf(file: Uint8Array): Generator<{ type: string; data: Uint8Array; whole: Uint8Array }> {
  const view = viewOf(file);
  for (let at = signature.length; at < file.length; ) {
    const length = at + 12 <= file.length ? view.getUint32(at) : 0;
    const end = at + 12 + length;
    if (end > file.length) throw new RangeError(`it ends in the middle, after ${file.length} bytes`);
    const type = textAt(file, at + 4, 4);
    if (crc32(file.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) {
      throw new RangeError(`its ${type} chunk at byte ${at} is damaged`);
    }
    yield { type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = viewOf(bytes);
  view.setUint32(0, data.length);
  for (let index = 0; index < 4; index += 1) bytes[4 + index] = type.charCodeAt(index);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function sizeOf(header: Uint8Array): { width: number; height: number } {
  return { width: viewOf(header).getUint32(0), height: viewOf(header).getUint32(4) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
