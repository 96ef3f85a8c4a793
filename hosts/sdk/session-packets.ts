import {
  BYE_KEEP,
  Bye,
  DisplayRestart,
  Hello,
  MessageType,
  Park,
  PROTOCOL,
  Refused,
  RefusedReason,
} from '../../firmware/link/messages.js';
import { PacketClass, readU32, WHOLE, writeU16, writeU32 } from '../../firmware/link/packet.js';
import { RefusedError } from './errors.js';
import { encodePacket } from './packet-writer.js';

const NOTHING = new Uint8Array(0);

/** A HELLO for the line. With nonce 0 it only asks who is there: no session begins, none ends. */
export function helloPacket(nonce: number): Uint8Array {
  const payload = new Uint8Array(Hello.tlvs);
  writeU32(payload, Hello.nonce, nonce);
  payload[Hello.lowest] = PROTOCOL;
  payload[Hello.highest] = PROTOCOL;
  return encodePacket(PacketClass.control, WHOLE, MessageType.hello, 0, 0, payload);
}

/** A PING for the line. */
export function pingPacket(number: number, session: number): Uint8Array {
  return encodePacket(PacketClass.control, WHOLE, MessageType.ping, number, session, NOTHING);
}

/** A DISPLAY_RESTART for the line. */
export function restartPacket(epoch: number, next: number, count: number, session: number): Uint8Array {
  const payload = new Uint8Array(DisplayRestart.bytes);
  payload[DisplayRestart.epoch] = epoch;
  writeU16(payload, DisplayRestart.next, next);
  writeU32(payload, DisplayRestart.count, count);
  return encodePacket(PacketClass.control, WHOLE, MessageType.displayRestart, epoch, session, payload);
}

/** Payload of BYE; `seconds` limits how long a kept picture stays, 0 not at all. */
export function byePayload(keep: boolean, seconds: number): Uint8Array {
  const payload = new Uint8Array(Bye.bytes);
  payload[Bye.flags] = keep ? BYE_KEEP : 0;
  writeU16(payload, Bye.seconds, seconds);
  return payload;
}

/** Payload of PARK. */
export function parkPayload(seconds: number): Uint8Array {
  const payload = new Uint8Array(Park.bytes);
  writeU16(payload, Park.seconds, seconds);
  return payload;
}

/** What a REFUSED says; `null` where it answers another greeting. */
export function readRefusal(payload: Uint8Array, nonce: number): RefusedError | null {
  if (payload.length < Refused.bytes || readU32(payload, Refused.nonce) !== nonce) return null;
  const lowest = payload[Refused.lowest]!;
  const highest = payload[Refused.highest]!;
  if (payload[Refused.reason] !== RefusedReason.protocol) {
    const type = payload[Refused.detail]!;
    return new RefusedError(`the device does not know what this program asks of it (${type}); update its firmware`);
  }
  const spoken = lowest === highest ? `${lowest}` : `${lowest} to ${highest}`;
  const older = highest < PROTOCOL ? 'the device’s firmware' : 'this program';
  return new RefusedError(`the device speaks protocol ${spoken}, this program ${PROTOCOL}; update ${older}`);
}
