import { LitCount } from '../../firmware/packs/check-lit.js';
import { checkStructure } from '../../firmware/packs/check-structure.js';
import {
  AnimationStep,
  BlobKind,
  NO_LOOP,
  PackHeader,
  PackLimit,
  PackTrailer,
  SceneLayer,
  SceneNode,
} from '../../firmware/packs/layout.js';
import type { PackBytes } from '../../firmware/packs/pack-bytes.js';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import { type OpenPack, openPack } from '../../firmware/packs/reader.js';
import { loopOf, stepAt } from '../../firmware/packs/reader-animation.js';
import type { PackText } from '../../firmware/packs/reader-manifest.js';
import { decodedBytes } from '../../firmware/packs/reader-memory.js';
import { readNode } from '../../firmware/packs/reader-node.js';
import type { PackBlob } from '../../firmware/packs/reader-table.js';
import { digestOf } from './pack/write-pack.js';

/** One part of a pack. */
export interface PartReport {
  readonly kind: keyof typeof BlobKind;
  readonly id: number;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  /** Of an animation: its frames, the time of one round and whether it turns. */
  readonly frames?: number;
  readonly seconds?: number;
  readonly loops?: boolean;
}

/** One face of a pack. */
export interface FaceReport {
  readonly name: string;
  /** What it takes in the device's memory, bytes. */
  readonly decodedBytes: number;
  readonly parts: number;
  /** Pixels its always-on scene lights at the most; `null` where the device's own serves. */
  readonly litPixels: number | null;
}

/** What is in a pack. */
export interface PackReport {
  /** Of `PackFault`: 0, or why a device would refuse it. Then the rest holds what could be read. */
  readonly fault: PackFault;
  readonly name: string;
  readonly author: string;
  readonly licence: string;
  /** Thirty-two hexadecimal digits. */
  readonly id: string;
  readonly version: number;
  readonly bytes: number;
  readonly panel: { readonly width: number; readonly height: number; readonly shape: 'rectangle' | 'round' };
  /** Id of the key it is signed with, sixteen hexadecimal digits; `null` where nobody signed it. */
  readonly signedBy: string | null;
  readonly parts: readonly PartReport[];
  readonly faces: readonly FaceReport[];
  /** Sentences. */
  readonly warnings: readonly string[];
}

/** The bytes of a file as the reader takes them. */
export function packBytes(file: Uint8Array): PackBytes {
  return {
    length: file.length,
    read: (at, into, intoAt, count) => into.set(file.subarray(at, at + count), intoAt),
  };
}

/** Reads any bytes as a pack and says what is in it. The panel is taken to be the one it was made for. */
export async function inspectPack(file: Uint8Array): Promise<PackReport> {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const hasHead = file.length >= PackHeader.bytes + PackTrailer.bytes;
  const [width, height] = hasHead
    ? [view.getUint16(PackHeader.width, true), view.getUint16(PackHeader.height, true)]
    : [0, 0];
  const shape = hasHead ? file[PackHeader.shape]! : 0;
  const target = { width, height, shape, firmware: 0xffffff };
  const open = openPack(packBytes(file), target);
  const structure = checkStructure(packBytes(file), target);
  const hasDigests = structure !== PackFault.none || (await digestsHold(file, open));
  const key = file.slice(Math.max(0, file.length - PackTrailer.bytes)).subarray(0, 8);
  const report: Omit<PackReport, 'warnings'> = {
    fault: hasDigests ? structure : PackFault.digest,
    name: textOf(file, open.manifest.name),
    author: textOf(file, open.manifest.author),
    licence: textOf(file, open.manifest.licence),
    id: hasHead ? hexOf(file.subarray(PackHeader.id, PackHeader.id + 16)) : '',
    version: hasHead ? view.getUint32(PackHeader.version, true) : 0,
    bytes: file.length,
    panel: { width, height, shape: shape === 1 ? 'round' : 'rectangle' },
    signedBy: hasHead && key.some((byte) => byte !== 0) ? hexOf(key) : null,
    parts: open.blobs.map((blob) => partReport(open, blob)),
    faces:
      structure === PackFault.none
        ? Array.from({ length: open.manifest.faces }, (_, face) => faceReport(file, open, face))
        : [],
  };
  return { ...report, warnings: warningsOf(report) };
}

