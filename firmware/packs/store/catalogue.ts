import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { FLASH_BLOCK, type Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import { PACK_ID_BYTES, PackHeader } from '../layout.js';
import { BlockMap } from './block-map.js';
import { blocksFor, FlashPack, readHead } from './flash-pack.js';
import { headsOf, type Shelf } from './shelf.js';
import { PackHead } from './store-layout.js';

/** Where the packs of a shelf lie in flash, and what is free. */
export class Catalogue {
  /** By place on the shelf; undefined where flash has lost one. */
  packs: readonly (FlashPack | undefined)[] = [];
  readonly #flash: Flash;
  readonly #kernels: CheckedKernels;
  readonly #map: BlockMap;
  readonly #head: Uint8Array;
  readonly #id = new Uint8Array(PACK_ID_BYTES);
  /** Blocks of all packs, and of versions that were replaced. */
  #kept: readonly number[] = [];

  constructor(flash: Flash, memory: FrameMemory, kernels: CheckedKernels) {
    this.#flash = flash;
    this.#kernels = kernels;
    this.#map = new BlockMap(flash.bytes);
    this.#head = memory.allocate(PackHead.bytes);
  }

  get freeBytes(): number {
    return this.#map.free * FLASH_BLOCK;
  }

  get capacityBytes(): number {
    return (this.#map.count - 1) * FLASH_BLOCK;
  }

  /** Reads the heads of all packs anew. `guest` is one in the making, whose blocks are not free. */
  look(shelf: Shelf, guest: FlashPack | undefined): void {
    this.#kept = headsOf(shelf).flatMap((head) => this.#read(head)?.blocks ?? []);
    this.packs = shelf.packs.map(({ head }) => this.#read(head));
    this.forgetGuest();
    if (guest !== undefined) this.#map.use(guest.blocks);
  }

  /** Nothing is in the making any more. */
  forgetGuest(): void {
    this.#map.clear();
    this.#map.use(this.#kept);
  }

  /** The pack whose head is in that block. */
  withHead(head: number): FlashPack | undefined {
    return this.packs.find((pack) => pack?.head === head);
  }

  /** Place of the pack with the id at `bytes[at...]`, -1 where there is none. */
  placeOf(bytes: Uint8Array, at: number): number {
    const id = this.#id;
    return this.packs.findIndex((pack) => {
      pack?.read(PackHeader.id, id, 0, PACK_ID_BYTES);
      return pack !== undefined && id.every((byte, index) => byte === bytes[at + index]);
    });
  }

  /** A file whose transfer broke, in blocks nobody has taken since; they are taken now. */
  unfinished(length: number, digest: Uint8Array): FlashPack | undefined {
    for (let block = 1; block < this.#map.count; block += 1) {
      if (!this.#map.isFree(block)) continue;
      const pack = this.#read(block);
      if (pack?.isFile(length, digest) !== true || !pack.blocks.every((at) => this.#map.isFree(at))) continue;
      this.#map.use(pack.blocks);
      return pack;
    }
    return undefined;
  }

  /** Blocks for a file that is to come; undefined where there are too few. */
  take(length: number, digest: Uint8Array): FlashPack | undefined {
    const blocks = this.#map.take(blocksFor(length));
    return blocks && new FlashPack(this.#flash, length, digest.slice(), blocks);
  }

  #read(head: number): FlashPack | undefined {
    return readHead(this.#flash, this.#kernels, this.#head, head);
  }
}
