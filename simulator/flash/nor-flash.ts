import { FLASH_BLOCK, FLASH_SECTOR } from '../../firmware/platform/flash.js';
import type { Random } from '../random.js';

/** What one page program writes at most, and never across such a boundary. */
export const FLASH_PAGE = 256;

/** The cells of a NOR flash: erased bytes are FF, a write only clears bits. Knows no time. */
export class NorFlash {
  readonly bytes: number;
  /** Sectors that were ever written; the others are FF throughout. */
  readonly #sectors = new Map<number, Uint8Array>();
  /** Is told of every sector whose cells were changed. */
  onChanged: (sector: number, bytes: Uint8Array) => void = () => {};

  /** Throws `RangeError` where `bytes` are no whole blocks. */
  constructor(bytes: number) {
    if (bytes % FLASH_BLOCK !== 0 || bytes <= 0) throw new RangeError(`flash is whole blocks of ${FLASH_BLOCK} bytes`);
    this.bytes = bytes;
  }

  /** Whether no cell was ever written. */
  get isBlank(): boolean {
    return this.#sectors.size === 0;
  }

  /** Another flash with the same contents. */
  copy(): NorFlash {
    const copy = new NorFlash(this.bytes);
    for (const [sector, cells] of this.#sectors) copy.#sectors.set(sector, cells.slice());
    return copy;
  }

  /** Fills a sector as it was kept somewhere. */
  load(sector: number, cells: Uint8Array): void {
    this.#sectors.set(sector, cells.slice());
  }

  read(at: number, into: Uint8Array, intoAt: number, count: number): void {
    this.checkRange(at, count);
    for (let done = 0; done < count; ) {
      const from = (at + done) % FLASH_SECTOR;
      const length = Math.min(FLASH_SECTOR - from, count - done);
      const cells = this.#sectors.get(Math.floor((at + done) / FLASH_SECTOR));
      if (cells === undefined) into.fill(0xff, intoAt + done, intoAt + done + length);
      else into.set(cells.subarray(from, from + length), intoAt + done);
      done += length;
    }
  }

  /** Erases one sector; torn (by `random`) each 0 becomes 1 or not, all of it likelier the longer it took: `share` of 1. */
  erase(sector: number, torn?: { readonly random: Random; readonly share: number }): void {
    this.checkRange(sector * FLASH_SECTOR, FLASH_SECTOR);
    const cells = this.#sectors.get(sector);
    if (cells === undefined) return;
    for (let at = 0; at < FLASH_SECTOR; at += 1) {
      if (torn === undefined || cells[at] === 0xff) cells[at] = 0xff;
      else cells[at]! |= randomBits(torn.random, torn.share);
    }
    this.onChanged(sector, cells);
  }

  /**
   * Programs bytes of one page. Throws where a bit would have to rise, or the page's end is crossed; torn each bit that
   * falls falls or does not.
   */
  program(at: number, bytes: Uint8Array, torn?: { readonly random: Random; readonly share: number }): void {
    this.checkRange(at, bytes.length);
    if ((at % FLASH_PAGE) + bytes.length > FLASH_PAGE) throw new Error('a page program crosses the end of its page');
    const sector = Math.floor(at / FLASH_SECTOR);
    const cells = this.#sectors.get(sector) ?? new Uint8Array(FLASH_SECTOR).fill(0xff);
    this.#sectors.set(sector, cells);
    const from = at % FLASH_SECTOR;
    for (let index = 0; index < bytes.length; index += 1) {
      const before = cells[from + index]!;
      if ((bytes[index]! & ~before) !== 0)
        throw new Error(`a write would raise bits at ${at + index}: ${before} to ${bytes[index]}`);
      const kept = torn === undefined ? 0 : before & ~bytes[index]! & ~randomBits(torn.random, torn.share);
      cells[from + index] = bytes[index]! | kept;
    }
    this.onChanged(sector, cells);
  }

  /** Throws `RangeError` outside. */
  checkRange(at: number, count: number): void {
    if (!Number.isInteger(at) || !Number.isInteger(count) || at < 0 || count < 0 || at + count > this.bytes)
      throw new RangeError(`there is no flash from ${at} on, ${count} bytes`);
  }
}

/** Eight bits, each 1 with the probability `share`. */
function randomBits(random: Random, share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 0xff;
  let bits = 0;
  for (let bit = 1; bit < 256; bit <<= 1) if (random.fraction() < share) bits |= bit;
  return bits;
}
