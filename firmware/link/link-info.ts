import type { Region } from '../geometry/region.js';
import type { GlassShape } from './messages.js';
import { PIXEL_RGB565, PROTOCOL, Tlv, Welcome } from './messages.js';
import { writeU16, writeU32 } from './packet.js';

/** What the device says of itself in WELCOME. Texts are ASCII, at most 64 characters. */
export interface LinkInfo {
  /** Eight bytes. */
  readonly deviceId: Uint8Array;
  readonly panel: string;
  readonly address: string;
  readonly firmwareVersion: string;
  readonly width: number;
  readonly height: number;
  /** Degrees: 0, 90, 180, 270. */
  readonly rotation: number;
  readonly shape: GlassShape;
  readonly cornerRadius: number;
  /** At most 31. */
  readonly unsafe: readonly Region[];
  /** Bit n: codec n. */
  readonly codecs: number;
  /** Bits of `Feature`. */
  readonly features: number;
  /** 1,024, or 256 on a UART. */
  readonly largestPayload: number;
}

const LONGEST_TEXT = 64;
const MOST_REGIONS = 31;

/** Writes a WELCOME to `bytes[at...]` but for what differs from session to session; answers its length. */
export function writeWelcome(
  bytes: Uint8Array,
  at: number,
  info: LinkInfo,
  displayWindow: number,
  reliableWindow: number,
): number {
  bytes[at + Welcome.protocol] = PROTOCOL;
  bytes[at + Welcome.rotation] = info.rotation / 90;
  for (let index = 0; index < 8; index++) bytes[at + Welcome.deviceId + index] = info.deviceId[index]!;
  writeU16(bytes, at + Welcome.width, info.width);
  writeU16(bytes, at + Welcome.height, info.height);
  bytes[at + Welcome.pixelFormat] = PIXEL_RGB565;
  bytes[at + Welcome.reserved] = 0;
  writeU16(bytes, at + Welcome.codecs, info.codecs);
  writeU16(bytes, at + Welcome.largestPayload, info.largestPayload);
  writeU32(bytes, at + Welcome.displayWindow, displayWindow);
  writeU32(bytes, at + Welcome.reliableWindow, reliableWindow);
  writeU32(bytes, at + Welcome.features, info.features);
  let end = at + Welcome.tlvs;
  end = writeText(bytes, end, Tlv.panelName, info.panel);
  end = writeText(bytes, end, Tlv.address, info.address);
  end = writeText(bytes, end, Tlv.firmwareVersion, info.firmwareVersion);
  bytes[end] = Tlv.shape;
  bytes[end + 1] = 1;
  bytes[end + 2] = info.shape;
  bytes[end + 3] = Tlv.cornerRadius;
  bytes[end + 4] = 2;
  writeU16(bytes, end + 5, info.cornerRadius);
  return writeRegions(bytes, end + 7, info.unsafe) - at;
}

function writeText(bytes: Uint8Array, at: number, type: number, text: string): number {
  if (text.length > LONGEST_TEXT) throw new RangeError(`a text of WELCOME has at most ${LONGEST_TEXT} characters`);
  if (text.length === 0) return at;
  bytes[at] = type;
  bytes[at + 1] = text.length;
  for (let index = 0; index < text.length; index++) bytes[at + 2 + index] = text.charCodeAt(index);
  return at + 2 + text.length;
}

function writeRegions(bytes: Uint8Array, at: number, regions: readonly Region[]): number {
  if (regions.length > MOST_REGIONS) throw new RangeError(`WELCOME has room for ${MOST_REGIONS} unsafe regions`);
  if (regions.length === 0) return at;
  bytes[at] = Tlv.unsafeRegions;
  bytes[at + 1] = regions.length * 8;
  let end = at + 2;
  for (const region of regions) {
    writeU16(bytes, end, region.left);
    writeU16(bytes, end + 2, region.top);
    writeU16(bytes, end + 4, region.right);
    writeU16(bytes, end + 6, region.bottom);
    end += 8;
  }
  return end;
}
