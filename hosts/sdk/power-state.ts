import {
  CappedBy,
  HostState,
  HostStateField,
  MODE_SECONDS,
  ModeAnswer,
  ModeRequest,
  PowerMode,
} from '../../firmware/link/messages.js';
import { readU16, writeU16 } from '../../firmware/link/packet.js';
import type { HostStateNote, PowerModeName, PowerState } from './device-types.js';

const NAMES: readonly PowerModeName[] = ['active', 'idle', 'aod', 'sleep'];

/** Payload of MODE: a mode, `auto` to take the wish back, `null` only to ask. */
export function modeRequest(mode: PowerModeName | 'auto' | null, seconds: boolean): Uint8Array {
  const payload = new Uint8Array(ModeRequest.bytes);
  payload[ModeRequest.mode] = PowerMode[mode ?? 'ask'];
  payload[ModeRequest.flags] = seconds ? MODE_SECONDS : 0;
  return payload;
}

/** What MODE_ANSWER says; `null` where it is none. */
export function readPowerState(payload: Uint8Array): PowerState | null {
  const mode = NAMES[payload[ModeAnswer.mode] ?? -1];
  if (payload.length < ModeAnswer.bytes || mode === undefined) return null;
  const capped = payload[ModeAnswer.capped]!;
  const interval = readU16(payload, ModeAnswer.interval);
  return {
    wished: NAMES[payload[ModeAnswer.wished]!] ?? null,
    mode,
    cappedBy: (Object.keys(CappedBy) as (keyof typeof CappedBy)[]).filter((name) => (capped & CappedBy[name]) !== 0),
    seconds: (payload[ModeAnswer.flags]! & MODE_SECONDS) !== 0,
    framesPerSecond: interval === 0 ? null : Math.round(100_000 / interval) / 100,
    brightness: payload[ModeAnswer.brightness]!,
  };
}

/** Payload of HOST_STATE; `null` where nothing of it is told. Throws `RangeError` on values that do not fit. */
export function hostStateRequest({ battery, charging, heat, night }: HostStateNote): Uint8Array | null {
  const payload = new Uint8Array(HostState.bytes);
  let fields = 0;
  if (battery !== undefined) {
    expectWhole('battery', battery, 0, 100);
    payload[HostState.battery] = battery;
    fields |= HostStateField.battery;
  }
  if (charging !== undefined) {
    payload[HostState.charging] = charging ? 1 : 0;
    fields |= HostStateField.charging;
  }
  if (heat !== undefined) {
    if (!(heat >= -3276 && heat <= 3276)) throw new RangeError('heat is degrees Celsius');
    writeU16(payload, HostState.heat, Math.round(heat * 10) & 0xffff);
    fields |= HostStateField.heat;
  }
  if (night !== undefined) {
    expectWhole('night.from', night.from, 0, 1439);
    expectWhole('night.until', night.until, 0, 1439);
    writeU16(payload, HostState.nightFrom, night.from);
    writeU16(payload, HostState.nightUntil, night.until);
    fields |= HostStateField.night;
  }
  payload[HostState.fields] = fields;
  return fields === 0 ? null : payload;
}

function expectWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${name} is an integer, ${least} to ${most}`);
}
