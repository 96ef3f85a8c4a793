/**
 * Layouts of the messages about what the device's own faces show: offsets from the start of the payload, as in messages.ts;
 * docs/PROTOCOL.md says the same in words.
 */

/**
 * FIELD: the source (`FieldSource`), zero, seconds for which it is good (u16, 0 is for ever), a level (u16, thousandths), then
 * text in UTF-8, at most `FIELD_TEXT_BYTES`. Without text and level what was told is taken back.
 */
export const Field = { source: 0, reserved: 1, seconds: 2, level: 4, text: 6 } as const;
/** As a level: none. */
export const NO_FIELD_LEVEL = 0xffff;
export const FIELD_TEXT_BYTES = 96;
/** What a host can tell. Numbers are those of `SceneSource`. */
export const FieldSource = { date: 2, weather: 3, song: 4, artist: 5, lyric: 6, progress: 7, event: 8 } as const;
export type FieldSource = (typeof FieldSource)[keyof typeof FieldSource];

/** NOTIFICATION: what to do (`NotificationAction`), flags, seconds for which it stands (u16, 0 is until dismissed), then by action. */
export const Notification = { action: 0, flags: 1, seconds: 2, bytes: 4 } as const;
export const NotificationAction = {
  /** So many notifications there are (u16 at 4). */
  count: 0,
  /** A card's picture is to come: width, height (u16 at 4 and 6), codec (u8 at 8), length of its data (u32 at 12). */
  card: 1,
  /** Data of the card's picture from an offset (u32 at 4) on, behind 8. */
  data: 2,
  /** All data is there: the card is shown. */
  show: 3,
  /** The card is taken off. */
  dismiss: 4,
} as const;
export type NotificationAction = (typeof NotificationAction)[keyof typeof NotificationAction];
/** It lights the glass. */
export const NOTIFICATION_ALERT = 1;
/** The card is shown only when somebody touches the glass; until then how many notifications there are. */
export const NOTIFICATION_PRIVATE = 2;
export const NotificationCount = { count: 4, bytes: 6 } as const;
export const NotificationCard = { width: 4, height: 6, codec: 8, reserved: 9, length: 12, bytes: 16 } as const;
export const NotificationData = { offset: 4, bytes: 8 } as const;
/** Pixels a card's picture has at most, and along each side. */
export const MOST_CARD_PIXELS = 65_536;
export const MOST_CARD_SIDE = 512;

/** FADE: the brightness to go to, zero, milliseconds it takes (u16). */
export const Fade = { level: 0, reserved: 1, millis: 2, bytes: 4 } as const;
