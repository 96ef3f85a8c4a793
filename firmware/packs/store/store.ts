import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { RELIABLE_WINDOW } from '../../link/device-link.js';
import { PACK_USE, PackReason, PackState } from '../../link/pack-messages.js';
import type { Crypto } from '../../platform/crypto.js';
import { FLASH_SECTOR, type Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Stepper } from '../../platform/stepper.js';
import { PACK_ID_BYTES, PackHeader, PackLimit, PackTrailer } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import type { PackTarget } from '../reader-table.js';
import { Catalogue } from './catalogue.js';
import { FaceChooser, type TimeOfDay } from './chooser.js';
import { countedFlash } from './counted-flash.js';
import type { FlashPack } from './flash-pack.js';
import { FlashQueue } from './flash-queue.js';
import { Journal } from './journal.js';
import { PackCheck, type Trust } from './pack-check.js';
import { adding, choosing, type Shelf } from './shelf.js';
import { MOST_PACKS, NO_BLOCK } from './store-layout.js';
import { Transfer } from './transfer.js';

export interface StoreParts {
  readonly flash: Flash;
  readonly crypto: Crypto;
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  readonly clock: TimeOfDay;
  readonly target: PackTarget;
  /** Public keys that are built in. */
  readonly keys: readonly Uint8Array[];
  /** Shows a face of a pack; the built-in face where `pack` is undefined. What it was given before it may read no more. */
  readonly show: (pack: PackBytes | undefined, face: number, now: number) => void;
  /** There is room for more bytes of a pack again. */
  readonly onRoom: () => void;
  /** The change that `change` began is remembered, or (`false`) flash does not keep it. */
  readonly onChanged: (isKept: boolean) => void;
}

/** Why a record is written. */
type Purpose = 'none' | 'install' | 'host' | 'own';

/** The packs in flash: takes them in, checks them, remembers them and says which face is shown. */
export class PackStore implements Stepper {
  readonly journal: Journal;
  readonly chooser: FaceChooser;
  readonly transfer: Transfer;
  readonly catalogue: Catalogue;
  readonly #parts: StoreParts;
  readonly #check: PackCheck;
  readonly #queue: FlashQueue;
  readonly #id = new Uint8Array(PACK_ID_BYTES);
  #purpose: Purpose = 'none';
  #isChoice = false;
  #before: Shelf;
  #flags = 0;
  /** Brought up to date by each step; 0 where something happened since. */
  wakeAt = 0;
  #isStarted = false;
  /** Packs installed, and refused, and changes of flash, since the start. */
  readonly counts = { installed: 0, refused: 0, sectorsErased: 0, bytesWritten: 0 };

  constructor(parts: StoreParts) {
    const { memory, kernels, crypto, target, clock } = parts;
    const flash = countedFlash(parts.flash, this.counts);
    this.#parts = { ...parts, flash };
    this.journal = new Journal(flash, memory, kernels);
    this.transfer = new Transfer(flash, memory, kernels);
    this.catalogue = new Catalogue(flash, memory, kernels);
    this.#check = new PackCheck(crypto, target, this.transfer.buffer);
    this.#queue = new FlashQueue([this.journal, this.transfer]);
    this.chooser = new FaceChooser(this.journal, clock, (head, face, now) => {
      const pack = this.catalogue.withHead(head);
      // Its head cannot be read: flash has lost it.
      if (pack === undefined && head !== NO_BLOCK) this.chooser.failed(now);
      else parts.show(pack, face, now);
    });
    this.#before = this.journal.shelf;
  }

  get shelf(): Shelf {
    return this.journal.shelf;
  }

