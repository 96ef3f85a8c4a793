import type { CheckedKernels } from '../../kernels/checked-kernels.js';
import type { PackMode } from '../../link/pack-messages.js';
import { readU16, readU32, writeU16, writeU32 } from '../../link/packet.js';
import { NO_VERSION, type Shelf, type ShelfVersion } from './shelf.js';
import {
  MOST_HOURS,
  MOST_KEYS,
  MOST_PACKS,
  NO_BLOCK,
  RECORD_KEY_BYTES,
  RECORD_MAGIC,
  RECORD_UNSIGNED,
  RecordHour,
  RecordPack,
  StoreRecord,
} from './store-layout.js';

/** Writes a shelf as a record into `bytes`, whose marks are not set. Throws `RangeError` where it holds too much. */
export function writeRecord(bytes: Uint8Array, kernels: CheckedKernels, shelf: Shelf, sequence: number): void {
  const { packs, hours, keys } = shelf;
  if (packs.length > MOST_PACKS || hours.length > MOST_HOURS || keys.length > MOST_KEYS)
    throw new RangeError('a record has no room for so much');
  bytes.fill(0, 0, StoreRecord.check);
  bytes.fill(0xff, StoreRecord.check, StoreRecord.bytes);
  writeU32(bytes, StoreRecord.magic, RECORD_MAGIC);
  writeU32(bytes, StoreRecord.sequence, sequence);
  bytes[StoreRecord.packs] = packs.length;
  bytes[StoreRecord.chosen] = shelf.chosen;
  bytes[StoreRecord.face] = shelf.face;
  bytes[StoreRecord.mode] = shelf.mode;
  writeU32(bytes, StoreRecord.seconds, shelf.seconds);
  bytes[StoreRecord.flags] = shelf.allowsUnsigned ? RECORD_UNSIGNED : 0;
  bytes[StoreRecord.hours] = hours.length;
  bytes[StoreRecord.keys] = keys.length;
  hours.forEach(({ minute, pack, face }, index) => {
    const at = StoreRecord.hoursAt + index * RecordHour.bytes;
    writeU16(bytes, at + RecordHour.minute, minute);
    bytes[at + RecordHour.pack] = pack;
    bytes[at + RecordHour.face] = face;
  });
  packs.forEach((pack, index) => {
    const at = StoreRecord.packsAt + index * RecordPack.bytes;
    const { replaced = NO_VERSION } = pack;
    writeU16(bytes, at + RecordPack.head, pack.head);
    writeU16(bytes, at + RecordPack.replaces, replaced.head);
    bytes[at + RecordPack.faces] = pack.faces;
    bytes[at + RecordPack.flags] = pack.isUnsigned ? RECORD_UNSIGNED : 0;
    bytes[at + RecordPack.replacedFaces] = replaced.faces;
    bytes[at + RecordPack.replacedFlags] = replaced.isUnsigned ? RECORD_UNSIGNED : 0;
  });
  keys.forEach((key, index) => {
    bytes.set(key, StoreRecord.keysAt + index * RECORD_KEY_BYTES);
  });
  writeU32(bytes, StoreRecord.check, kernels.crc32(0, bytes, 0, StoreRecord.check));
}

/** Whether `bytes` hold a record that is whole. */
export function isRecord(bytes: Uint8Array, kernels: CheckedKernels): boolean {
  return (
    readU32(bytes, StoreRecord.magic) === RECORD_MAGIC &&
    bytes[StoreRecord.packs]! <= MOST_PACKS &&
    bytes[StoreRecord.hours]! <= MOST_HOURS &&
    bytes[StoreRecord.keys]! <= MOST_KEYS &&
    readU32(bytes, StoreRecord.check) === kernels.crc32(0, bytes, 0, StoreRecord.check)
  );
}

/** What a whole record says. */
export function readRecord(bytes: Uint8Array): Shelf {
  const packs = Array.from({ length: bytes[StoreRecord.packs]! }, (_, index) => {
    const at = StoreRecord.packsAt + index * RecordPack.bytes;
    const version = readVersion(bytes, at + RecordPack.head, at + RecordPack.faces);
    const replaced = readVersion(bytes, at + RecordPack.replaces, at + RecordPack.replacedFaces);
    return { ...version, replaced: replaced.head === NO_BLOCK ? undefined : replaced };
  });
  const hours = Array.from({ length: bytes[StoreRecord.hours]! }, (_, index) => {
    const at = StoreRecord.hoursAt + index * RecordHour.bytes;
    return {
      minute: readU16(bytes, at + RecordHour.minute),
      pack: bytes[at + RecordHour.pack]!,
      face: bytes[at + RecordHour.face]!,
    };
  });
  const keys = Array.from({ length: bytes[StoreRecord.keys]! }, (_, index) => {
    const at = StoreRecord.keysAt + index * RECORD_KEY_BYTES;
    return bytes.slice(at, at + RECORD_KEY_BYTES);
  });
  return {
    packs,
    hours,
    keys,
    chosen: bytes[StoreRecord.chosen]!,
    face: bytes[StoreRecord.face]!,
    mode: bytes[StoreRecord.mode]! as PackMode,
    seconds: readU32(bytes, StoreRecord.seconds),
    allowsUnsigned: (bytes[StoreRecord.flags]! & RECORD_UNSIGNED) !== 0,
  };
}

/** The faces of a version are followed by its flags. */
function readVersion(bytes: Uint8Array, headAt: number, facesAt: number): ShelfVersion {
  return {
    head: readU16(bytes, headAt),
    faces: bytes[facesAt]!,
    isUnsigned: (bytes[facesAt + 1]! & RECORD_UNSIGNED) !== 0,
  };
}
