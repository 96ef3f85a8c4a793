import { BlobKind, SceneNode, SpriteGlyph, SpriteHeader } from './layout.js';
import type { OpenPack } from './reader.js';
import type { PackCursor } from './reader-cursor.js';
import { readNode } from './reader-node.js';
import type { PackBlob } from './reader-table.js';

/** What one blob takes in memory while a face that names it is played, bytes, rounded up to 8. */
export function blobMemory(cursor: PackCursor, blob: PackBlob): number {
  const bytes =
    blob.kind === BlobKind.wall || blob.kind === BlobKind.animation
      ? blob.width * blob.height * 2
      : blob.kind === BlobKind.sprites
        ? cursor.u16(blob.offset + SpriteHeader.glyphs) * SpriteGlyph.bytes
        : 0;
  return (bytes + 7) & ~7;
}

/** The blobs that the scenes of a face name, each once. */
export function blobsOfFace({ cursor, blobs, manifest }: OpenPack, face: number): PackBlob[] {
  const named: PackBlob[] = [];
  for (const scene of manifest.scenes) {
    if (scene.face !== face) continue;
    for (let index = 0; index < scene.nodes; index += 1) {
      const { blob } = readNode(cursor, scene.nodesAt + index * SceneNode.bytes, blobs);
      if (blob !== undefined && !named.includes(blob)) named.push(blob);
    }
  }
  return named;
}

/** What a face takes in memory, bytes. */
export function decodedBytes(open: OpenPack, face: number): number {
  return blobsOfFace(open, face).reduce((sum, blob) => sum + blobMemory(open.cursor, blob), 0);
}
