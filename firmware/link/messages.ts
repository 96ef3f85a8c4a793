/**
 * Numbers and layouts of the messages: offsets from the start of the payload. One source for both ends and the decoder;
 * docs/PROTOCOL.md says the same in words. Integers are little-endian; a colour is a pixel and has its high byte first.
 */

/** What a message is; from 0x80 on it is the device's. */
export const MessageType = {
  hello: 0x01,
  bye: 0x02,
  park: 0x03,
  ping: 0x04,
  displayRestart: 0x05,
  brightness: 0x06,
  timeOfDay: 0x07,
  statistics: 0x08,
  screenshot: 0x09,
  screenshotRead: 0x0a,
  mode: 0x0b,
  posture: 0x0c,
  hostState: 0x0d,
  field: 0x0e,
  notification: 0x0f,
  fade: 0x10,
  // Reserved; answered NOT_SUPPORTED.
  log: 0x11,

  frameBegin: 0x20,
  region: 0x21,
  copy: 0x22,
  fill: 0x23,
  frameEnd: 0x24,

  packBegin: 0x40,
  packData: 0x41,
  packEnd: 0x42,
  settings: 0x43,
  packList: 0x44,
  packChoose: 0x45,
  packSchedule: 0x46,

  welcome: 0x81,
  refused: 0x82,
  replaced: 0x83,
  pong: 0x84,
  ack: 0x85,
  nak: 0x86,
  done: 0x87,
  notSupported: 0x88,
  statisticsAnswer: 0x89,
  screenshotTaken: 0x8a,
  screenshotData: 0x8b,
  accepted: 0x8c,
  shown: 0x8d,
  dropped: 0x8e,
  needKey: 0x8f,
  noSession: 0x90,
  modeAnswer: 0x91,
  packState: 0xa0,
  packListed: 0xa1,
} as const;

/**
 * FRAME_BEGIN. Frame ids run 1, 2 ... 65535, 1: 0 is no frame. `present` is device microseconds (u48), 0 is at once.
 */
export const FrameBegin = { frame: 0, base: 2, flags: 4, present: 6, bytes: 12 } as const;
/** The frame stands alone: its base is 0, and PX565 may not SKIP. */
export const FRAME_KEY = 1;
/** The frame changes its base, the last accepted frame. Exactly one of the two is set. */
export const FRAME_DELTA = 2;

/** REGION: this header, then `length` (u32) bytes of `codec` (u8). It may span packets; the others never do. */
export const RegionHeader = { x: 0, y: 2, width: 4, height: 6, codec: 8, length: 10, bytes: 14 } as const;
/** Codecs of a REGION. */
export const Codec = { raw: 0, px565: 1 } as const;
export type Codec = (typeof Codec)[keyof typeof Codec];

/** COPY: the source region, then where its top left goes. */
export const Copy = { x: 0, y: 2, width: 4, height: 6, toX: 8, toY: 10, bytes: 12 } as const;
/** FILL: the colour is a pixel, high byte first. */
export const Fill = { x: 0, y: 2, width: 4, height: 6, colour: 8, bytes: 10 } as const;
/** FRAME_END: the CRC-32 (u32) is over all pixels of the stream surface, rows without gaps, where flag 1 is set. */
export const FrameEnd = { frame: 0, flags: 2, crc: 4, bytes: 8 } as const;
export const FRAME_END_CRC = 1;

/** The id of the frame that follows `frame`. */
export function nextFrame(frame: number): number {
  return frame === 0xffff ? 1 : frame + 1;
}

/** Whether frame (or sequence number) `a` comes after `b` on a counter of 16 bits that wraps. */
export function isAfter(a: number, b: number): boolean {
  const distance = (a - b) & 0xffff;
  return distance !== 0 && distance < 0x8000;
}

