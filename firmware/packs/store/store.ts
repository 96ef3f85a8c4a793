import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { PackReason, PackState } from '../../link/pack-messages.js';
import type { Crypto } from '../../platform/crypto.js';
import type { Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Stepper } from '../../platform/stepper.js';
import { PACK_ID_BYTES, PackHeader } from '../layout.js';
import type { PackBytes } from '../pack-bytes.js';
import type { PackTarget } from '../reader-table.js';
import { Catalogue } from './catalogue.js';
import { FaceChooser, type TimeOfDay } from './chooser.js';
import { countedFlash } from './counted-flash.js';
import { FlashQueue } from './flash-queue.js';
import { Intake } from './intake.js';
import { Journal } from './journal.js';
import type { Trust } from './pack-check.js';
import { adding, choosing, type Shelf } from './shelf.js';
import { MOST_PACKS, NO_BLOCK } from './store-layout.js';

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
  /** Somebody has chosen a face, and it is remembered. */
  readonly onChosen: () => void;
}

/** Why a record is written. */
type Purpose = 'none' | 'install' | 'host' | 'own';

/** The packs in flash: takes them in, checks them, remembers them and says which face is shown. */
export class PackStore implements Stepper {
  readonly journal: Journal;
  readonly chooser: FaceChooser;
  readonly catalogue: Catalogue;
  readonly intake: Intake;
  readonly #parts: StoreParts;
  readonly #queue: FlashQueue;
  readonly #id = new Uint8Array(PACK_ID_BYTES);
  #purpose: Purpose = 'none';
  #isChoice = false;
  #before: Shelf;
  /** Brought up to date by each step; 0 where something happened since. */
  wakeAt = 0;
  #isStarted = false;
  /** Packs installed and changes of flash, since the start. */
  readonly counts = { installed: 0, sectorsErased: 0, bytesWritten: 0 };

  constructor(parts: StoreParts) {
    const { memory, kernels, crypto, target, clock } = parts;
    const flash = countedFlash(parts.flash, this.counts);
    this.#parts = { ...parts, flash };
    this.journal = new Journal(flash, memory, kernels);
    this.catalogue = new Catalogue(flash, memory, kernels);
    this.intake = new Intake({ flash, crypto, memory, kernels, target, catalogue: this.catalogue });
    this.#queue = new FlashQueue([this.journal, this.intake.transfer]);
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

  step(now: number): void {
    if (!this.#isStarted) this.#start(now);
    if (this.#purpose !== 'none' && !this.journal.isBusy) this.#remembered(now);
    this.chooser.step(now);
    this.#takeIn();
    if (this.isFree) {
      const { wish } = this.chooser;
      if (wish !== undefined) this.#commit(wish, 'own', false);
    }
    this.#queue.run();
    this.wakeAt = this.intake.isDue ? now + 1 : this.chooser.wakeAt;
  }

  /** The change of flash under way is done. */
  flashDone(): void {
    const { transfer } = this.intake;
    const { room } = transfer;
    this.#queue.done();
    if (transfer.room > room) this.#parts.onRoom();
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
    this.intake.verified();
    this.wakeAt = 0;
  }

  /**
   * A host has a file of that length and SHA-256, with the flags of PACK_BEGIN; `intake.transfer` then says how it stands. Answers
   * false where it cannot be taken up just now.
   */
  begin(length: number, flags: number, digest: Uint8Array): boolean {
    const { intake } = this;
    if (!this.#isStarted) return false;
    if (this.#purpose === 'install' || intake.isVerifying) return intake.transfer.pack?.isFile(length, digest) === true;
    this.wakeAt = 0;
    if (!intake.begin(length, flags, digest, this.#queue.isBusy)) return false;
    const place = intake.transfer.state === PackState.installed ? this.installedAt : -1;
    if (place >= 0 && intake.use && this.isFree && place !== this.shelf.chosen)
      this.#commit(choosing(this.shelf, { pack: place, face: 0 }), 'own', true);
    return true;
  }

  /** Bytes of the file, from `offset` on. */
  take(offset: number, bytes: Uint8Array, at: number, count: number): void {
    this.intake.transfer.take(offset, bytes, at, count);
    this.wakeAt = 0;
  }

  /** Where an installed file stands on the shelf. */
  get installedAt(): number {
    const head = this.intake.transfer.pack?.head;
    return this.catalogue.packs.findIndex((pack) => pack !== undefined && pack.head === head);
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
    this.catalogue.look(this.shelf, this.intake.guest);
    this.chooser.start(now);
  }

  /** Goes on with a file that is all there, and has it remembered when it has passed. */
  #takeIn(): void {
    const { intake } = this;
    intake.step(() => this.#trust);
    const { passed } = intake;
    if (passed === undefined || !this.isFree) return;
    intake.transfer.pack!.read(PackHeader.id, this.#id, 0, PACK_ID_BYTES);
    const place = this.catalogue.placeOf(this.#id, 0);
    if (place < 0 && this.shelf.packs.length === MOST_PACKS) intake.refuse(PackReason.tooMany);
    else this.#commit(adding(this.shelf, passed, place, intake.use), 'install', intake.use);
  }

  get #trust(): Trust {
    return { keys: [...this.#parts.keys, ...this.shelf.keys], allowsUnsigned: this.shelf.allowsUnsigned };
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
      this.catalogue.look(this.shelf, this.intake.guest);
      this.chooser.shelfChanged(this.#before, this.#isChoice, now);
      if (this.#isChoice && purpose !== 'own') this.#parts.onChosen();
    }
    const { intake } = this;
    if (purpose === 'install') {
      if (isKept) {
        intake.transfer.state = PackState.installed;
        this.counts.installed += 1;
      } else intake.refuse(PackReason.flash);
    } else if (intake.transfer.state === PackState.installed && this.installedAt < 0) {
      intake.transfer.rest(PackState.none, undefined);
    }
    if (purpose === 'host') this.#parts.onChanged(isKept);
  }
}
