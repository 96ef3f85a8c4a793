import { DoneResult } from './link/messages.js';
import { PackChange, type PackHandler, type PackStands } from './link/pack-handler.js';
import {
  BUILT_IN,
  DIGEST_BYTES,
  LEAST_ROTATION,
  PACK_ID_BYTES,
  PACK_IS_UNSIGNED,
  PACKS_FAILED,
  PACKS_UNSIGNED,
  PackAction,
  PackListed,
  PackMode,
  PackState,
  PUBLIC_KEY_BYTES,
  ScheduleEntry,
  Setting,
} from './link/pack-messages.js';
import { readU16, writeU16, writeU32 } from './link/packet.js';
import { PackHeader } from './packs/layout.js';
import { openPack } from './packs/reader.js';
import type { PackTarget } from './packs/reader-table.js';
import { choosing, faceAfter, removing, type Shelf, type ShelfHour } from './packs/store/shelf.js';
import type { PackStore } from './packs/store/store.js';
import { MOST_KEYS } from './packs/store/store-layout.js';

const DAY_MINUTES = 1440;
const BUILT_IN_CHOICE = { pack: BUILT_IN, face: 0 };

/** What a host's wishes about packs do to the store. */
export class PackSession implements PackHandler {
  readonly #store: PackStore;
  readonly #target: PackTarget;

  constructor(store: PackStore, target: PackTarget) {
    this.#store = store;
    this.#target = target;
  }

  get room(): number {
    return this.#store.intake.transfer.room;
  }

  begin(length: number, flags: number, bytes: Uint8Array, at: number): boolean {
    return this.#store.begin(length, flags, bytes.slice(at, at + DIGEST_BYTES));
  }

  data(offset: number, bytes: Uint8Array, at: number, length: number): void {
    this.#store.take(offset, bytes, at, length);
  }

  end(): void {
    this.#store.intake.end();
  }

  stands(into: PackStands): void {
    const { transfer } = this.#store.intake;
    into.state = transfer.state;
    into.reason = transfer.reason;
    into.length = transfer.pack?.length ?? 0;
    if (transfer.state === PackState.receiving) into.offset = transfer.received;
    else if (transfer.state === PackState.installed) into.offset = this.#store.installedAt;
    else into.offset = this.#store.intake.checkedBytes;
  }