/** Why a frame was dropped or refused. */
export const DropReason = {
  none: 0,
  /** A newer frame was accepted before this one's turn. */
  replaced: 1,
  /** The glass is dark. */
  dark: 2,
  /** A message of it is not what the protocol allows, or its data do not decode. */
  invalid: 3,
  /** The CRC of FRAME_END does not match. */
  crc: 4,
  /** The host abandoned it. */
  abandoned: 5,
  /** Its base is not the last accepted frame, or is lost: a key frame is needed. */
  needKey: 6,
} as const;
export type DropReason = (typeof DropReason)[keyof typeof DropReason];

/** HELLO: nonce (u32), lowest and highest protocol, then TLVs. */
export const Hello = { nonce: 0, lowest: 4, highest: 5, tlvs: 6 } as const;
/** The protocol this source speaks. */
export const PROTOCOL = 1;

/** WELCOME: fixed part, then TLVs. */
export const Welcome = {
  nonce: 0,
  protocol: 4,
  rotation: 5,
  session: 6,
  deviceId: 8,
  width: 16,
  height: 18,
  pixelFormat: 20,
  reserved: 21,
  codecs: 22,
  largestPayload: 24,
  displayWindow: 26,
  reliableWindow: 30,
  features: 34,
  tlvs: 38,
} as const;
/** The one pixel format: RGB565, high byte first. */
export const PIXEL_RGB565 = 1;

/** A TLV is type, length (u8 each) and value. Bit 7 of the type: whoever does not know it must refuse. */
export const Tlv = {
  panelName: 1,
  address: 2,
  firmwareVersion: 3,
  shape: 4,
  cornerRadius: 5,
  unsafeRegions: 6,
} as const;
export const TLV_CRITICAL = 0x80;
/** Values of the TLV `shape`. */
export const GlassShape = { rectangle: 0, round: 1 } as const;
export type GlassShape = (typeof GlassShape)[keyof typeof GlassShape];

/** Bits of WELCOME's features. */
export const Feature = {
  brightness: 1,
  screenshot: 2,
  timeOfDay: 4,
  /** No third surface: while it streams, the device shows no overlay. */
  noOverlay: 8,
  /** MODE, POSTURE and HOST_STATE. */
  power: 16,
  /** Packs can be installed. */
  packs: 32,
  /** FIELD, NOTIFICATION and FADE. */
  faces: 64,
} as const;

/** REFUSED answers a HELLO: why, the protocols this device speaks, and the type of the TLV that was critical. */
export const Refused = { nonce: 0, reason: 4, lowest: 5, highest: 6, detail: 7, bytes: 8 } as const;
export const RefusedReason = { protocol: 1, criticalTlv: 2, malformed: 3 } as const;

/** BYE: flag 1 keeps the picture, for so many seconds (u16, 0 is without limit). */
export const Bye = { flags: 0, seconds: 2, bytes: 4 } as const;
export const BYE_KEEP = 1;
/** PARK: the session is dead after so many silent seconds (u16, 0 is never). */
export const Park = { seconds: 0, bytes: 2 } as const;

/** State of all frames, in every ACK, NAK and PONG: the last accepted, shown, dropped after acceptance, and refused. */
export const FrameState = {
  accepted: 0,
  shown: 2,
  dropped: 4,
  refused: 6,
  droppedReason: 8,
  refusedReason: 9,
  bytes: 10,
} as const;
/** ACK and NAK: of which class, the next sequence number expected, the credit; NAK: the number that showed the gap. */
export const Ack = { packetClass: 0, epoch: 1, next: 2, credit: 4, seen: 8, frames: 10, bytes: 20 } as const;
/** PONG: device microseconds (u48), then what an ACK of either class says. */
export const Pong = {
  time: 0,
  epoch: 6,
  displayNext: 8,
  reliableNext: 10,
  displayCredit: 12,
  reliableCredit: 16,
  frames: 20,
  bytes: 30,
} as const;
/** DISPLAY_RESTART: its number (u8, one more each time, wrapping), the sequence number to expect, the credit count there. */
export const DisplayRestart = { epoch: 0, next: 2, count: 4, bytes: 8 } as const;

