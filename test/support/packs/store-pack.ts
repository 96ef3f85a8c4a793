import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Random } from '../../../simulator/random.js';
import { pictureOf, wallBlob } from './blobs.js';
import { kinds, writePack } from './pack-writer.js';

export interface StorePackOptions {
  /** Every byte of the pack's id. */
  readonly id: number;
  readonly version?: number;
  readonly faces?: number;
  readonly width?: number;
  readonly height?: number;
  /** So many bytes of pictures that nobody shows, whole sectors; at most a megabyte. */
  readonly filler?: number;
  readonly signer?: TestKey;
}

/** A key made for a test: the point as 65 bytes. */
export interface TestKey {
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
}

export function testKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  return { publicKey: new Uint8Array(point), privateKey };
}

/** A pack with a picture of its own colour on each face. */
export function storePack(options: StorePackOptions): Uint8Array {
  const { id, version = 1, faces = 1, width = 48, height = 40, filler = 0, signer } = options;
  const colours = Array.from({ length: faces }, (_, face) => faceColour(id, version, face));
  const random = new Random(id * 1000 + version);
  const file = writePack({
    width,
    height,
    id: new Uint8Array(16).fill(id),
    version,
    name: `pack ${id}`,
    scenes: colours.map((_, face) => ({
      face,
      layer: 0 as const,
      nodes: [{ kind: 1, box: [0, 0, width, height] as const, blob: face + 1 }],
    })),
    blobs: [
      ...colours.map((colour, face) => ({
        kind: kinds.WALL,
        codec: 1,
        id: face + 1,
        width,
        height,
        bytes: wallBlob(
          pictureOf(width, height, () => colour),
          1,
        ),
      })),
      ...Array.from({ length: Math.ceil(filler / 4096) }, (_, index) => ({
        kind: kinds.WALL,
        codec: 0,
        id: 100 + index,
        width: 48,
        height: 40,
        bytes: wallBlob(
          pictureOf(48, 40, () => random.uint32() & 0xffff),
          0,
        ),
      })),
    ],
  });
  if (signer !== undefined) signPack(file, signer);
  return file;
}

/** The colour of a face of such a pack. */
export function faceColour(id: number, version: number, face: number): number {
  return (id * 0x1111 + version * 0x0821 + face * 0x0f05) & 0xffff;
}

/** Signs a pack, as docs/PACKS.md says. */
export function signPack(file: Uint8Array, { publicKey, privateKey }: TestKey): void {
  const entries = file[12]! | (file[13]! << 8);
  const signed = file.subarray(0, 64 + 64 * entries);
  const at = file.length - 72;
  file.set(createHash('sha256').update(publicKey).digest().subarray(0, 8), at);
  file.set(sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' }), at + 8);
}