  list(index: number, bytes: Uint8Array, at: number): number {
    const { shelf, chooser, journal } = this.#store;
    const { pack, face } = chooser.current;
    bytes[at + PackListed.index] = index;
    bytes[at + PackListed.count] = shelf.packs.length;
    bytes[at + PackListed.mode] = shelf.mode;
    // A face that failed is still the one that was chosen.
    bytes[at + PackListed.chosen] = chooser.hasFailed ? shelf.chosen : pack;
    bytes[at + PackListed.face] = chooser.hasFailed ? shelf.face : face;
    bytes[at + PackListed.flags] = (shelf.allowsUnsigned ? PACKS_UNSIGNED : 0) | (chooser.hasFailed ? PACKS_FAILED : 0);
    bytes[at + PackListed.schedule] = shelf.hours.length;
    bytes[at + PackListed.reserved] = 0;
    writeU32(bytes, at + PackListed.change, journal.sequence);
    writeU32(bytes, at + PackListed.free, this.#store.catalogue.freeBytes);
    writeU32(bytes, at + PackListed.capacity, this.#store.catalogue.capacityBytes);
    writeU32(bytes, at + PackListed.seconds, shelf.seconds);
    let end = at + PackListed.id;
    if (index < shelf.packs.length) end = this.#writePack(index, bytes, at);
    for (const hour of shelf.hours) {
      writeU16(bytes, end, hour.minute);
      bytes[end + 2] = hour.pack;
      bytes[end + 3] = hour.face;
      end += 4;
    }
    return end - at;
  }

  choose(action: number, face: number, seconds: number, bytes: Uint8Array, idAt: number): number {
    const store = this.#store;
    const { shelf } = store;
    if (action === PackAction.builtIn)
      return this.#change({ ...choosing(shelf, BUILT_IN_CHOICE, PackMode.still), hours: [] }, true);
    if (action === PackAction.rotate) {
      if (seconds < LEAST_ROTATION) return DoneResult.malformed;
      const at = shelf.packs.length === 0 ? BUILT_IN_CHOICE : this.#current(1);
      return this.#change({ ...choosing(shelf, at, PackMode.rotate), seconds, hours: [] }, true);
    }
    if (action === PackAction.next) return this.turn(1);
    if (action === PackAction.previous) return this.turn(-1);
    const pack = store.catalogue.placeOf(bytes, idAt);
    const known = shelf.packs[pack];
    if (known === undefined) return DoneResult.gone;
    if (action === PackAction.remove) return this.#change(removing(shelf, pack), false);
    if (face >= known.faces) return DoneResult.gone;
    if (action === PackAction.use) return this.#change(choosing(shelf, { pack, face }), true);
    if (action !== PackAction.pin) return DoneResult.malformed;
    return this.#change({ ...choosing(shelf, { pack, face }, PackMode.still), hours: [] }, true);
  }

  /** Chooses the next face of all, or (-1) the one before. */
  turn(by: 1 | -1): number {
    const { shelf, chooser } = this.#store;
    return this.#change(choosing(shelf, faceAfter(shelf, chooser.current, by)), true);
  }

  schedule(count: number, bytes: Uint8Array, at: number): number {
    const { shelf } = this.#store;
    const hours: ShelfHour[] = [];
    for (let index = 0; index < count; index += 1) {
      const entry = at + index * ScheduleEntry.bytes;
      const minute = readU16(bytes, entry + ScheduleEntry.minute);
      const face = bytes[entry + ScheduleEntry.face]!;
      const pack = this.#store.catalogue.placeOf(bytes, entry + ScheduleEntry.id);
      if (minute >= DAY_MINUTES || hours.some((hour) => hour.minute === minute)) return DoneResult.malformed;
      if (face >= (shelf.packs[pack]?.faces ?? 0)) return DoneResult.gone;
      hours.push({ minute, pack, face });
    }
    hours.sort((a, b) => a.minute - b.minute);
    return this.#change({ ...shelf, mode: PackMode.schedule, hours }, false);
  }

  setting(setting: number, bytes: Uint8Array, at: number, length: number): number {
    const { shelf } = this.#store;
    if (setting === Setting.allowUnsigned) {
      if (length !== 1 || bytes[at]! > 1) return DoneResult.malformed;
      return this.#change({ ...shelf, allowsUnsigned: bytes[at] === 1 }, false);
    }
    if (setting !== Setting.addKey && setting !== Setting.removeKey) return DoneResult.malformed;
    if (length !== PUBLIC_KEY_BYTES || bytes[at] !== 4) return DoneResult.malformed;
    const key = bytes.slice(at, at + PUBLIC_KEY_BYTES);
    const others = shelf.keys.filter((other) => other.some((byte, index) => byte !== key[index]));
    const isKnown = others.length < shelf.keys.length;
    if (setting === Setting.removeKey)
      return isKnown ? this.#change({ ...shelf, keys: others }, false) : DoneResult.gone;
    if (isKnown) return DoneResult.ok;
    return others.length === MOST_KEYS ? DoneResult.refused : this.#change({ ...shelf, keys: [...others, key] }, false);
  }

  /** The face that is shown, or the first one. */
  #current(by: number): { pack: number; face: number } {
    const { shelf, chooser } = this.#store;
    return shelf.packs[chooser.current.pack] === undefined ? faceAfter(shelf, chooser.current, by) : chooser.current;
  }

  #change(shelf: Shelf, isChoice: boolean): number {
    if (!this.#store.isFree) return PackChange.busy;
    this.#store.change(shelf, isChoice);
    return PackChange.begun;
  }

  #writePack(index: number, bytes: Uint8Array, at: number): number {
    const pack = this.#store.catalogue.packs[index];
    bytes.fill(0, at + PackListed.id, at + PackListed.name);
    if (pack === undefined) return at + PackListed.name;
    const { isUnsigned, faces } = this.#store.shelf.packs[index]!;
    pack.read(PackHeader.id, bytes, at + PackListed.id, PACK_ID_BYTES);
    pack.read(PackHeader.version, bytes, at + PackListed.version, 4);
    writeU32(bytes, at + PackListed.length, pack.length);
    const { name } = openPack(pack, this.#target).manifest;
    bytes[at + PackListed.packFlags] = isUnsigned ? PACK_IS_UNSIGNED : 0;
    bytes[at + PackListed.nameLength] = name.bytes;
    bytes[at + PackListed.faces] = faces;
    if (name.bytes > 0) pack.read(name.at, bytes, at + PackListed.name, name.bytes);
    return at + PackListed.name + name.bytes;
  }
}
