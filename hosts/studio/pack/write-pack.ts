import {
  BLOB_ALIGNMENT,
  BlobKind,
  KEY_ID_BYTES,
  ManifestItem,
  ManifestType,
  PACK_FORMAT,
  PACK_ID_BYTES,
  PACK_MAGIC,
  PackCodec,
  PackEntry,
  PackHeader,
  PackLimit,
  PackTrailer,
  SceneLayer,
} from '../../../firmware/packs/layout.js';
import { StudioError } from '../image.js';
import type { SigningKey } from '../keys.js';
import { type Blob, joined, writer } from './blob.js';
import { blobsOf, type ScenePlan, sceneBytes } from './scene.js';

/** What a face shows, and what it shows when nobody looks; without that the device's own always-on face serves. */
export interface FacePlan {
  readonly name: string;
  readonly main: ScenePlan;
  readonly alwaysOn?: ScenePlan;
}

/** A pack before it is written. */
export interface PackPlan {
  /** 16 bytes that stay the same from one version to the next. */
  readonly id: Uint8Array;
  readonly version: number;
  readonly panel: { readonly width: number; readonly height: number; readonly shape: 'rectangle' | 'round' };
  readonly name: string;
  readonly author?: string;
  /** An SPDX expression. */
  readonly licence?: string;
  readonly faces: readonly FacePlan[];
  readonly thumbnail?: Blob;
}

/** The least firmware that plays what is written here: major, minor, patch. */
const leastFirmware = [0, 1, 0] as const;

/** Writes a pack, signed where there is a key. Throws StudioError where it would be larger or hold more than a pack may. */
export async function writePack(plan: PackPlan, key?: SigningKey): Promise<Uint8Array> {
  const { faces, panel, thumbnail } = plan;
  if (faces.length === 0 || faces.length > PackLimit.faces) {
    throw new StudioError(`A pack has 1 to ${PackLimit.faces} faces, not ${faces.length}: leave some out, or add one.`);
  }
  const scenes = faces.flatMap(({ main, alwaysOn }) => (alwaysOn === undefined ? [main] : [main, alwaysOn]));
  const blobs = [...new Set([...scenes.flatMap(({ nodes }) => blobsOf(nodes)), ...(thumbnail ? [thumbnail] : [])])];
  const ids = new Map(blobs.map((blob, index) => [blob, index + 1]));
  const bytes = manifestBytes(plan, (blob) => ids.get(blob)!);
  if (bytes.length > PackLimit.manifestBytes) {
    throw new StudioError(
      `The description takes ${bytes.length} bytes, at most ${PackLimit.manifestBytes} are left: leave parts out.`,
    );
  }
  const manifest: Blob = { kind: BlobKind.manifest, codec: PackCodec.raw, frames: 0, width: 0, height: 0, bytes };
  const entries = [manifest, ...blobs];
  if (entries.length > PackLimit.entries) throw new StudioError(`A pack has at most ${PackLimit.entries} parts.`);
  const tableEnd = PackHeader.bytes + entries.length * PackEntry.bytes;
  let end = aligned(tableEnd);
  const offsets = entries.map((blob) => {
    const offset = end;
    end = aligned(offset + blob.bytes.length);
    return offset;
  });
  const last = entries.length - 1;
  const length = offsets[last]! + entries[last]!.bytes.length + PackTrailer.bytes;
  if (length > PackLimit.bytes) throw new StudioError(tooLarge(length));
  const file = new Uint8Array(length);
  putHeader(file, plan, panel, entries.length);
  for (const [index, blob] of entries.entries()) {
    const at = PackHeader.bytes + index * PackEntry.bytes;
    const view = new DataView(file.buffer, at, PackEntry.bytes);
    view.setUint8(PackEntry.kind, blob.kind);
    view.setUint8(PackEntry.codec, blob.codec);
    view.setUint16(PackEntry.id, ids.get(blob) ?? 0, true);
    view.setUint16(PackEntry.frames, blob.frames, true);
    view.setUint32(PackEntry.offset, offsets[index]!, true);
    view.setUint32(PackEntry.length, blob.bytes.length, true);
    view.setUint16(PackEntry.width, blob.width, true);
    view.setUint16(PackEntry.height, blob.height, true);
    file.set(await digestOf(blob.bytes), at + PackEntry.digest);
    file.set(blob.bytes, offsets[index]!);
  }
  if (key !== undefined) {
    file.set(await keyIdOf(key.publicKey), length - PackTrailer.bytes + PackTrailer.keyId);
    const signature = await key.sign(file.subarray(0, tableEnd));
    file.set(signature, length - PackTrailer.bytes + PackTrailer.signature);
  }
  return file;
}

