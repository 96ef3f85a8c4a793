import { MANIFEST_CRITICAL, ManifestItem, ManifestType, PackLimit } from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';
import { checkFaces, type PackScene, readScene } from './reader-scene.js';
import type { PackBlob } from './reader-table.js';

/** A text in the file, UTF-8. */
export interface PackText {
  readonly at: number;
  readonly bytes: number;
}

const NO_TEXT: PackText = { at: 0, bytes: 0 };

/** What the manifest says. */
export class PackManifest {
  name = NO_TEXT;
  author = NO_TEXT;
  licence = NO_TEXT;
  /** By number of face; a face without a name is not there. */
  readonly faceNames: (PackText | undefined)[] = [];
  readonly scenes: PackScene[] = [];

  get faces(): number {
    return this.scenes.reduce((most, { face }) => Math.max(most, face + 1), 0);
  }

  scene(face: number, layer: number): PackScene | undefined {
    return this.scenes.find((scene) => scene.face === face && scene.layer === layer);
  }
}

/** Reads the manifest into `into`; the answer is why not. */
export function readManifest(cursor: PackCursor, blob: PackBlob, into: PackManifest): PackFault {
  const end = blob.offset + blob.length;
  let at = blob.offset;
  let seen = 0;
  while (at < end) {
    if (at + ManifestItem.value > end) return PackFault.manifest;
    const type = cursor.u8(at + ManifestItem.type);
    const length = cursor.u16(at + ManifestItem.length);
    const value = at + ManifestItem.value;
    if (value + length > end) return PackFault.manifest;
    if (cursor.u8(at + ManifestItem.reserved) !== 0) return PackFault.reserved;
    if (type >= ManifestType.name && type <= ManifestType.licence) {
      if ((seen & (1 << type)) !== 0) return PackFault.twice;
      seen |= 1 << type;
    }
    const fault = takeItem(cursor, type, value, length, into);
    if (fault !== PackFault.none) return fault;
    at = value + length;
  }
  if (into.name.bytes === 0) return PackFault.manifest;
  return checkFaces(into.scenes);
}

function takeItem(cursor: PackCursor, type: number, at: number, bytes: number, into: PackManifest): PackFault {
  if (type === ManifestType.scene) {
    const scene = readScene(cursor, at, bytes);
    if (scene === undefined) return PackFault.scene;
    into.scenes.push(scene);
    return PackFault.none;
  }
  if (type === ManifestType.faceName) {
    const face = cursor.u8(at);
    if (bytes === 0 || bytes > PackLimit.nameBytes + 1 || face >= PackLimit.faces) return PackFault.manifest;
    if (into.faceNames[face] !== undefined) return PackFault.twice;
    into.faceNames[face] = { at: at + 1, bytes: bytes - 1 };
    return PackFault.none;
  }
  if (type < ManifestType.name || type > ManifestType.faceName)
    return (type & MANIFEST_CRITICAL) === 0 ? PackFault.none : PackFault.manifest;
  if (bytes > PackLimit.nameBytes) return PackFault.manifest;
  const text = { at, bytes };
  if (type === ManifestType.name) into.name = text;
  else if (type === ManifestType.author) into.author = text;
  else into.licence = text;
  return PackFault.none;
}
