import type { FaceHandler } from './face-handler.js';
import {
  Fade,
  FIELD_TEXT_BYTES,
  Field,
  NO_FIELD_LEVEL,
  NOTIFICATION_ALERT,
  NOTIFICATION_PRIVATE,
  Notification,
  NotificationAction,
  NotificationCard,
  NotificationCount,
  NotificationData,
} from './face-messages.js';
import type { LinkPort } from './link-port.js';
import { DoneResult, MessageType } from './messages.js';
import { HEADER_BYTES, readU16, readU32 } from './packet.js';
import type { DoneSender } from './power-requests.js';

const SECOND_MICROS = 1_000_000;

/** Answers FIELD, NOTIFICATION and FADE. All are idempotent, the parts of a card's picture by their offsets. */
export class FaceRequests {
  readonly #handler: FaceHandler;
  readonly #requests: DoneSender;

  constructor(handler: FaceHandler, requests: DoneSender) {
    this.#handler = handler;
    this.#requests = requests;
  }

  /** Does what a request asks for; answers false where its type is none about faces. */
  serve(port: LinkPort, type: number, request: number, length: number, now: number): boolean {
    if (type === MessageType.field) this.#done(port, type, request, this.#field(port.packet, length, now));
    else if (type === MessageType.notification)
      this.#done(port, type, request, this.#notification(port.packet, length, now));
    else if (type === MessageType.fade) this.#done(port, type, request, this.#fade(port.packet, length, now));
    else return false;
    return true;
  }

  #done(port: LinkPort, type: number, request: number, result: number): void {
    this.#requests.done(port, type, request, result);
  }

  #field(bytes: Uint8Array, length: number, now: number): number {
    const text = length - Field.text;
    if (text < 0 || text > FIELD_TEXT_BYTES) return DoneResult.malformed;
    const told = readU16(bytes, HEADER_BYTES + Field.level);
    if (told > 1000 && told !== NO_FIELD_LEVEL) return DoneResult.malformed;
    const seconds = readU16(bytes, HEADER_BYTES + Field.seconds);
    const until = seconds === 0 ? Number.POSITIVE_INFINITY : now + seconds * SECOND_MICROS;
    const level = told === NO_FIELD_LEVEL ? -1 : told;
    const source = bytes[HEADER_BYTES + Field.source]!;
    return result(this.#handler.field(source, bytes, HEADER_BYTES + Field.text, text, level, until));
  }

  #notification(bytes: Uint8Array, length: number, now: number): number {
    if (length < Notification.bytes) return DoneResult.malformed;
    const handler = this.#handler;
    const flags = bytes[HEADER_BYTES + Notification.flags]!;
    const seconds = readU16(bytes, HEADER_BYTES + Notification.seconds);
    const alert = (flags & NOTIFICATION_ALERT) !== 0;
    switch (bytes[HEADER_BYTES + Notification.action]!) {
      case NotificationAction.count:
        if (length !== NotificationCount.bytes) return DoneResult.malformed;
        handler.notifications(readU16(bytes, HEADER_BYTES + NotificationCount.count), alert, seconds, now);
        return DoneResult.ok;
      case NotificationAction.card:
        return length === NotificationCard.bytes ? this.#card(bytes) : DoneResult.malformed;
      case NotificationAction.data: {
        if (length <= NotificationData.bytes) return DoneResult.malformed;
        const offset = readU32(bytes, HEADER_BYTES + NotificationData.offset);
        const at = HEADER_BYTES + NotificationData.bytes;
        return result(handler.cardData(offset, bytes, at, length - NotificationData.bytes));
      }
      case NotificationAction.show:
        if (length !== Notification.bytes) return DoneResult.malformed;
        return result(handler.cardShows(alert, (flags & NOTIFICATION_PRIVATE) !== 0, seconds, now));
      case NotificationAction.dismiss:
        if (length !== Notification.bytes) return DoneResult.malformed;
        handler.cardDismissed();
        return DoneResult.ok;
      default:
        return DoneResult.malformed;
    }
  }

  #card(bytes: Uint8Array): number {
    const width = readU16(bytes, HEADER_BYTES + NotificationCard.width);
    const height = readU16(bytes, HEADER_BYTES + NotificationCard.height);
    const codec = bytes[HEADER_BYTES + NotificationCard.codec]!;
    const length = readU32(bytes, HEADER_BYTES + NotificationCard.length);
    return result(this.#handler.cardBegins(width, height, codec, length));
  }

  #fade(bytes: Uint8Array, length: number, now: number): number {
    if (length !== Fade.bytes) return DoneResult.malformed;
    this.#handler.fade(bytes[HEADER_BYTES + Fade.level]!, readU16(bytes, HEADER_BYTES + Fade.millis), now);
    return DoneResult.ok;
  }
}

function result(isTaken: boolean): number {
  return isTaken ? DoneResult.ok : DoneResult.refused;
}
