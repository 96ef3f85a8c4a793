import type { Crypto } from '../../firmware/platform/crypto.js';
import type { Flash } from '../../firmware/platform/flash.js';
import { FLASH_PAGE, NorFlash } from '../flash/nor-flash.js';
import { fromHex } from './transcript.js';

/** Flash that changes at once and leaves it to the transcript when that is done. */
export function replayFlash(bytes: number): Flash {
  const nor = new NorFlash(bytes);
  return {
    bytes,
    read: (at, into, intoAt, count) => nor.read(at, into, intoAt, count),
    erase: (at, count) => {
      for (let sector = at; sector < at + count; sector += 4096) nor.erase(sector / 4096);
    },
    write: (at, from, fromAt, count) => {
      for (let done = 0; done < count; ) {
        const length = Math.min(count - done, FLASH_PAGE - ((at + done) % FLASH_PAGE));
        nor.program(at + done, from.subarray(fromAt + done, fromAt + done + length));
        done += length;
      }
    },
  };
}

/** Finds of hashes and signatures what the transcript says. */
export class ReplayCrypto implements Crypto {
  readonly #digests: string[];
  isGenuine = false;

  /** In the order in which they were asked for, hexadecimal. */
  constructor(digests: readonly string[]) {
    this.#digests = [...digests];
  }

  begin(): void {}

  update(): void {}

  digest(into: Uint8Array, intoAt: number): void {
    into.set(fromHex(this.#digests.shift() ?? ''), intoAt);
  }

  verify(): void {}
}
