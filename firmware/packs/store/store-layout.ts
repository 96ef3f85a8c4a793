import { DIGEST_BYTES, PUBLIC_KEY_BYTES } from '../../platform/crypto.js';
import { FLASH_SECTOR } from '../../platform/flash.js';

/*
 * How flash is divided: the first block holds the journal in its first two sectors, every other block is free or belongs to
 * one pack. A pack's first sector is its head, its file follows from the second one on.
 */

export const MOST_PACKS = 16;
export const MOST_KEYS = 4;
export const MOST_HOURS = 16;
/** Where a block's number is written: there is none. */
export const NO_BLOCK = 0xffff;
/** The sectors of the journal. */
export const JOURNAL_SECTORS = 2;

/**
 * A record of the journal: the whole state of the store. `sequence` is one more with each. Behind the check stand marks,
 * whose bits fall later: `begun` one for each start of a chosen face, `shown` as many when one was on the glass.
 */
export const StoreRecord = {
  magic: 0,
  sequence: 4,
  packs: 8,
  chosen: 9,
  face: 10,
  mode: 11,
  seconds: 12,
  flags: 16,
  hours: 17,
  keys: 18,
  hoursAt: 20,
  packsAt: 84,
  keysAt: 212,
  check: 472,
  begun: 476,
  shown: 484,
  bytes: 512,
} as const;
export const RECORD_MAGIC = 0x31535256;
export const RECORD_UNSIGNED = 1;
/** Bytes of each row of marks. */
export const MARK_BYTES = 8;
export const MOST_MARKS = MARK_BYTES * 8;
export const RECORDS_A_SECTOR = FLASH_SECTOR / StoreRecord.bytes;

/** From this minute of the day (u16) this face of this pack. */
export const RecordHour = { minute: 0, pack: 2, face: 3, bytes: 4 } as const;
/** A pack, and the one it replaces until it was shown: the block of its head, its faces, flags. */
export const RecordPack = {
  head: 0,
  replaces: 2,
  faces: 4,
  flags: 5,
  replacedFaces: 6,
  replacedFlags: 7,
  bytes: 8,
} as const;
export const RECORD_KEY_BYTES = PUBLIC_KEY_BYTES;

/** A pack's head: what file lies here, and in which blocks (u16 each, its own the first). Behind it a bit for each sector that is safe. */
export const PackHead = {
  magic: 0,
  length: 4,
  digest: 8,
  blocks: 8 + DIGEST_BYTES,
  blocksAt: 44,
  check: 176,
  bytes: 180,
  progress: 192,
} as const;
export const HEAD_MAGIC = 0x31504256;
/** 4 MiB and a head. */
export const MOST_BLOCKS_A_PACK = 65;
