import type { Region } from '../../firmware/geometry/region.js';
import { Feature, GlassShape, PIXEL_RGB565, TLV_CRITICAL, Tlv, Welcome } from '../../firmware/link/messages.js';
import { readU16, readU32 } from '../../firmware/link/packet.js';
import type { DeviceFeature, DeviceInfo } from './device-types.js';
import { RefusedError } from './errors.js';

/** A WELCOME in full. */
export interface WelcomeAnswer {
  readonly info: DeviceInfo;
  readonly session: number;
  readonly displayWindow: number;
  readonly reliableWindow: number;
}

/** Reads the payload of a WELCOME. Throws `RefusedError` where it says something critical that we do not know. */
export function readWelcome(payload: Uint8Array): WelcomeAnswer {
  if (payload.length < Welcome.tlvs) throw new RefusedError('the device’s greeting is cut short; update its firmware');
  if (payload[Welcome.pixelFormat] !== PIXEL_RGB565) {
    throw new RefusedError('the device wants pixels of a kind this program does not know; update this program');
  }
  const tlvs = readTlvs(payload.subarray(Welcome.tlvs));
  const cornerRadius = tlvs.get(Tlv.cornerRadius);
  const info: DeviceInfo = {
    deviceId: [...payload.subarray(Welcome.deviceId, Welcome.deviceId + 8)].map(hex).join(''),
    panel: text(tlvs.get(Tlv.panelName)),
    width: readU16(payload, Welcome.width),
    height: readU16(payload, Welcome.height),
    rotation: payload[Welcome.rotation]! * 90,
    shape: tlvs.get(Tlv.shape)?.[0] === GlassShape.round ? 'round' : 'rectangle',
    cornerRadius: cornerRadius === undefined || cornerRadius.length < 2 ? 0 : readU16(cornerRadius, 0),
    unsafe: regions(tlvs.get(Tlv.unsafeRegions)),
    codecs: bits(readU16(payload, Welcome.codecs)),
    firmwareVersion: text(tlvs.get(Tlv.firmwareVersion)),
    features: features(readU32(payload, Welcome.features)),
    address: text(tlvs.get(Tlv.address)),
    largestPayload: readU16(payload, Welcome.largestPayload),
  };
  return {
    info,
    session: readU16(payload, Welcome.session),
    displayWindow: readU32(payload, Welcome.displayWindow),
    reliableWindow: readU32(payload, Welcome.reliableWindow),
  };
}

function readTlvs(bytes: Uint8Array): Map<number, Uint8Array> {
  const known: ReadonlySet<number> = new Set(Object.values(Tlv));
  const tlvs = new Map<number, Uint8Array>();
  let at = 0;
  while (at + 2 <= bytes.length) {
    const type = bytes[at]!;
    const end = at + 2 + bytes[at + 1]!;
    if (type >= TLV_CRITICAL && !known.has(type)) {
      throw new RefusedError(
        `the device needs something of its host that this program does not know (${type}); update it`,
      );
    }
    if (end <= bytes.length) tlvs.set(type, bytes.slice(at + 2, end));
    at = end;
  }
  return tlvs;
}

function text(bytes: Uint8Array | undefined): string {
  return String.fromCharCode(...(bytes ?? []));
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function bits(mask: number): number[] {
  return [...Array(16).keys()].filter((bit) => mask & (1 << bit));
}

function features(mask: number): DeviceFeature[] {
  return (Object.keys(Feature) as DeviceFeature[]).filter((name) => mask & Feature[name]);
}

function regions(bytes: Uint8Array | undefined): Region[] {
  const found: Region[] = [];
  if (bytes === undefined) return found;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    found.push({
      left: readU16(bytes, at),
      top: readU16(bytes, at + 2),
      right: readU16(bytes, at + 4),
      bottom: readU16(bytes, at + 6),
    });
  }
  return found;
}
