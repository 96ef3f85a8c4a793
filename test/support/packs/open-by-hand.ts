import { decodePx565 } from '../../../firmware/px565/decode.js';

/*
 * Reads a pack by the numbers of docs/PACKS.md, typed by hand, and trusts it. For tests of builders alone.
 */

export interface Entry {
  readonly kind: number;
  readonly codec: number;
  readonly id: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly digest: Uint8Array;
  readonly bytes: Uint8Array;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** The entries of a pack's table, in their order. */
export function entriesOf(file: Uint8Array): Entry[] {
  return Array.from({ length: view(file).getUint16(12, true) }, (_, index) => {
    const at = 64 + 64 * index;
    const entry = new DataView(file.buffer, file.byteOffset + at, 64);
    const offset = entry.getUint32(8, true);
    return {
      kind: entry.getUint8(0),
      codec: entry.getUint8(1),
      id: entry.getUint16(2, true),
      frames: entry.getUint16(6, true),
      width: entry.getUint16(16, true),
      height: entry.getUint16(18, true),
      digest: file.slice(at + 32, at + 64),
      bytes: file.slice(offset, offset + entry.getUint32(12, true)),
    };
  });
}

export function entryOf(file: Uint8Array, kind: number): Entry | undefined {
  return entriesOf(file).find((entry) => entry.kind === kind);
}

/** Items of the manifest: type and value. */
export function itemsOf(file: Uint8Array): { type: number; value: Uint8Array }[] {
  const { bytes } = entryOf(file, 1)!;
  const items: { type: number; value: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view(bytes).getUint16(at + 2, true);
    items.push({ type: bytes[at]!, value: bytes.slice(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return items;
}

/** Nodes of one scene, each as its 32 bytes. */
export function nodesOf(file: Uint8Array, face: number, layer: number): DataView[] {
  const scene = itemsOf(file).find(({ type, value }) => type === 4 && value[0] === face && value[1] === layer)!.value;
  return Array.from(
    { length: scene[2]! },
    (_, index) => new DataView(scene.buffer, scene.byteOffset + 8 + 32 * index, 32),
  );
}

/** Pixels of a WALL or THMB. */
export function wallPixels({ codec, width, height, bytes }: Entry): Uint8Array {
  const pixels = new Uint8Array(2 * width * height);
  const bands = Math.ceil(height / 32);
  for (let band = 0; band < bands; band += 1) {
    const from = view(bytes).getUint32(4 * band, true);
    const until = band + 1 < bands ? view(bytes).getUint32(4 * band + 4, true) : bytes.length;
    const rows = Math.min(32, height - 32 * band);
    const at = 64 * band * width;
    if (codec === 0) pixels.set(bytes.subarray(from, until), at);
    else if (!decodePx565(bytes.subarray(from, until), width, rows, false, pixels, at, 2 * width)) {
      throw new Error(`band ${band} does not decode`);
    }
  }
  return pixels;
}

/** One frame of an ANIM, and what its step drew. */
export interface PlayedFrame {
  readonly frame: number;
  readonly millis: number;
  readonly pixels: Uint8Array;
  /** Pixels of all regions of the step together. */
  readonly area: number;
}

/** A PX565 region of a step, and what it is decoded against: rows without gaps. */
export interface CodedRegion {
  readonly step: number;
  readonly width: number;
  readonly height: number;
  readonly coded: Uint8Array;
  readonly reference: Uint8Array;
}

/** The first `count` frames of an ANIM as they are shown, round after round; `onRegion` hears of PX565 regions as they come. */
export function playAnimation(
  { width, height, frames, bytes }: Entry,
  count: number,
  onRegion: (region: CodedRegion) => void = () => {},
): PlayedFrame[] {
  const data = view(bytes);
  const loop = data.getUint16(2, true);
  if (data.getUint16(0, true) !== frames) throw new Error('table and blob differ');
  const pixels = new Uint8Array(2 * width * height);
  const played: PlayedFrame[] = [];
  for (let step = 0, frame = 0; played.length < count; step += 1, frame += 1) {
    const area = drawStep(bytes, step, pixels, width, onRegion);
    if (step === frames) [step, frame] = [loop, loop];
    played.push({ frame, millis: data.getUint16(16 + 8 * frame + 4, true), pixels: pixels.slice(), area });
    if (step === frames - 1 && loop === 0xffff) break;
  }
  return played;
}

function drawStep(
  bytes: Uint8Array,
  step: number,
  pixels: Uint8Array,
  width: number,
  onRegion: (region: CodedRegion) => void,
): number {
  const data = view(bytes);
  const stride = 2 * width;
  let at = data.getUint32(16 + 8 * step, true);
  let area = 0;
  for (let left = data.getUint16(16 + 8 * step + 6, true); left > 0; left -= 1) {
    const [x, y, columns, rows] = [0, 2, 4, 6].map((field) => data.getUint16(at + field, true)) as [
      number,
      number,
      number,
      number,
    ];
    const codec = bytes[at + 8]!;
    const length = data.getUint32(at + 12, true);
    const body = bytes.subarray(at + 16, at + 16 + length);
    const place = y * stride + 2 * x;
    if (codec === 1) {
      const reference = new Uint8Array(2 * columns * rows);
      for (let row = 0; row < rows; row += 1) {
        reference.set(pixels.subarray(place + row * stride, place + row * stride + 2 * columns), 2 * columns * row);
      }
      onRegion({ step, width: columns, height: rows, coded: body, reference });
      if (!decodePx565(body, columns, rows, step > 0, pixels, place, stride))
        throw new Error(`step ${step} does not decode`);
    } else {
      const before = pixels.slice();
      const from = codec === 3 ? view(body).getUint16(2, true) * stride + 2 * view(body).getUint16(0, true) : 0;
      for (let row = 0; row < rows; row += 1) {
        for (let byte = 0; byte < 2 * columns; byte += 1) {
          const value =
            codec === 0
              ? body[row * 2 * columns + byte]!
              : codec === 2
                ? body[byte & 1]!
                : before[from + row * stride + byte]!;
          pixels[place + row * stride + byte] = value;
        }
      }
    }
    area += columns * rows;
    at += 16 + length;
  }
  return area;
}
