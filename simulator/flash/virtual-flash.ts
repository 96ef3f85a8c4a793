import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import { FLASH_BLOCK, FLASH_SECTOR, type Flash } from '../../firmware/platform/flash.js';
import type { VirtualClock } from '../clock/virtual-clock.js';
import { Random } from '../random.js';
import { FLASH_PAGE, type NorFlash } from './nor-flash.js';

/** Typical times of a W25Q128JV, microseconds (data sheet rev. H, 9.6): sector and 64 KiB block erase, page program. */
const SECTOR_MICROS = 45_000;
const BLOCK_MICROS = 150_000;
const PAGE_MICROS = 700;

/** Where the power goes: in the middle of this step, having got so far (0: before, 1: just after it). */
export interface PowerCut {
  /** Steps are counted from 0: each sector or block that is erased, each page that is programmed. */
  readonly step: number;
  readonly share: number;
  readonly seed: number;
}

interface Change {
  readonly at: number;
  readonly count: number;
  readonly from: Uint8Array | null;
  readonly fromAt: number;
  done: number;
}

/** Flash in virtual time: erases by sector and block and programs page by page, and can lose its power at any step of that. */
export class VirtualFlash implements Flash {
  readonly nor: NorFlash;
  readonly #clock: VirtualClock;
  #sink: EventSink | undefined;
  #change: Change | undefined;
  /** Steps done so far. */
  steps = 0;
  /** Where the power shall go; it went when `isDead`. */
  cut: PowerCut | undefined;
  isDead = false;

  constructor(clock: VirtualClock, nor: NorFlash) {
    this.#clock = clock;
    this.nor = nor;
  }

  get bytes(): number {
    return this.nor.bytes;
  }

  attach(sink: EventSink): void {
    this.#sink = sink;
  }

  read(at: number, into: Uint8Array, intoAt: number, count: number): void {
    const change = this.#change;
    if (change !== undefined && at < change.at + change.count && change.at < at + count)
      throw new Error('flash that is being changed is read');
    this.nor.read(at, into, intoAt, count);
  }

  erase(at: number, count: number): void {
    if (at % FLASH_SECTOR !== 0 || count % FLASH_SECTOR !== 0 || count === 0)
      throw new RangeError('only whole sectors are erased');
    this.#begin({ at, count, from: null, fromAt: 0, done: 0 });
  }

  write(at: number, from: Uint8Array, fromAt: number, count: number): void {
    if (count === 0 || fromAt + count > from.length) throw new RangeError('there is nothing to write');
    this.#begin({ at, count, from, fromAt, done: 0 });
  }

  #begin(change: Change): void {
    this.nor.checkRange(change.at, change.count);
    if (this.#change !== undefined) throw new Error('a change of flash is under way already');
    this.#change = change;
    this.#schedule(change);
  }

  #schedule(change: Change): void {
    this.#clock.schedule(this.#clock.time + stepOf(change).micros, () => this.#step(change));
  }

  #step(change: Change): void {
    if (this.isDead) return;
    const { at, count } = stepOf(change);
    const torn = this.cut?.step === this.steps ? this.cut : undefined;
    if (torn === undefined) this.#apply(change, at, count);
    else {
      this.isDead = true;
      if (torn.share > 0) this.#apply(change, at, count, { random: new Random(torn.seed), share: torn.share });
      return;
    }
    this.steps += 1;
    change.done += count;
    if (change.done < change.count) this.#schedule(change);
    else {
      this.#change = undefined;
      this.#sink?.note(EventKind.flashDone, Math.ceil(this.#clock.time));
    }
  }

  #apply(change: Change, at: number, count: number, torn?: { random: Random; share: number }): void {
    if (change.from === null) {
      for (let sector = at; sector < at + count; sector += FLASH_SECTOR) this.nor.erase(sector / FLASH_SECTOR, torn);
    } else {
      const from = change.fromAt + change.done;
      this.nor.program(at, change.from.subarray(from, from + count), torn);
    }
  }
}

/** The next step of a change: one page, one whole block, or one sector. */
function stepOf(change: Change): { at: number; count: number; micros: number } {
  const at = change.at + change.done;
  const left = change.count - change.done;
  if (change.from !== null) return { at, count: Math.min(left, FLASH_PAGE - (at % FLASH_PAGE)), micros: PAGE_MICROS };
  if (at % FLASH_BLOCK === 0 && left >= FLASH_BLOCK) return { at, count: FLASH_BLOCK, micros: BLOCK_MICROS };
  return { at, count: FLASH_SECTOR, micros: SECTOR_MICROS };
}
