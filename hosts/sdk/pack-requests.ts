import { MessageType } from '../../firmware/link/messages.js';
import {
  BUILT_IN,
  ScheduleEntry as Entry,
  MOST_SCHEDULE_ENTRIES,
  PACK_ID_BYTES,
  PACK_IS_UNSIGNED,
  PACKS_FAILED,
  PACKS_UNSIGNED,
  PackChoose,
  PackListed,
  PackMode,
  PackSchedule,
} from '../../firmware/link/pack-messages.js';
import { readU16, readU32, writeU16, writeU32 } from '../../firmware/link/packet.js';
import { RequestError } from './errors.js';
import type { InstalledPack, PackShelf, ScheduleEntry } from './pack-types.js';

const MODES = { [PackMode.still]: 'still', [PackMode.rotate]: 'rotate', [PackMode.schedule]: 'schedule' } as const;
const DAY_MINUTES = 1440;

type Ask = (payload: Uint8Array) => Promise<{ readonly type: number; readonly payload: Uint8Array }>;

/** Payload of PACK_CHOOSE. Throws `RangeError` on an id that is none. */
export function chooseRequest(action: number, id: string | null, face: number, seconds: number): Uint8Array {
  if (!Number.isInteger(face) || face < 0 || face > 255) throw new RangeError('a face is a number from 0 on');
  const payload = new Uint8Array(PackChoose.bytes);
  payload[PackChoose.action] = action;
  payload[PackChoose.face] = face;
  writeU32(payload, PackChoose.seconds, seconds);
  if (id !== null) payload.set(idBytes(id), PackChoose.id);
  return payload;
}

/** Payload of PACK_SCHEDULE. Throws `RangeError` on entries that cannot be. */
export function scheduleRequest(entries: readonly ScheduleEntry[]): Uint8Array {
  if (entries.length === 0 || entries.length > MOST_SCHEDULE_ENTRIES)
    throw new RangeError(`a schedule has 1 to ${MOST_SCHEDULE_ENTRIES} entries`);
  const payload = new Uint8Array(PackSchedule.entries + entries.length * Entry.bytes);
  payload[PackSchedule.count] = entries.length;
  entries.forEach(({ minute, id, face = 0 }, index) => {
    if (!Number.isInteger(minute) || minute < 0 || minute >= DAY_MINUTES)
      throw new RangeError(`a minute of the day is an integer, 0 to ${DAY_MINUTES - 1}`);
    const at = PackSchedule.entries + index * Entry.bytes;
    writeU16(payload, at + Entry.minute, minute);
    payload[at + Entry.face] = face;
    payload.set(idBytes(id), at + Entry.id);
  });
  return payload;
}

/** Asks for one entry of the list after another, all over again where something changed meanwhile. */
export async function readShelf(ask: Ask): Promise<PackShelf> {
  for (;;) {
    const first = await askFor(ask, 0);
    const packs: InstalledPack[] = [];
    let last = first;
    for (let index = 0; index < first[PackListed.count]!; index += 1) {
      last = index === 0 ? first : await askFor(ask, index);
      if (readU32(last, PackListed.change) !== readU32(first, PackListed.change)) break;
      packs.push(readPack(last));
    }
    if (packs.length === first[PackListed.count]!) return shelfOf(first, packs);
  }
}

async function askFor(ask: Ask, index: number): Promise<Uint8Array> {
  const { type, payload } = await ask(Uint8Array.of(index));
  if (type !== MessageType.packListed || payload.length < PackListed.id)
    throw new RequestError('the device would not list its packs');
  return payload;
}

function readPack(payload: Uint8Array): InstalledPack {
  const nameLength = payload[PackListed.nameLength]!;
  return {
    id: hex(payload.subarray(PackListed.id, PackListed.id + PACK_ID_BYTES)),
    name: new TextDecoder().decode(payload.subarray(PackListed.name, PackListed.name + nameLength)),
    version: readU32(payload, PackListed.version),
    length: readU32(payload, PackListed.length),
    signed: (payload[PackListed.packFlags]! & PACK_IS_UNSIGNED) === 0,
    faces: payload[PackListed.faces]!,
  };
}

function shelfOf(payload: Uint8Array, packs: readonly InstalledPack[]): PackShelf {
  const flags = payload[PackListed.flags]!;
  const chosen = payload[PackListed.chosen]!;
  const scheduleAt = packs.length === 0 ? PackListed.id : PackListed.name + payload[PackListed.nameLength]!;
  const schedule = Array.from({ length: payload[PackListed.schedule]! }, (_, index) => {
    const at = scheduleAt + index * 4;
    return { minute: readU16(payload, at), id: packs[payload[at + 2]!]?.id ?? '', face: payload[at + 3]! };
  });
  return {
    packs,
    chosen: chosen === BUILT_IN ? null : (packs[chosen]?.id ?? null),
    face: payload[PackListed.face]!,
    failed: (flags & PACKS_FAILED) !== 0,
    mode: MODES[payload[PackListed.mode]! as PackMode] ?? 'still',
    seconds: readU32(payload, PackListed.seconds),
    schedule,
    allowsUnsigned: (flags & PACKS_UNSIGNED) !== 0,
    freeBytes: readU32(payload, PackListed.free),
    capacityBytes: readU32(payload, PackListed.capacity),
  };
}

function idBytes(id: string): Uint8Array {
  if (!/^[0-9a-f]{32}$/i.test(id)) throw new RangeError(`"${id}" is no pack’s id: thirty-two hexadecimal digits`);
  return Uint8Array.from({ length: PACK_ID_BYTES }, (_, at) => Number.parseInt(id.slice(at * 2, at * 2 + 2), 16));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
