import { createHash } from 'node:crypto';
import type { PackBytes } from '../../../firmware/packs/pack-bytes.js';
import { Bytes } from './bytes.js';

/** Kinds, by docs/PACKS.md. */
export const kinds = { MANI: 1, WALL: 2, ANIM: 3, SPRT: 4, AODL: 5, THMB: 6 } as const;

export interface TestBlob {
  readonly kind: number;
  readonly codec?: number;
  readonly id?: number;
  readonly frames?: number;
  readonly width?: number;
  readonly height?: number;
  readonly bytes: Uint8Array;
}

/** A node: what all have, and its own bytes from 16 on. */
export interface TestNode {
  readonly kind: number;
  readonly flags?: number;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly blob?: number;
  readonly colour?: number;
  readonly source?: number;
  readonly format?: number;
  readonly own?: Uint8Array;
}

export interface TestScene {
  readonly face: number;
  readonly layer: 0 | 1;
  readonly background?: number;
  readonly nodes: readonly TestNode[];
}

export interface TestPack {
  readonly width: number;
  readonly height: number;
  readonly shape?: number;
  readonly id?: Uint8Array;
  readonly version?: number;
  readonly name?: string;
  readonly scenes: readonly TestScene[];
  readonly blobs: readonly TestBlob[];
}

/** Writes a pack as docs/PACKS.md says, by hand: neither the reader's layout nor the builder has a part in it. */
export function writePack(pack: TestPack): Uint8Array {
  const blobs: TestBlob[] = [{ kind: kinds.MANI, bytes: manifest(pack) }, ...pack.blobs];
  const table = new Bytes();
  let at = roundUp(64 + 64 * blobs.length);
  const places: number[] = [];
  for (const { kind, codec = 0, id = 0, frames = 0, width = 0, height = 0, bytes } of blobs) {
    places.push(at);
    table.u8(kind, codec).u16(id).u8(0, 0).u16(frames).u32(at, bytes.length).u16(width, height).zeros(12);
    table.put(createHash('sha256').update(bytes).digest());
    at = roundUp(at + bytes.length);
  }
  const length = places.at(-1)! + blobs.at(-1)!.bytes.length + 72;
  const head = new Bytes().text('VRS1').u16(1, 0).u32(length).u16(blobs.length, 0).u32(64).u8(0, 1, 0, 0);
  head.u16(pack.width, pack.height).u8(pack.shape ?? 0, 0, 0, 0);
  head
    .put(pack.id ?? new Uint8Array(16).fill(7))
    .u32(pack.version ?? 1)
    .zeros(12);
  const file = new Uint8Array(length);
  file.set(head.done());
  file.set(table.done(), 64);
  blobs.forEach(({ bytes }, index) => {
    file.set(bytes, places[index]!);
  });
  return file;
}

function manifest({ name, scenes }: TestPack): Uint8Array {
  const items = new Bytes();
  const item = (type: number, value: Uint8Array): void => {
    items.u8(type, 0).u16(value.length).put(value);
  };
  item(1, Buffer.from(name ?? 'test'));
  item(3, Buffer.from('CC0-1.0'));
  for (const { face, layer, background = 0, nodes } of scenes) {
    const scene = new Bytes().u8(face, layer, nodes.length, 0).colour(background).u16(0);
    for (const node of nodes) {
      const { kind, flags = 0, box, blob = 0, colour = 0, source = 0, format = 0, own } = node;
      const from = scene.length;
      scene
        .u8(kind, flags)
        .u16(...box)
        .u16(blob)
        .colour(colour)
        .u8(source, format);
      if (own !== undefined) scene.put(own);
      scene.zeros(32 - (scene.length - from));
    }
    item(4, scene.done());
  }
  return items.done();
}

function roundUp(at: number): number {
  return Math.ceil(at / 4096) * 4096;
}

/** The pack's bytes as the reader wants them; every read outside of them is an error of the reader's. */
export function packBytes(file: Uint8Array): PackBytes {
  return {
    length: file.length,
    read(at, into, intoAt, count) {
      if (at < 0 || count < 0 || at + count > file.length) throw new RangeError(`read of ${count} bytes at ${at}`);
      if (intoAt < 0 || intoAt + count > into.length) throw new RangeError('read into nowhere');
      into.set(file.subarray(at, at + count), intoAt);
    },
  };
}

/** What some kinds have from 16 on. */
export const own = {
  image: (glyph: number) => new Bytes().u32(glyph).done(),
  text: (align: number, staleColour = 0) => new Bytes().u8(align, 0).colour(staleColour).done(),
  hand: (length: number, tail: number, radius: number) => new Bytes().u16(length, tail, radius).done(),
  bar: (direction: number) => new Bytes().u8(direction).done(),
  arc: (start: number, sweep: number, thickness: number) => new Bytes().u16(start, sweep, thickness).done(),
  visibleWhen: (condition: number, count: number, low = 0, high = 0) =>
    new Bytes().u8(condition, count).u16(low, high).done(),
};
