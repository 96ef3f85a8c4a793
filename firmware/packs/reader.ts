import { BlobKind } from './layout.js';
import type { PackBytes } from './pack-bytes.js';
import { PackFault } from './pack-fault.js';
import { PackCursor } from './reader-cursor.js';
import { PackManifest, readManifest } from './reader-manifest.js';
import { type PackBlob, type PackTarget, readTable } from './reader-table.js';

/** A pack whose head, table and manifest are read. Where `fault` is not 0 the rest holds what was read until then. */
export interface OpenPack {
  readonly fault: PackFault;
  readonly cursor: PackCursor;
  readonly blobs: readonly PackBlob[];
  readonly manifest: PackManifest;
}

/** Reads head, table and manifest of any bytes. Never throws: what cannot be is a fault. */
export function openPack(pack: PackBytes, target: PackTarget): OpenPack {
  const cursor = new PackCursor(pack);
  const blobs: PackBlob[] = [];
  const manifest = new PackManifest();
  let fault = readTable(cursor, target, blobs);
  if (fault === PackFault.none) {
    const blob = blobs.find(({ kind }) => kind === BlobKind.manifest);
    fault = blob === undefined ? PackFault.manifest : readManifest(cursor, blob, manifest);
  }
  return { fault, cursor, blobs, manifest };
}
