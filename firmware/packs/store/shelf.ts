import { BUILT_IN, PackMode } from '../../link/pack-messages.js';
import { NO_BLOCK } from './store-layout.js';

/** Where a version of a pack lies, and how many faces it has. */
export interface ShelfVersion {
  /** The block of its head. */
  readonly head: number;
  readonly faces: number;
  readonly isUnsigned: boolean;
}

/** A pack; `replaced` is the version before, which stays until this one has been on the glass. */
export interface ShelfPack extends ShelfVersion {
  readonly replaced: ShelfVersion | undefined;
}

export interface ShelfHour {
  /** Of the day. */
  readonly minute: number;
  readonly pack: number;
  readonly face: number;
}

/** All that the store remembers: one record of its journal. Never changed: a change is another shelf. */
export interface Shelf {
  readonly packs: readonly ShelfPack[];
  /** Index of the chosen pack, `BUILT_IN` for the built-in face. */
  readonly chosen: number;
  readonly face: number;
  readonly mode: PackMode;
  /** Each face's time in a rotation. */
  readonly seconds: number;
  readonly allowsUnsigned: boolean;
  /** In rising order of minutes. */
  readonly hours: readonly ShelfHour[];
  /** Public keys of the owner, 65 bytes each. */
  readonly keys: readonly Uint8Array[];
}

export const EMPTY_SHELF: Shelf = {
  packs: [],
  chosen: BUILT_IN,
  face: 0,
  mode: PackMode.still,
  seconds: 0,
  allowsUnsigned: false,
  hours: [],
  keys: [],
};

/** A face of a pack. */
export interface FaceChoice {
  readonly pack: number;
  readonly face: number;
}

/** Chooses a face. */
export function choosing(shelf: Shelf, { pack, face }: FaceChoice, mode: PackMode = shelf.mode): Shelf {
  return { ...shelf, chosen: pack, face, mode };
}

/** Adds a pack, or a new version of the one at `index`. */
export function adding(shelf: Shelf, version: ShelfVersion, index: number, use: boolean): Shelf {
  const old = shelf.packs[index];
  // What was never shown is not worth coming back to.
  const replaced = old === undefined ? undefined : (old.replaced ?? old);
  const packs = [...shelf.packs];
  const place = old === undefined ? packs.length : index;
  packs[place] = { ...version, replaced: replaced && versionOf(replaced) };
  const added = use ? { ...shelf, packs, chosen: place, face: 0 } : { ...shelf, packs };
  return withoutMissingFaces(added);
}

/** Takes a pack away. Where it was chosen a rotation goes on with the next one; else the built-in face is shown. */
export function removing(shelf: Shelf, index: number): Shelf {
  const packs = shelf.packs.filter((_, at) => at !== index);
  const moved = (pack: number): number => (pack !== BUILT_IN && pack > index ? pack - 1 : pack);
  const hours = shelf.hours.filter(({ pack }) => pack !== index).map((hour) => ({ ...hour, pack: moved(hour.pack) }));
  const isEmpty = packs.length === 0 || (shelf.mode === PackMode.schedule && hours.length === 0);
  const mode = isEmpty ? PackMode.still : shelf.mode;
  const isChosen = shelf.chosen === index;
  const next = mode === PackMode.rotate ? index % packs.length : BUILT_IN;
  const chosen = isChosen ? next : moved(shelf.chosen);
  return { ...shelf, packs, hours, mode, chosen, face: isChosen ? 0 : shelf.face };
}

/** The new version at `index` has been shown: the old one is let go. */
export function settling(shelf: Shelf, index: number): Shelf {
  return withPack(shelf, index, (pack) => ({ ...pack, replaced: undefined }));
}

/** The new version at `index` does not start: the old one takes its place again. */
export function restoring(shelf: Shelf, index: number): Shelf {
  const back = withPack(shelf, index, (pack) => ({ ...(pack.replaced ?? pack), replaced: undefined }));
  return withoutMissingFaces(back);
}

/** The face so many after `from`, among all faces of all packs; from the built-in face on the first or last one. */
export function faceAfter({ packs }: Shelf, from: FaceChoice, by: number): FaceChoice {
  const all = packs.flatMap(({ faces }, pack) => Array.from({ length: faces }, (_, face) => ({ pack, face })));
  if (all.length === 0) return { pack: BUILT_IN, face: 0 };
  const at = all.findIndex(({ pack, face }) => pack === from.pack && face === from.face);
  if (at < 0) return by > 0 ? all[0]! : all.at(-1)!;
  return all[(((at + by) % all.length) + all.length) % all.length]!;
}

/** Heads of all versions that are kept. */
export function headsOf({ packs }: Shelf): number[] {
  return packs.flatMap(({ head, replaced }) => (replaced === undefined ? [head] : [head, replaced.head]));
}

/** What stands in a record for a version that is not there. */
export const NO_VERSION: ShelfVersion = { head: NO_BLOCK, faces: 0, isUnsigned: false };

function versionOf({ head, faces, isUnsigned }: ShelfVersion): ShelfVersion {
  return { head, faces, isUnsigned };
}

function withPack(shelf: Shelf, index: number, change: (pack: ShelfPack) => ShelfPack): Shelf {
  return { ...shelf, packs: shelf.packs.map((pack, at) => (at === index ? change(pack) : pack)) };
}

/** Another version may have fewer faces: its first one then. */
function withoutMissingFaces(shelf: Shelf): Shelf {
  const kept = ({ pack, face }: FaceChoice): number => (face < (shelf.packs[pack]?.faces ?? 0) ? face : 0);
  return {
    ...shelf,
    face: kept({ pack: shelf.chosen, face: shelf.face }),
    hours: shelf.hours.map((hour) => ({ ...hour, face: kept(hour) })),
  };
}
