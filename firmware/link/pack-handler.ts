/** What PACK_STATE says. */
export interface PackStands {
  /** Of `PackState`. */
  state: number;
  /** Of `PackReason`. */
  reason: number;
  offset: number;
  length: number;
}

/** What came of a wish about packs, beside the numbers of `DoneResult`. */
export const PackChange = {
  /** It is being remembered: `DeviceLink.packsChanged` says when it is. */
  begun: -1,
  /** Another change is under way: the host is not answered, and asks again. */
  busy: -2,
} as const;

/**
 * What the link hands on about packs. Bytes are good during the call only. Wishes answer one of `DoneResult` or `PackChange`;
 * payloads have the length that their message says.
 */
export interface PackHandler {
  /** Bytes of PACK_DATA there is room for. */
  readonly room: number;
  /** PACK_BEGIN: a file of `length` bytes whose SHA-256 is `bytes[at...]`. Answers false where it cannot be said yet how it stands. */
  begin(length: number, flags: number, bytes: Uint8Array, at: number): boolean;
  /** PACK_DATA: `length` bytes of the file from `offset` on. */
  data(offset: number, bytes: Uint8Array, at: number, length: number): void;
  /** PACK_END. */
  end(): void;
  stands(into: PackStands): void;
  /** Writes PACK_LISTED for one entry to `bytes[at...]`; answers its length. */
  list(index: number, bytes: Uint8Array, at: number): number;
  /** PACK_CHOOSE: `action` is one of `PackAction`; the pack's id is at `bytes[idAt...]`. */
  choose(action: number, face: number, seconds: number, bytes: Uint8Array, idAt: number): number;
  /** PACK_SCHEDULE: `count` entries at `bytes[at...]`. */
  schedule(count: number, bytes: Uint8Array, at: number): number;
  /** SETTINGS: `setting` is one of `Setting`, its value `length` bytes at `bytes[at...]`. */
  setting(setting: number, bytes: Uint8Array, at: number, length: number): number;
}
