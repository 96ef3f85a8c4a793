import { LitCount } from './check-lit.js';
import { checkNode } from './check-node.js';
import { BlobKind, NodeKind, PackLimit, SceneLayer, SceneNode, VisibleWhen } from './layout.js';
import type { PackBytes } from './pack-bytes.js';
import { PackFault } from './pack-fault.js';
import { type OpenPack, openPack } from './reader.js';
import { checkAnimation } from './reader-animation.js';
import { decodedBytes } from './reader-memory.js';
import { isMoving, type PackNode, readNode, showsSeconds } from './reader-node.js';
import { checkAlwaysOn, checkWall } from './reader-pictures.js';
import type { PackScene } from './reader-scene.js';
import { checkSprites } from './reader-sprites.js';
import type { PackBlob, PackTarget } from './reader-table.js';

/**
 * Checks everything of a pack but its digests, its signature and the pixels themselves: any bytes are answered, with
 * `PackFault.none` or the reason, and never with an exception.
 */
export function checkStructure(pack: PackBytes, target: PackTarget): PackFault {
  const open = openPack(pack, target);
  if (open.fault !== PackFault.none) return open.fault;
  for (const blob of open.blobs) {
    const fault = checkBlob(open, blob);
    if (fault !== PackFault.none) return fault;
  }
  const lit = new LitCount(open.cursor, target.width * target.height);
  for (const scene of open.manifest.scenes) {
    const fault = checkScene(open, scene, target, lit);
    if (fault !== PackFault.none) return fault;
  }
  for (let face = 0; face < open.manifest.faces; face += 1) {
    if (decodedBytes(open, face) > PackLimit.decodedBytes) return PackFault.memory;
  }
  return PackFault.none;
}

function checkBlob({ cursor }: OpenPack, blob: PackBlob): PackFault {
  switch (blob.kind) {
    case BlobKind.wall:
    case BlobKind.thumbnail:
      return checkWall(cursor, blob);
    case BlobKind.animation:
      return checkAnimation(cursor, blob);
    case BlobKind.sprites:
      return checkSprites(cursor, blob);
    case BlobKind.alwaysOn:
      return checkAlwaysOn(cursor, blob);
    default:
      return PackFault.none;
  }
}

/** Checks the nodes of a scene, and what they come to together. The blobs are checked already. */
export function checkScene(open: OpenPack, scene: PackScene, target: PackTarget, lit: LitCount): PackFault {
  const { cursor, blobs } = open;
  let moving = 0;
  const played: PackBlob[] = [];
  /** The most pixels an always-on scene lights. */
  let pixels = 0;
  for (let index = 0; index < scene.nodes; index += 1) {
    const node = readNode(cursor, scene.nodesAt + index * SceneNode.bytes, blobs);
    const fault = checkNode(cursor, node, scene.nodes - index - 1, target);
    if (fault !== PackFault.none) return fault;
    if (!isNested(cursor, node, index, scene, blobs)) return PackFault.node;
    if (isMoving(node)) moving += 1;
    if (node.kind === NodeKind.animation) {
      // Its frames have one surface, on which each is drawn over the last.
      if (played.includes(node.blob!)) return PackFault.reference;
      played.push(node.blob!);
    }
    if (scene.layer !== SceneLayer.alwaysOn) continue;
    if (node.kind === NodeKind.wall || node.kind === NodeKind.animation || showsSeconds(node))
      return PackFault.alwaysOnNode;
    pixels += lit.of(node);
  }
  if (moving > PackLimit.movingNodes) return PackFault.moving;
  return pixels * 100 > target.width * target.height * PackLimit.litPercent ? PackFault.lit : PackFault.none;
}

/** A visible-when inside another ends where that one does, or before. */
function isNested(
  cursor: OpenPack['cursor'],
  node: PackNode,
  index: number,
  scene: PackScene,
  blobs: readonly PackBlob[],
): boolean {
  if (node.kind !== NodeKind.visibleWhen) return true;
  const end = index + cursor.u8(node.at + VisibleWhen.count);
  for (let inner = index + 1; inner <= end; inner += 1) {
    const { kind, at } = readNode(cursor, scene.nodesAt + inner * SceneNode.bytes, blobs);
    if (kind === NodeKind.visibleWhen && inner + cursor.u8(at + VisibleWhen.count) > end) return false;
  }
  return true;
}
