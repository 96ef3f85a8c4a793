import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { PackReason, PackState } from '../../link/pack-messages.js';
import { FLASH_BLOCK, FLASH_SECTOR, type Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import { type FlashPack, writeHead } from './flash-pack.js';
import type { FlashWork } from './flash-queue.js';
import { PackHead } from './store-layout.js';

/** Sectors that wait to be written or are being filled: one of each, and a window of class reliable. */
const BUFFER_BYTES = 3 * FLASH_SECTOR;
const MOST_TRIES = 2;
const HEAD_MAGIC_BYTES = 4;

/** What is to be done next: for the head, then for one sector after another, whose number `safe` says. */
type Phase = 'eraseHead' | 'writeHead' | 'erase' | 'write' | 'mark' | 'rest' | 'forget';

/**
 * A file on its way into flash: bytes are taken as they come, each sector is written, read back and then marked as safe in
 * the pack's head. What is safe stays so, whatever breaks: the same file goes on there.
 */
export class Transfer implements FlashWork {
  state: PackState = PackState.none;
  /** Of `PackReason`, where it was refused. */
  reason = 0;
  pack: FlashPack | undefined;
  /** Bytes taken from the host; those in flash. */
  received = 0;
  safe = 0;
  /** In frame memory; whoever reads the pack back may use it once all is safe. */
  readonly buffer: Uint8Array;
  readonly #flash: Flash;
  readonly #kernels: CheckedKernels;
  readonly #small: Uint8Array;
  readonly #check: Uint8Array;
  #phase: Phase = 'rest';
  #tries = 0;
  #isChanging = false;
  /** The change under way belongs to a transfer that was given up. */
  #isStray = false;

  constructor(flash: Flash, memory: FrameMemory, kernels: CheckedKernels) {
    this.#flash = flash;
    this.#kernels = kernels;
    this.buffer = memory.allocate(BUFFER_BYTES);
    this.#check = memory.allocate(FLASH_SECTOR);
    this.#small = memory.allocate(PackHead.bytes);
  }

  /** For how many more bytes there is room. */
  get room(): number {
    return this.state === PackState.receiving ? BUFFER_BYTES - (this.received - this.safe) : BUFFER_BYTES;
  }

  /** Whether all of the file is in flash. */
  get isWhole(): boolean {
    return this.state === PackState.receiving && this.#phase === 'rest';
  }

  /** Begins with a pack that has no head yet, or goes on with one that has (`resume`). */
  open(pack: FlashPack, resume: boolean): void {
    this.#isStray = this.#isChanging;
    this.pack = pack;
    this.state = PackState.receiving;
    this.reason = PackReason.none;
    this.safe = resume ? Math.min(pack.length, this.#countMarks(pack) * FLASH_SECTOR) : 0;
    this.received = this.safe;
    this.#tries = 0;
    // Whether the sector that comes next was begun before nobody knows.
    this.#phase = !resume ? 'eraseHead' : this.safe < pack.length ? 'erase' : 'rest';
  }

  /** The host begins the same file again: what is whole is kept, the rest it sends anew. Answers where it goes on. */
  rewind(): number {
    if (this.received < this.pack!.length) this.received -= this.received % FLASH_SECTOR;
    return this.received;
  }

  /** Bytes of the file came; what does not go on where the last ones ended is the end of the transfer. */
  take(offset: number, bytes: Uint8Array, at: number, count: number): void {
    if (this.state !== PackState.receiving) return;
    const end = offset + count;
    if (offset !== this.received || end > this.pack!.length || count > this.room) {
      this.refuse(PackReason.order);
      return;
    }
    for (let from = offset; from < end; ) {
      const place = from % BUFFER_BYTES;
      const part = Math.min(end - from, BUFFER_BYTES - place);
      const source = at + from - offset;
      this.#kernels.copyRows(this.buffer, place, part, bytes, source, part, part, 1);
      from += part;
    }
    this.received = end;
  }

  /** There is nothing to take: a file is there already, or there is none. */
  rest(state: PackState, pack: FlashPack | undefined): void {
    this.#isStray = this.#isChanging;
    this.#phase = 'rest';
    this.state = state;
    this.pack = pack;
  }

  /** Ends it; what is safe in flash stays. */
  refuse(reason: number): void {
    this.state = PackState.refused;
    this.reason = reason;
    this.#isStray = this.#isChanging;
  }

  /** Ends it, and has flash forget that there was such a file: what is there is not what was announced. */
  forget(reason: number): void {
    this.refuse(reason);
    this.#phase = 'forget';
  }

  begin(): boolean {
    const { pack } = this;
    if (pack === undefined || this.#phase === 'rest') return false;
    if (this.state !== PackState.receiving && this.#phase !== 'forget') return false;
    if (this.#phase === 'write' && this.received < this.safe + this.#sectorBytes) return false;
    this.#isChanging = true;
    this.#isStray = false;
    this.#beginPhase(pack);
    return true;
  }

  done(): void {
    this.#isChanging = false;
    if (this.#isStray) return;
    if (this.#phase === 'eraseHead') this.#phase = 'writeHead';
    // The head's block was erased as a whole.
    else if (this.#phase === 'writeHead' || this.#phase === 'erase') this.#phase = 'write';
    else if (this.#phase === 'write') this.#judge();
    else if (this.#phase === 'mark') this.#marked(this.pack!);
    else this.#phase = 'rest';
  }

  #beginPhase(pack: FlashPack): void {
    const headAt = pack.head * FLASH_BLOCK;
    if (this.#phase === 'eraseHead') this.#flash.erase(headAt, FLASH_BLOCK);
    else if (this.#phase === 'writeHead') {
      writeHead(this.#small, this.#kernels, pack);
      this.#flash.write(headAt, this.#small, 0, PackHead.bytes);
    } else if (this.#phase === 'erase') {
      const place = pack.placeOf(this.safe);
      this.#flash.erase(place, place % FLASH_BLOCK === 0 ? FLASH_BLOCK : FLASH_SECTOR);
    } else if (this.#phase === 'write') {
      this.#flash.write(pack.placeOf(this.safe), this.buffer, this.safe % BUFFER_BYTES, this.#sectorBytes);
    } else if (this.#phase === 'mark') {
      const sector = Math.floor(this.safe / FLASH_SECTOR);
      this.#small[0] = 0xfe << (sector & 7);
      this.#flash.write(headAt + PackHead.progress + (sector >> 3), this.#small, 0, 1);
    } else {
      this.#small.fill(0, 0, HEAD_MAGIC_BYTES);
      this.#flash.write(headAt + PackHead.magic, this.#small, 0, HEAD_MAGIC_BYTES);
    }
  }

  /** A sector was written: is it what came? */
  #judge(): void {
    const bytes = this.#sectorBytes;
    this.pack!.read(this.safe, this.#check, 0, bytes);
    const is = this.#kernels.crc32(0, this.#check, 0, bytes);
    if (is === this.#kernels.crc32(0, this.buffer, this.safe % BUFFER_BYTES, bytes)) {
      this.#tries = 0;
      this.#phase = 'mark';
      return;
    }
    this.#tries += 1;
    this.#phase = 'erase';
    if (this.#tries === MOST_TRIES) this.refuse(PackReason.flash);
  }

  #marked(pack: FlashPack): void {
    this.safe += this.#sectorBytes;
    if (this.safe === pack.length) this.#phase = 'rest';
    else this.#phase = pack.placeOf(this.safe) % FLASH_BLOCK === 0 ? 'erase' : 'write';
  }

  get #sectorBytes(): number {
    return Math.min(FLASH_SECTOR, this.pack!.length - this.safe);
  }

  /** How many sectors of a pack are marked as safe, from the first one on. */
  #countMarks(pack: FlashPack): number {
    const sectors = Math.ceil(pack.length / FLASH_SECTOR);
    const marks = this.#check;
    const bytes = Math.ceil(sectors / 8);
    this.#flash.read(pack.head * FLASH_BLOCK + PackHead.progress, marks, 0, bytes);
    let count = 0;
    while (count < sectors && (marks[count >> 3]! & (1 << (count & 7))) === 0) count += 1;
    return count;
  }
}
