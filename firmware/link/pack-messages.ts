/**
 * Layouts of the messages about packs: offsets from the start of the payload, as in messages.ts; docs/PROTOCOL.md says the
 * same in words. A pack is named by the id its header carries, 16 bytes.
 */
export const PACK_ID_BYTES = 16;
export const DIGEST_BYTES = 32;
/** A public key is an uncompressed point of P-256: 04, x, y, high bytes first. */
export const PUBLIC_KEY_BYTES = 65;

/** PACK_BEGIN: length of the file (u32), flags, SHA-256 of the whole file. Answered PACK_STATE. */
export const PackBegin = { length: 0, flags: 4, digest: 8, bytes: 40 } as const;
/** The pack need not be signed; the device must be set to allow that. */
export const PACK_UNSIGNED = 1;
/** It is used as soon as it is installed. */
export const PACK_USE = 2;

/** PACK_DATA, class reliable: where in the file (u32), then bytes of it. */
export const PackData = { offset: 0, bytes: 4 } as const;

/**
 * PACK_STATE: how a transfer stands, why it was refused, how many bytes are safe or checked (u32; of an installed pack
 * its place in the list), the file's length (u32).
 */
export const PackStateAnswer = { state: 0, reason: 1, reserved: 2, offset: 4, length: 8, bytes: 12 } as const;
export const PackState = {
  /** There is no transfer. */
  none: 0,
  /** Bytes up to `offset` are safe in flash; the host goes on there. */
  receiving: 1,
  /** All is there and is being read back: so much is done. */
  checking: 2,
  installed: 3,
  /** Nothing was changed. */
  refused: 4,
} as const;
export type PackState = (typeof PackState)[keyof typeof PackState];

/** Why a pack, or a wish about packs, is refused. */
export const PackReason = {
  none: 0,
  /** No transfer is open. */
  noTransfer: 1,
  /** Longer than a pack may be, or too short to be one. */
  length: 2,
  /** No room in flash. */
  full: 3,
  /** As many packs are installed as the device can list. */
  tooMany: 4,
  /** What was written is not what was announced. */
  digest: 5,
  /** It is not signed, and the host did not say that it need not be. */
  unsigned: 6,
  /** It is not signed, and the device is not set to allow that. */
  unsignedNotAllowed: 7,
  /** It is signed with a key that this device does not know. */
  unknownKey: 8,
  /** The signature does not belong to it. */
  signature: 9,
  /** Flash did not keep what was written. */
  flash: 10,
  /** PACK_DATA did not go on where the last one ended, or PACK_END came too early. */
  order: 11,
  /** From here on: what the pack's reader found wrong with it, this and the number of its `PackFault`. */
  structure: 64,
} as const;

/** PACK_LIST: which entry (u8). Answered PACK_LISTED. */
export const PackList = { index: 0, bytes: 1 } as const;
/**
 * PACK_LISTED: the index asked for and how many packs there are; how the face is chosen (`PackMode`), which pack is chosen (u8,
 * 255 the built-in face), flags, how many entries the schedule has, which face of the pack; a number that changes with every
 * change (u32); bytes free and in all (u32 each); seconds between two faces that rotate (u32). Where there is such a pack: its
 * id, version and length (u32 each), flags, length of its name, how many faces it has (u8 each), its name (UTF-8). Behind it
 * the schedule: minute of the day (u16), pack and face (u8 each).
 */
export const PackListed = {
  index: 0,
  count: 1,
  mode: 2,
  chosen: 3,
  flags: 4,
  schedule: 5,
  face: 6,
  reserved: 7,
  change: 8,
  free: 12,
  capacity: 16,
  seconds: 20,
  id: 24,
  version: 40,
  length: 44,
  packFlags: 48,
  nameLength: 49,
  faces: 50,
  reservedPack: 51,
  name: 52,
} as const;
/** Flag of the device: packs need not be signed where their host says so. */
export const PACKS_UNSIGNED = 1;
/** Flag of the device: the chosen pack failed to start, and the built-in face stands in for it. */
export const PACKS_FAILED = 2;
/** Flag of a pack: it carries no signature. */
export const PACK_IS_UNSIGNED = 1;
/** `chosen` of the built-in face. */
export const BUILT_IN = 255;

/** How it is decided which pack is shown. */
export const PackMode = { still: 0, rotate: 1, schedule: 2 } as const;
export type PackMode = (typeof PackMode)[keyof typeof PackMode];

/** PACK_CHOOSE: what to do (`PackAction`), which face of the pack, seconds (u32), the pack's id. Answered DONE when it is safe in flash. */
export const PackChoose = { action: 0, face: 1, seconds: 4, id: 8, bytes: 24 } as const;
export const PackAction = {
  /** Show this face; a rotation or schedule goes on. */
  use: 0,
  /** Show this face and no other. */
  pin: 1,
  /** Show the built-in face and no pack. */
  builtIn: 2,
  /** Show all faces of all packs, each for `seconds` (at least `LEAST_ROTATION`). */
  rotate: 3,
  next: 4,
  previous: 5,
  /** Forget this pack. */
  remove: 6,
} as const;
export type PackAction = (typeof PackAction)[keyof typeof PackAction];
export const LEAST_ROTATION = 5;

/** PACK_SCHEDULE: how many entries (u8), then each: minute of the day (u16), which face (u8), 0, a pack's id. Answered DONE. */
export const PackSchedule = { count: 0, entries: 4 } as const;
export const ScheduleEntry = { minute: 0, face: 2, id: 4, bytes: 20 } as const;
export const MOST_SCHEDULE_ENTRIES = 16;

/** SETTINGS: which setting (u8), its value. Answered DONE when it is safe in flash. */
export const Settings = { setting: 0, value: 1 } as const;
export const Setting = {
  /** One byte: 1 allows packs without signature. */
  allowUnsigned: 1,
  /** A public key whose packs are trusted. */
  addKey: 2,
  removeKey: 3,
} as const;
