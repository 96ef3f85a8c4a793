import {
  Fade,
  FIELD_TEXT_BYTES,
  Field,
  FieldSource,
  MOST_CARD_PIXELS,
  MOST_CARD_SIDE,
  NO_FIELD_LEVEL,
  NOTIFICATION_ALERT,
  NOTIFICATION_PRIVATE,
  Notification,
  NotificationAction,
  NotificationCard,
  NotificationCount,
  NotificationData,
} from '../../firmware/link/face-messages.js';
import { Codec, Done, DoneResult, MessageType } from '../../firmware/link/messages.js';
import { writeU16, writeU32 } from '../../firmware/link/packet.js';
import { Px565Encoder } from '../../firmware/px565/encode.js';
import type { Connection } from './connection.js';
import { NotSupportedError, RequestError } from './errors.js';
import type { Picture } from './picture.js';

const MOST_SECONDS = 0xffff;

/** What a host can tell a face. */
export type FieldName = keyof typeof FieldSource;

/** What a face is told of one source; without text and level what was told is taken back. */
export interface FieldValue {
  /** At most 96 bytes of UTF-8; what is longer is cut between two characters. */
  readonly text?: string;
  /** How far or full it is, 0..1. */
  readonly level?: number;
  /** How long it is good, 1..65,535; for ever where absent. */
  readonly seconds?: number;
}

export interface NoticeOptions {
  /** Light the glass; true where absent. */
  readonly alert?: boolean;
  /** How long it stands; a count 5 where absent, a card until dismissed. */
  readonly seconds?: number;
}

export interface CardOptions extends NoticeOptions {
  /** Show it only when somebody touches the glass, and until then how many notifications there are. */
  readonly isPrivate?: boolean;
}

/** What the device's own faces are told: live fields, notifications and cards, a fade. */
export class Faces {
  readonly #there: () => Connection;

  /** Use `Device.faces`; `there` throws where no session is open. */
  constructor(there: () => Connection) {
    this.#there = there;
  }

  /** Tells what a source says. Throws `RangeError` on numbers that do not fit. */
  async field(name: FieldName, value: FieldValue): Promise<void> {
    const { level, seconds } = value;
    if (level !== undefined && !(level >= 0 && level <= 1)) throw new RangeError('a level is a number, 0 to 1');
    const text = cutText(value.text ?? '');
    const payload = new Uint8Array(Field.text + text.length);
    payload[Field.source] = FieldSource[name];
    writeU16(payload, Field.seconds, wholeSeconds(seconds));
    writeU16(payload, Field.level, level === undefined ? NO_FIELD_LEVEL : Math.round(level * 1000));
    payload.set(text, Field.text);
    await this.#command(MessageType.field, payload, `take ${name}`);
  }

  /** Tells how many notifications there are. */
  async notify(count: number, options: NoticeOptions = {}): Promise<void> {
    if (!Number.isInteger(count) || count < 0 || count > 0xffff)
      throw new RangeError('a count is an integer, 0 to 65535');
    const payload = notice(NotificationCount.bytes, NotificationAction.count, options);
    writeU16(payload, NotificationCount.count, count);
    await this.#command(MessageType.notification, payload, 'take a notification');
  }

  /** Shows a picture over the face: a card, a note, a code; at most 512 pixels each way and 65,536 in all. */
  async card(picture: Picture, options: CardOptions = {}): Promise<void> {
    const { width, height, pixels } = picture;
    if (width > MOST_CARD_SIDE || height > MOST_CARD_SIDE || width * height > MOST_CARD_PIXELS)
      throw new RangeError('a card has at most 512 pixels each way and 65,536 in all');
    const show = notice(Notification.bytes, NotificationAction.show, options);
    if (options.isPrivate) show[Notification.flags]! |= NOTIFICATION_PRIVATE;
    const data = new Px565Encoder().encode(pixels, 0, 2 * width, width, height, null, 0, 0, 0);
    const begin = notice(NotificationCard.bytes, NotificationAction.card, { alert: false });
    writeU16(begin, NotificationCard.width, width);
    writeU16(begin, NotificationCard.height, height);
    begin[NotificationCard.codec] = Codec.px565;
    writeU32(begin, NotificationCard.length, data.length);
    await this.#command(MessageType.notification, begin, 'take a card');
    const most = this.#there().info.largestPayload - NotificationData.bytes;
    for (let offset = 0; offset < data.length; offset += most) {
      const piece = data.subarray(offset, offset + most);
      const payload = notice(NotificationData.bytes + piece.length, NotificationAction.data, { alert: false });
      writeU32(payload, NotificationData.offset, offset);
      payload.set(piece, NotificationData.bytes);
      await this.#command(MessageType.notification, payload, 'take a card');
    }
    await this.#command(MessageType.notification, show, 'show a card');
  }

  /** Takes the card off. */
  async dismiss(): Promise<void> {
    const payload = notice(Notification.bytes, NotificationAction.dismiss, { alert: false });
    await this.#command(MessageType.notification, payload, 'take a card off');
  }

  /** Goes to a brightness, 0..255, in so many milliseconds (0..65,535). */
  async fade(level: number, millis: number): Promise<void> {
    if (!Number.isInteger(level) || level < 0 || level > 255)
      throw new RangeError('brightness is an integer, 0 to 255');
    if (!(millis >= 0 && millis <= 0xffff)) throw new RangeError('a fade takes 0 to 65535 milliseconds');
    const payload = new Uint8Array(Fade.bytes);
    payload[Fade.level] = level;
    writeU16(payload, Fade.millis, Math.round(millis));
    await this.#command(MessageType.fade, payload, 'fade');
  }

  async #command(type: number, payload: Uint8Array, what: string): Promise<void> {
    const answer = await this.#there().ask(type, payload);
    if (answer.type === MessageType.notSupported) throw new NotSupportedError(`this device cannot ${what}`);
    if (answer.type !== MessageType.done || answer.payload[Done.result] !== DoneResult.ok)
      throw new RequestError(`the device would not ${what}`);
  }
}

function notice(bytes: number, action: NotificationAction, { alert, seconds }: NoticeOptions): Uint8Array {
  const payload = new Uint8Array(bytes);
  payload[Notification.action] = action;
  payload[Notification.flags] = alert === false ? 0 : NOTIFICATION_ALERT;
  writeU16(payload, Notification.seconds, wholeSeconds(seconds));
  return payload;
}

function wholeSeconds(seconds: number | undefined): number {
  if (seconds === undefined) return 0;
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS)
    throw new RangeError('seconds are an integer, 1 to 65535');
  return seconds;
}

/** The text in UTF-8, cut between two characters. */
function cutText(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= FIELD_TEXT_BYTES) return bytes;
  let end = FIELD_TEXT_BYTES;
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
