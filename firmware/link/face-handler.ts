/** What the link hands on about what the device's own faces show. Bytes are good during the call only; times are microseconds. */
export interface FaceHandler {
  /** FIELD: `level` is thousandths, -1 for none; good until `until`. Answers false for a source a host cannot tell. */
  field(source: number, bytes: Uint8Array, at: number, length: number, level: number, until: number): boolean;
  /** So many notifications there are; with `alert` the glass lights up, for `seconds` (0: as long as it does by itself). */
  notifications(count: number, alert: boolean, seconds: number, now: number): void;
  /** A card's picture of so many pixels and bytes is to come. Answers false where it cannot be. */
  cardBegins(width: number, height: number, codec: number, length: number): boolean;
  /** Bytes of it from `offset` on. Answers false where that is not what comes next, or does not decode. */
  cardData(offset: number, bytes: Uint8Array, at: number, length: number): boolean;
  /** Shows it, for `seconds` (0: until dismissed). Answers false where it is not all there. */
  cardShows(alert: boolean, isPrivate: boolean, seconds: number, now: number): boolean;
  cardDismissed(): void;
  /** Brightness goes to `level` in so many milliseconds. */
  fade(level: number, millis: number, now: number): void;
}