/** What a key is known by: the first 8 bytes of the SHA-256 of the public point. */
export async function keyIdOf(publicKey: Uint8Array): Promise<Uint8Array> {
  return (await digestOf(publicKey)).slice(0, KEY_ID_BYTES);
}

/** SHA-256. */
export async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
}

/** The sentence for a pack of too many bytes. */
export function tooLarge(length: number): string {
  const most = PackLimit.bytes / 1024 / 1024;
  return `The pack would take ${(length / 1024 / 1024).toFixed(1)} MiB, and at most ${most} MiB fit: choose fewer pictures a second, a tolerance, or a shorter loop.`;
}

function putHeader(file: Uint8Array, plan: PackPlan, panel: PackPlan['panel'], entries: number): void {
  const view = writer(file);
  file.set(PACK_MAGIC, PackHeader.magic);
  view.setUint16(PackHeader.format, PACK_FORMAT, true);
  view.setUint32(PackHeader.length, file.length, true);
  view.setUint16(PackHeader.entries, entries, true);
  view.setUint32(PackHeader.table, PackHeader.bytes, true);
  file.set(leastFirmware, PackHeader.firmware);
  view.setUint16(PackHeader.width, panel.width, true);
  view.setUint16(PackHeader.height, panel.height, true);
  view.setUint8(PackHeader.shape, panel.shape === 'round' ? 1 : 0);
  if (plan.id.length !== PACK_ID_BYTES) throw new RangeError(`the id of a pack has ${PACK_ID_BYTES} bytes`);
  file.set(plan.id, PackHeader.id);
  view.setUint32(PackHeader.version, plan.version, true);
}

function manifestBytes(plan: PackPlan, idOf: (blob: Blob) => number): Uint8Array {
  const parts = [item(ManifestType.name, textBytes(plan.name, 'The name of a pack', 1))];
  if (plan.author) parts.push(item(ManifestType.author, textBytes(plan.author, 'The author', 0)));
  if (plan.licence) parts.push(item(ManifestType.licence, textBytes(plan.licence, 'The licence', 0)));
  for (const [face, { name, main, alwaysOn }] of plan.faces.entries()) {
    parts.push(item(ManifestType.faceName, joined([Uint8Array.of(face), textBytes(name, 'The name of a face', 0)])));
    parts.push(item(ManifestType.scene, sceneBytes(main, face, SceneLayer.main, plan.panel, idOf)));
    if (alwaysOn === undefined) continue;
    parts.push(item(ManifestType.scene, sceneBytes(alwaysOn, face, SceneLayer.alwaysOn, plan.panel, idOf)));
  }
  return joined(parts);
}

function textBytes(text: string, what: string, least: number): Uint8Array {
  const bytes = new TextEncoder().encode(text.trim());
  if (bytes.length >= least && bytes.length <= PackLimit.nameBytes) return bytes;
  throw new StudioError(
    `${what} takes ${least} to ${PackLimit.nameBytes} bytes of UTF-8, not ${bytes.length}: shorten it.`,
  );
}

function item(type: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(ManifestItem.value + value.length);
  bytes[ManifestItem.type] = type;
  writer(bytes).setUint16(ManifestItem.length, value.length, true);
  bytes.set(value, ManifestItem.value);
  return bytes;
}

function aligned(at: number): number {
  return Math.ceil(at / BLOB_ALIGNMENT) * BLOB_ALIGNMENT;
}
