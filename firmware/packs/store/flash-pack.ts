import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { readU16, readU32, writeU16, writeU32 } from '../../link/packet.js';
import { DIGEST_BYTES } from '../../platform/crypto.js';
import { FLASH_BLOCK, FLASH_SECTOR, type Flash } from '../../platform/flash.js';
import { PackLimit } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import { HEAD_MAGIC, MOST_BLOCKS_A_PACK, PackHead } from './store-layout.js';

/** A pack's file in the blocks of flash that its head names, whole or in the making. */
export class FlashPack implements PackBytes {
  readonly length: number;
  /** SHA-256 of the file. */
  readonly digest: Uint8Array;
  /** Numbers of its blocks; the first holds the head. */
  readonly blocks: readonly number[];
  readonly #flash: Flash;

  constructor(flash: Flash, length: number, digest: Uint8Array, blocks: readonly number[]) {
    this.#flash = flash;
    this.length = length;
    this.digest = digest;
    this.blocks = blocks;
  }

  /** The block of its head, by which it is named in the journal. */
  get head(): number {
    return this.blocks[0]!;
  }

  /** Whether it is the file of that length and SHA-256. */
  isFile(length: number, digest: Uint8Array): boolean {
    return this.length === length && this.digest.every((byte, at) => byte === digest[at]);
  }

  read(at: number, into: Uint8Array, intoAt: number, count: number): void {
    const place = FLASH_SECTOR + at;
    const inBlock = place % FLASH_BLOCK;
    const part = FLASH_BLOCK - inBlock;
    const from = this.blocks[(place / FLASH_BLOCK) | 0]! * FLASH_BLOCK + inBlock;
    // Mostly it lies in one block.
    if (count <= part) {
      if (count > 0) this.#flash.read(from, into, intoAt, count);
      return;
    }
    this.#flash.read(from, into, intoAt, part);
    this.read(at + part, into, intoAt + part, count - part);
  }

  /** Where in flash byte `at` of the file lies. */
  placeOf(at: number): number {
    const place = FLASH_SECTOR + at;
    return this.blocks[Math.floor(place / FLASH_BLOCK)]! * FLASH_BLOCK + (place % FLASH_BLOCK);
  }
}

/** How many blocks a file of `length` bytes takes. */
export function blocksFor(length: number): number {
  return Math.ceil((FLASH_SECTOR + length) / FLASH_BLOCK);
}

/** Writes a pack's head into `bytes`. */
export function writeHead(bytes: Uint8Array, kernels: CheckedKernels, pack: FlashPack): void {
  bytes.fill(0xff, 0, PackHead.bytes);
  writeU32(bytes, PackHead.magic, HEAD_MAGIC);
  writeU32(bytes, PackHead.length, pack.length);
  bytes.set(pack.digest, PackHead.digest);
  writeU16(bytes, PackHead.blocks, pack.blocks.length);
  pack.blocks.forEach((block, index) => {
    writeU16(bytes, PackHead.blocksAt + 2 * index, block);
  });
  writeU32(bytes, PackHead.check, kernels.crc32(0, bytes, 0, PackHead.check));
}

/** The pack whose head is in `block`; undefined where there is none. `bytes` (`PackHead.bytes`) are used to read it. */
export function readHead(
  flash: Flash,
  kernels: CheckedKernels,
  bytes: Uint8Array,
  block: number,
): FlashPack | undefined {
  const most = flash.bytes / FLASH_BLOCK;
  if (block >= most) return undefined;
  flash.read(block * FLASH_BLOCK, bytes, 0, PackHead.bytes);
  if (readU32(bytes, PackHead.magic) !== HEAD_MAGIC) return undefined;
  if (readU32(bytes, PackHead.check) !== kernels.crc32(0, bytes, 0, PackHead.check)) return undefined;
  const length = readU32(bytes, PackHead.length);
  const count = readU16(bytes, PackHead.blocks);
  if (length > PackLimit.bytes || count > MOST_BLOCKS_A_PACK || count !== blocksFor(length)) return undefined;
  const blocks = Array.from({ length: count }, (_, index) => readU16(bytes, PackHead.blocksAt + 2 * index));
  if (blocks[0] !== block || blocks.some((at) => at === 0 || at >= most)) return undefined;
  return new FlashPack(flash, length, bytes.slice(PackHead.digest, PackHead.digest + DIGEST_BYTES), blocks);
}