  /** Bytes of a file that is being checked and that are read back. */
  get checkedBytes(): number {
    return Math.min(this.#check.done, this.transfer.pack?.length ?? 0);
  }

  /** Where an installed file stands on the shelf. */
  get installedAt(): number {
    const { pack } = this.transfer;
    return pack === undefined ? -1 : this.catalogue.packs.findIndex((one) => one?.head === pack.head);
  }

  step(now: number): void {
    if (!this.#isStarted) this.#start(now);
    if (this.#purpose !== 'none' && !this.journal.isBusy) this.#remembered(now);
    this.chooser.step(now);
    this.#goOn();
    if (this.#purpose === 'none' && !this.journal.isBusy) {
      const { wish } = this.chooser;
      if (wish !== undefined) this.#commit(wish, 'own', false);
    }
    this.#queue.run();
    this.wakeAt = this.#check.isDue ? now + 1 : this.chooser.wakeAt;
  }

  /** The change of flash under way is done. */
  flashDone(): void {
    const { room } = this.transfer;
    this.#queue.done();
    if (this.transfer.room > room) this.#parts.onRoom();
    this.wakeAt = 0;
  }

  /** The clock was set. */
  timeChanged(now: number): void {
    this.chooser.timeChanged(now);
    this.wakeAt = 0;
  }

  /** The face that was started is on the glass. */
  shown(now: number): void {
    this.chooser.shown(now);
    this.wakeAt = 0;
  }

  /** The platform has checked a signature. */
  verified(): void {
    this.#check.verified();
    this.wakeAt = 0;
  }

  /**
   * A host has a file of that length and SHA-256, with the flags of PACK_BEGIN; `transfer` then says how it stands. Answers
   * false where it cannot be taken up just now.
   */
  begin(length: number, flags: number, digest: Uint8Array): boolean {
    const { transfer } = this;
    const isSame = transfer.pack?.isFile(length, digest) === true;
    if (!this.#isStarted || this.#isDeciding) return isSame;
    const goesOn = isSame && transfer.state === PackState.receiving;
    const isChecked = isSame && transfer.state === PackState.checking;
    // What came last may not all be in flash, and the first window of a session is promised.
    if (goesOn && transfer.room < RELIABLE_WINDOW + FLASH_SECTOR) return false;
    if (!goesOn && !isChecked && this.#queue.isBusy) {
      // What another file has under way ends first: flash that is being changed cannot be searched.
      if (transfer.state === PackState.receiving) transfer.rest(PackState.none, undefined);
      return false;
    }
    this.wakeAt = 0;
    this.#flags = flags;
    if (goesOn) transfer.rewind();
    else if (!isChecked) this.#begin(length, digest);
    return true;
  }

  /** Bytes of the file, from `offset` on. */
  take(offset: number, bytes: Uint8Array, at: number, count: number): void {
    this.transfer.take(offset, bytes, at, count);
    this.wakeAt = 0;
  }

  /** The host has sent all. */
  end(): void {
    const { transfer } = this;
    if (transfer.state === PackState.receiving && transfer.received < transfer.pack!.length)
      this.#refuse(PackReason.order);
  }

  /** Whether a change can be begun. */
  get isFree(): boolean {
    return this.#isStarted && this.#purpose === 'none' && !this.journal.isBusy;
  }

  /**
   * Has another shelf remembered for a host, `onChanged` says when. `isChoice`: it chose a face, and one that failed gets
   * another chance. Throws `Error` unless `isFree`.
   */
  change(shelf: Shelf, isChoice: boolean): void {
    this.#commit(shelf, 'host', isChoice);
  }

  #start(now: number): void {
    this.#isStarted = true;
    this.journal.load();
    this.#look();
    this.chooser.start(now);
  }

  /** Whether it is being decided about a file, which cannot be stopped. */
  get #isDeciding(): boolean {
    return this.#purpose === 'install' || (!this.#check.isOver && !this.#check.isDue);
  }

  #begin(length: number, digest: Uint8Array): void {
    const { transfer, catalogue } = this;
    this.#check.abandon();
    transfer.rest(PackState.none, undefined);
    this.#look();
    const place = catalogue.packs.findIndex((pack) => pack?.isFile(length, digest));
    if (place >= 0) {
      transfer.rest(PackState.installed, catalogue.packs[place]);
      if ((this.#flags & PACK_USE) !== 0 && this.isFree && place !== this.shelf.chosen)
        this.#commit(choosing(this.shelf, { pack: place, face: 0 }), 'own', true);
      return;
    }
    if (length < PackHeader.bytes + PackTrailer.bytes || length > PackLimit.bytes) {
      this.#refuse(PackReason.length);
      return;
    }
    const begun = catalogue.unfinished(length, digest);
    const pack = begun ?? catalogue.take(length, digest);
    if (pack === undefined) this.#refuse(PackReason.full);
    else transfer.open(pack, begun !== undefined);
  }

  /** Goes on with a file that is all there. */
  #goOn(): void {
    const { transfer } = this;
    if (transfer.isWhole) {
      transfer.state = PackState.checking;
      this.#check.begin(transfer.pack!, this.#flags, this.#trust);
    } else if (transfer.state === PackState.checking && this.#check.isDue) this.#check.step();
    if (transfer.state !== PackState.checking || !this.#check.isOver || this.#purpose !== 'none') return;
    if (this.#check.reason !== PackReason.none) this.#refuse(this.#check.reason);
    else if (!this.journal.isBusy) this.#install(transfer.pack!);
  }

  get #trust(): Trust {
    return { keys: [...this.#parts.keys, ...this.shelf.keys], allowsUnsigned: this.shelf.allowsUnsigned };
  }

  #install(pack: FlashPack): void {
    pack.read(PackHeader.id, this.#id, 0, PACK_ID_BYTES);
    const place = this.catalogue.placeOf(this.#id, 0);
    if (place < 0 && this.shelf.packs.length === MOST_PACKS) {
      this.#refuse(PackReason.tooMany);
      return;
    }
    const { faces, isUnsigned } = this.#check;
    const use = (this.#flags & PACK_USE) !== 0;
    this.#commit(adding(this.shelf, { head: pack.head, faces, isUnsigned }, place, use), 'install', use);
  }

  #refuse(reason: number): void {
    this.counts.refused += 1;
    if (reason === PackReason.digest) this.transfer.forget(reason);
    else this.transfer.refuse(reason);
    this.#look();
  }

  #commit(shelf: Shelf, purpose: Purpose, isChoice: boolean): void {
    const { shelf: before, failures } = this.journal;
    this.#before = before;
    this.#purpose = purpose;
    this.#isChoice = isChoice;
    const isSame = shelf.packs[shelf.chosen]?.head === before.packs[before.chosen]?.head;
    this.journal.commit(shelf, isSame && !isChoice ? failures : 0);
    this.wakeAt = 0;
  }

  #remembered(now: number): void {
    const purpose = this.#purpose;
    const isKept = !this.journal.hasFailed;
    this.#purpose = 'none';
    if (isKept) {
      this.#look();
      this.chooser.shelfChanged(this.#before, this.#isChoice, now);
    }
    if (purpose === 'install') {
      if (isKept) {
        this.transfer.state = PackState.installed;
        this.counts.installed += 1;
      } else this.#refuse(PackReason.flash);
    } else if (this.transfer.state === PackState.installed && this.installedAt < 0) {
      this.transfer.rest(PackState.none, undefined);
    }
    if (purpose === 'host') this.#parts.onChanged(isKept);
  }

  /** What the shelf says may have changed, or what is being taken in. */
  #look(): void {
    const { state, pack } = this.transfer;
    const isOpen = state === PackState.receiving || state === PackState.checking;
    this.catalogue.look(this.shelf, isOpen ? pack : undefined);
  }
}
