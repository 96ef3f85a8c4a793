import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { RELIABLE_WINDOW } from '../../link/device-link.js';
import { PACK_USE, PackReason, PackState } from '../../link/pack-messages.js';
import type { Crypto } from '../../platform/crypto.js';
import { FLASH_SECTOR, type Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import { PackHeader, PackLimit, PackTrailer } from '../layout.js';
import type { PackTarget } from '../reader-table.js';
import type { Catalogue } from './catalogue.js';
import type { FlashPack } from './flash-pack.js';
import { PackCheck, type Trust } from './pack-check.js';
import type { ShelfVersion } from './shelf.js';
import { Transfer } from './transfer.js';

export interface IntakeParts {
  readonly flash: Flash;
  readonly crypto: Crypto;
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  readonly target: PackTarget;
  readonly catalogue: Catalogue;
}

/** A file on its way to being a pack: it is taken in, then checked. What comes of it the store decides. */
export class Intake {
  readonly transfer: Transfer;
  /** Files refused so far. */
  refused = 0;
  readonly #catalogue: Catalogue;
  readonly #check: PackCheck;
  #flags = 0;

  constructor({ flash, crypto, memory, kernels, target, catalogue }: IntakeParts) {
    this.#catalogue = catalogue;
    this.transfer = new Transfer(flash, memory, kernels);
    this.#check = new PackCheck(crypto, target, this.transfer.buffer);
  }

  /** Whether the file is to be used as soon as it is a pack. */
  get use(): boolean {
    return (this.#flags & PACK_USE) !== 0;
  }

  /** The pack in the making, whose blocks are not free. */
  get guest(): FlashPack | undefined {
    const { state, pack } = this.transfer;
    return state === PackState.receiving || state === PackState.checking ? pack : undefined;
  }

  /** Whether there is something to read and check. */
  get isDue(): boolean {
    return this.#check.isDue;
  }

  /** Whether the platform checks a signature, which cannot be stopped. */
  get isVerifying(): boolean {
    return !this.#check.isOver && !this.#check.isDue;
  }

  /** Bytes of a file that is being checked and that are read back. */
  get checkedBytes(): number {
    return Math.min(this.#check.done, this.transfer.pack?.length ?? 0);
  }

  /** A file that passed all checks and waits to be remembered. */
  get passed(): ShelfVersion | undefined {
    const { state, pack } = this.transfer;
    if (state !== PackState.checking || !this.#check.isOver || pack === undefined) return undefined;
    return { head: pack.head, faces: this.#check.faces, isUnsigned: this.#check.isUnsigned };
  }

  /** A host has such a file. Answers false where it cannot be taken up just now: `isFlashBusy`, or no room yet for a window. */
  begin(length: number, flags: number, digest: Uint8Array, isFlashBusy: boolean): boolean {
    const { transfer } = this;
    const isSame = transfer.pack?.isFile(length, digest) === true;
    const goesOn = isSame && transfer.state === PackState.receiving;
    const isChecked = isSame && transfer.state === PackState.checking;
    // What came last may not all be in flash, and the first window of a session is promised.
    if (goesOn && transfer.room < RELIABLE_WINDOW + FLASH_SECTOR) return false;
    if (!goesOn && !isChecked && isFlashBusy) {
      // What another file has under way ends first: flash that is being changed cannot be searched.
      if (transfer.state === PackState.receiving) transfer.rest(PackState.none, undefined);
      return false;
    }
    this.#flags = flags;
    if (goesOn) transfer.rewind();
    else if (!isChecked) this.#open(length, digest);
    return true;
  }

  /** The host has sent all. */
  end(): void {
    const { state, received, pack } = this.transfer;
    if (state === PackState.receiving && received < pack!.length) this.refuse(PackReason.order);
  }

  /** Goes on with a file that is all there. */
  step(trust: () => Trust): void {
    const { transfer } = this;
    if (transfer.isWhole) {
      transfer.state = PackState.checking;
      this.#check.begin(transfer.pack!, this.#flags, trust());
    } else if (transfer.state === PackState.checking && this.#check.isDue) this.#check.step();
    if (transfer.state !== PackState.checking || !this.#check.isOver) return;
    if (this.#check.reason !== PackReason.none) this.refuse(this.#check.reason);
  }

  /** The platform has checked a signature. */
  verified(): void {
    this.#check.verified();
  }

  /** Ends it; what was taken in stays in flash unless it is not what was announced. */
  refuse(reason: number): void {
    this.refused += 1;
    if (reason === PackReason.digest) this.transfer.forget(reason);
    else this.transfer.refuse(reason);
    this.#catalogue.forgetGuest();
  }

  #open(length: number, digest: Uint8Array): void {
    const { transfer } = this;
    const catalogue = this.#catalogue;
    this.#check.abandon();
    transfer.rest(PackState.none, undefined);
    catalogue.forgetGuest();
    const installed = catalogue.packs.find((pack) => pack?.isFile(length, digest));
    if (installed !== undefined) {
      transfer.rest(PackState.installed, installed);
      return;
    }
    if (length < PackHeader.bytes + PackTrailer.bytes || length > PackLimit.bytes) {
      this.refuse(PackReason.length);
      return;
    }
    const begun = catalogue.unfinished(length, digest);
    const pack = begun ?? catalogue.take(length, digest);
    if (pack === undefined) this.refuse(PackReason.full);
    else transfer.open(pack, begun !== undefined);
  }
}
