import { FLASH_BLOCK } from '../../platform/flash.js';

/** Which blocks of flash are free. The first one is the journal's. */
export class BlockMap {
  readonly count: number;
  readonly #used: Uint8Array;

  constructor(bytes: number) {
    this.count = Math.floor(bytes / FLASH_BLOCK);
    this.#used = new Uint8Array(this.count);
    this.clear();
  }

  /** All are free. */
  clear(): void {
    this.#used.fill(0);
    this.#used[0] = 1;
  }

  use(blocks: readonly number[]): void {
    for (const block of blocks) this.#used[block] = 1;
  }

  isFree(block: number): boolean {
    return this.#used[block] === 0;
  }

  get free(): number {
    return this.#used.reduce((sum, used) => sum + (used === 0 ? 1 : 0), 0);
  }

  /** So many free blocks, which are used from now on; undefined where there are fewer. */
  take(count: number): number[] | undefined {
    if (this.free < count) return undefined;
    const blocks: number[] = [];
    for (let block = 0; blocks.length < count; block += 1) if (this.isFree(block)) blocks.push(block);
    this.use(blocks);
    return blocks;
  }
}