async function digestsHold(file: Uint8Array, { blobs }: OpenPack): Promise<boolean> {
  for (const [index, { offset, length }] of blobs.entries()) {
    const told = file.subarray(PackHeader.bytes + 64 * index + 32, PackHeader.bytes + 64 * index + 64);
    if (hexOf(await digestOf(file.subarray(offset, offset + length))) !== hexOf(told)) return false;
  }
  return true;
}

function partReport({ cursor }: OpenPack, blob: PackBlob): PartReport {
  const kind = (Object.keys(BlobKind) as (keyof typeof BlobKind)[]).find((name) => BlobKind[name] === blob.kind)!;
  const { id, length, width, height, frames } = blob;
  const part = { kind, id, bytes: length, width, height };
  if (blob.kind !== BlobKind.animation) return part;
  let millis = 0;
  for (let step = 0; step < frames; step += 1) millis += cursor.u16(stepAt(blob, step) + AnimationStep.millis);
  return { ...part, frames, seconds: millis / 1000, loops: loopOf(cursor, blob) !== NO_LOOP };
}

function faceReport(file: Uint8Array, open: OpenPack, face: number): FaceReport {
  const { manifest, cursor, blobs } = open;
  const name = manifest.faceNames[face];
  const alwaysOn = manifest.scene(face, SceneLayer.alwaysOn);
  let litPixels: number | null = null;
  if (alwaysOn !== undefined) {
    const lit = new LitCount(cursor, PackLimit.bytes);
    litPixels = 0;
    for (let index = 0; index < alwaysOn.nodes; index += 1) {
      litPixels += lit.of(readNode(cursor, alwaysOn.nodesAt + index * SceneNode.bytes, blobs));
    }
  }
  return {
    name: name === undefined ? '' : textOf(file, name),
    decodedBytes: decodedBytes(open, face),
    parts: manifest.scene(face, SceneLayer.main)?.nodes ?? 0,
    litPixels,
  };
}

function warningsOf({ parts, faces, panel, signedBy, licence }: Omit<PackReport, 'warnings'>): string[] {
  const warnings: string[] = [];
  if (signedBy === null)
    warnings.push('Nobody signed it: a device takes it only with --unsigned, and if it is set to allow that.');
  if (licence === '')
    warnings.push(
      'It does not say under which licence its pictures are: others cannot tell whether they may share it.',
    );
  for (const { kind, width, height, frames = 0, seconds = 0, bytes } of parts) {
    if (kind !== 'animation') continue;
    const hz = frames / Math.max(0.001, seconds);
    const area = (width * height) / (panel.width * panel.height);
    if (hz > 31 && area > 0.5)
      warnings.push(
        `An animation of most of the glass at ${Math.round(hz)} pictures a second keeps the device awake: 30 or fewer take less power.`,
      );
    if (seconds > 0 && bytes / seconds > 400_000)
      warnings.push(
        `An animation takes ${Math.round(bytes / seconds / 1000)} KB a second: a tolerance of 1 or 2 takes much less, and looks the same.`,
      );
  }
  for (const { name, litPixels } of faces) {
    const part = (100 * (litPixels ?? 0)) / (panel.width * panel.height);
    if (part > 8)
      warnings.push(
        `"${name}" lights ${part.toFixed(1)} % of the pixels when nobody looks, and ${PackLimit.litPercent} % is the most: fewer last longer.`,
      );
  }
  return warnings;
}

function textOf(file: Uint8Array, { at, bytes }: PackText): string {
  return new TextDecoder().decode(file.subarray(at, at + bytes));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
