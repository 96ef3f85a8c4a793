import type { Crypto } from '../../firmware/platform/crypto.js';

/** In the place of simulator/flash/virtual-crypto.ts, which is Node's: this device has no flash, and nobody asks. */
export class VirtualCrypto implements Crypto {
  readonly isGenuine = false;
  readonly begin = refuse;
  readonly update = refuse;
  readonly digest = refuse;
  readonly verify = refuse;

  readonly clock: unknown;

  constructor(clock: unknown) {
    this.clock = clock;
  }

  attach(_sink: unknown): void {}
}

function refuse(): never {
  throw new Error('this device has no cryptography');
}
