import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import { readU32 } from '../../link/packet.js';
import { FLASH_SECTOR, type Flash } from '../../platform/flash.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { FlashWork } from './flash-queue.js';
import { EMPTY_SHELF, type Shelf } from './shelf.js';
import { isRecord, readRecord, writeRecord } from './shelf-record.js';
import { JOURNAL_SECTORS, MARK_BYTES, MOST_MARKS, RECORDS_A_SECTOR, StoreRecord } from './store-layout.js';

/** Places tried for a record that flash does not keep. */
const MOST_TRIES = 3;

type Running = 'nothing' | 'erase' | 'record' | 'begun' | 'shown';

/**
 * What the store remembers, in two sectors of flash. Each record holds all of it; the newest whole one counts. A record is
 * written behind the last one; where its sector is full the other sector is erased and the record goes there, so that
 * the newest one stands until the next is whole. A power cut at any moment leaves the one or the other.
 */
export class Journal implements FlashWork {
  /** What is remembered now. */
  shelf: Shelf = EMPTY_SHELF;
  /** Number of the newest record. */
  sequence = 0;
  /** The last commit was given up: flash does not keep what is written. */
  hasFailed = false;
  readonly #flash: Flash;
  readonly #kernels: CheckedKernels;
  readonly #record: Uint8Array;
  readonly #check: Uint8Array;
  readonly #marks: Uint8Array;
  /** Check of a place that nobody has written to. */
  readonly #blank: number;
  /** Where the newest record is; where the next one goes. */
  #sector = JOURNAL_SECTORS - 1;
  #at = 0;
  #place = RECORDS_A_SECTOR;
  #next: Shelf | undefined;
  #carried = 0;
  #mustErase = false;
  #tries = 0;
  #begun = 0;
  #shown = 0;
  #marksBegun = false;
  #marksShown = false;
  #running: Running = 'nothing';

  constructor(flash: Flash, memory: FrameMemory, kernels: CheckedKernels) {
    this.#flash = flash;
    this.#kernels = kernels;
    this.#record = memory.allocate(StoreRecord.bytes);
    this.#check = memory.allocate(StoreRecord.bytes);
    this.#marks = memory.allocate(MARK_BYTES);
    this.#check.fill(0xff);
    this.#blank = kernels.crc32(0, this.#check, 0, StoreRecord.bytes);
  }

