import { DropReason, FrameNote, MessageType, Shown } from '../../firmware/link/messages.js';
import { readU16, readU48 } from '../../firmware/link/packet.js';
import type { DisplayStream } from './display-stream.js';

/** Takes what the device notes of a frame; answers whether the message is such a note. */
export function readFrameNote(display: DisplayStream, type: number, payload: Uint8Array): boolean {
  const isNote =
    type === MessageType.accepted ||
    type === MessageType.shown ||
    type === MessageType.dropped ||
    type === MessageType.needKey;
  if (!isNote || payload.length < FrameNote.bytes) return isNote;
  const id = readU16(payload, FrameNote.frame);
  if (type === MessageType.accepted) display.frames.accepted(id);
  else if (type === MessageType.needKey) display.refused(id, DropReason.needKey);
  else if (type === MessageType.dropped) display.refused(id, payload[FrameNote.reason] ?? DropReason.none);
  else if (payload.length >= Shown.bytes) {
    display.frames.shown(id, {
      decoded: readU48(payload, Shown.decoded),
      presented: readU48(payload, Shown.presented),
      firstRow: readU48(payload, Shown.firstRow),
      lastRow: readU48(payload, Shown.lastRow),
    });
  }
  return true;
}