/** DONE answers a request that has no answer of its own: its type and a result. */
export const Done = { type: 0, result: 1, bytes: 2 } as const;
export const DoneResult = { ok: 0, malformed: 1, gone: 2, refused: 3 } as const;
/** NOT_SUPPORTED: the class and type that were sent. */
export const NotSupported = { packetClass: 0, type: 1, bytes: 2 } as const;

export const Brightness = { level: 0, bytes: 1 } as const;
/** TIME_OF_DAY: at device time `at` (u48, 0 is now) it is `epochMillis` (u48, UTC), `zone` minutes (i16) east of UTC. */
export const TimeOfDay = { at: 0, epochMillis: 6, zone: 12, bytes: 14 } as const;

/** MODE asks for a mode (`PowerMode`); flag 1: the always-on face shows seconds. */
export const ModeRequest = { mode: 0, flags: 1, bytes: 2 } as const;
export const MODE_SECONDS = 1;
/** `auto` takes a wish back; `ask` changes nothing. */
export const PowerMode = { active: 0, idle: 1, aod: 2, sleep: 3, ask: 0xfe, auto: 0xff } as const;
/**
 * MODE_ANSWER: the mode wished (`auto` where none is) and the one the device is in, what sets wishes aside (`CappedBy`), the
 * flags, the least milliseconds from frame to frame (u16, 0 is the panel's own rate), the brightness of the glass.
 */
export const ModeAnswer = { wished: 0, mode: 1, capped: 2, flags: 3, interval: 4, brightness: 6, bytes: 8 } as const;
export const CappedBy = { heat: 1, battery: 2, posture: 4 } as const;
/** POSTURE: 0 unknown, 1 the rear screen faces up, 2 down, 3 in hand. */
export const PostureNote = { posture: 0, bytes: 1 } as const;
/**
 * HOST_STATE: which fields are meant (`HostStateField`), charge in percent, whether a charger is there (0, 1), temperature in
 * tenths of a degree Celsius (i16), minutes of the day at which night begins and ends (u16 each).
 */
export const HostState = {
  fields: 0,
  battery: 1,
  charging: 2,
  reserved: 3,
  heat: 4,
  nightFrom: 6,
  nightUntil: 8,
  bytes: 10,
} as const;
export const HostStateField = { battery: 1, charging: 2, heat: 4, night: 8 } as const;

/** SCREENSHOT: flag 1 asks for the box that changed since the last one alone. */
export const Screenshot = { flags: 0, bytes: 1 } as const;
export const SCREENSHOT_CHANGED = 1;
/** Its answer: the snapshot's id, the box (half-open), the size of the whole, and the device's time (u48). */
export const ScreenshotTaken = {
  id: 0,
  left: 2,
  top: 4,
  right: 6,
  bottom: 8,
  width: 10,
  height: 12,
  time: 14,
  bytes: 20,
} as const;
/** Asks for `length` bytes of the box's pixels, rows without gaps, from `offset`. */
export const ScreenshotRead = { id: 0, length: 2, offset: 4, bytes: 8 } as const;
/** Its answer: this header, then the pixels (fewer than asked for at the end of the box). */
export const ScreenshotData = { id: 0, reserved: 2, offset: 4, bytes: 8 } as const;

/** ACCEPTED and NEED_KEY carry the frame's id alone; DROPPED adds the reason. */
export const FrameNote = { frame: 0, reason: 2, bytes: 2, droppedBytes: 3 } as const;
/** SHOWN: device microseconds (u48 each) when FRAME_END had checked, GRAM had it all, its first and last row were lit. */
export const Shown = { frame: 0, decoded: 2, presented: 8, firstRow: 14, lastRow: 20, bytes: 26 } as const;

/** STATISTICS answers with entries of a key (u16) and a value (u48). */
export const StatisticsEntry = { key: 0, value: 2, bytes: 8 } as const;