  /** Finds the newest whole record. Where there is none the shelf stays empty. */
  load(): void {
    const record = this.#check;
    let isFound = false;
    for (let sector = 0; sector < JOURNAL_SECTORS; sector += 1) {
      for (let place = 0; place < RECORDS_A_SECTOR; place += 1) {
        const at = placeAt(sector, place);
        this.#flash.read(at, record, 0, StoreRecord.bytes);
        if (!isRecord(record, this.#kernels)) continue;
        const sequence = readU32(record, StoreRecord.sequence);
        if (isFound && ((sequence - this.sequence) | 0) <= 0) continue;
        isFound = true;
        this.sequence = sequence;
        this.#sector = sector;
        this.#at = at;
        this.shelf = readRecord(record);
        this.#countMarks(record);
      }
    }
    if (isFound) this.#place = this.#firstBlank();
  }

  /** Whether a commit is under way. */
  get isBusy(): boolean {
    return this.#next !== undefined;
  }

  /** Whether a mark is on its way. */
  get isMarking(): boolean {
    return this.#marksBegun || this.#marksShown;
  }

  /** How often the chosen face was begun and never shown since it was chosen. */
  get failures(): number {
    return this.#begun - this.#shown;
  }

  /** Whether there is room for the mark of another start: a commit makes some. */
  get hasMarks(): boolean {
    return this.#begun < MOST_MARKS;
  }

  /** Has `shelf` remembered; failed starts that still count come along. Throws `Error` while a commit is under way. */
  commit(shelf: Shelf, failures = 0): void {
    if (this.isBusy) throw new Error('a commit is under way');
    this.#next = shelf;
    this.#carried = failures;
    this.#tries = 0;
    this.hasFailed = false;
    writeRecord(this.#record, this.#kernels, shelf, (this.sequence + 1) >>> 0);
    clearBits(this.#record, StoreRecord.begun, failures);
  }

  /** Marks that the chosen face is about to start, behind what is to be marked as shown. */
  markBegun(): void {
    this.#marksBegun = true;
  }

  /** Marks that it is on the glass: earlier failures count no longer. */
  markShown(): void {
    this.#marksShown = true;
  }

  begin(): boolean {
    if (this.#next !== undefined) this.#beginCommit();
    else if (this.#marksShown) this.#mark('shown', StoreRecord.shown, this.#begun);
    else if (this.#marksBegun) this.#mark('begun', StoreRecord.begun, this.#begun + 1);
    else return false;
    return true;
  }

  done(): void {
    const running = this.#running;
    this.#running = 'nothing';
    if (running === 'erase') this.#mustErase = false;
    else if (running === 'record') this.#endCommit();
    else if (running === 'begun') {
      this.#marksBegun = false;
      this.#begun += 1;
    } else if (running === 'shown') {
      this.#marksShown = false;
      this.#shown = this.#begun;
    }
  }

  #beginCommit(): void {
    if (this.#place === RECORDS_A_SECTOR) {
      // Never the one with the newest record, whatever became of those behind it.
      this.#sector = (Math.floor(this.#at / FLASH_SECTOR) + 1) % JOURNAL_SECTORS;
      this.#place = 0;
      this.#mustErase = true;
    }
    if (this.#mustErase) {
      this.#running = 'erase';
      this.#flash.erase(this.#sector * FLASH_SECTOR, FLASH_SECTOR);
    } else {
      this.#running = 'record';
      this.#flash.write(placeAt(this.#sector, this.#place), this.#record, 0, StoreRecord.bytes);
    }
  }

  #endCommit(): void {
    const at = placeAt(this.#sector, this.#place);
    this.#place += 1;
    this.#flash.read(at, this.#check, 0, StoreRecord.bytes);
    const { bytes } = StoreRecord;
    const isKept = this.#kernels.crc32(0, this.#check, 0, bytes) === this.#kernels.crc32(0, this.#record, 0, bytes);
    if (isKept) {
      this.#at = at;
      this.shelf = this.#next!;
      this.sequence = readU32(this.#record, StoreRecord.sequence);
      this.#begun = this.#carried;
      this.#shown = 0;
      this.#next = undefined;
      return;
    }
    this.#tries += 1;
    if (this.#tries < MOST_TRIES) return;
    this.#next = undefined;
    this.hasFailed = true;
  }

  #mark(running: Running, offset: number, count: number): void {
    this.#running = running;
    this.#marks.fill(0xff);
    clearBits(this.#marks, 0, Math.min(count, MOST_MARKS));
    this.#flash.write(this.#at + offset, this.#marks, 0, MARK_BYTES);
  }

  #countMarks(record: Uint8Array): void {
    this.#begun = countClear(record, StoreRecord.begun);
    this.#shown = countClear(record, StoreRecord.shown);
  }

  /** The first place of the newest record's sector behind all that was ever written there. */
  #firstBlank(): number {
    for (let place = RECORDS_A_SECTOR; place > 0; place -= 1) {
      this.#flash.read(placeAt(this.#sector, place - 1), this.#check, 0, StoreRecord.bytes);
      if (this.#kernels.crc32(0, this.#check, 0, StoreRecord.bytes) !== this.#blank) return place;
    }
    return 0;
  }
}

function placeAt(sector: number, place: number): number {
  return sector * FLASH_SECTOR + place * StoreRecord.bytes;
}

function clearBits(bytes: Uint8Array, at: number, count: number): void {
  for (let bit = 0; bit < count; bit += 1) bytes[at + (bit >> 3)]! &= ~(1 << (bit & 7));
}

function countClear(bytes: Uint8Array, at: number): number {
  let count = 0;
  for (let bit = 0; bit < MOST_MARKS; bit += 1) if ((bytes[at + (bit >> 3)]! & (1 << (bit & 7))) === 0) count += 1;
  return count;
}
