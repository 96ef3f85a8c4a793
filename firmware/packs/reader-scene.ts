import { PackLimit, SceneHeader, SceneLayer, SceneNode } from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';

/** A scene in the manifest: numbers of its head, and where in the file its nodes begin. */
export interface PackScene {
  readonly face: number;
  readonly layer: SceneLayer;
  readonly nodes: number;
  /** A colour. */
  readonly background: number;
  /** Of the first node, in the file. */
  readonly nodesAt: number;
}

/** Reads a scene's head from `at`, the value of its item; undefined where it cannot be. */
export function readScene(cursor: PackCursor, at: number, length: number): PackScene | undefined {
  if (length < SceneHeader.bytes) return undefined;
  const face = cursor.u8(at + SceneHeader.face);
  const layer = cursor.u8(at + SceneHeader.layer);
  const nodes = cursor.u8(at + SceneHeader.nodes);
  const background = cursor.colour(at + SceneHeader.background);
  if (
    face >= PackLimit.faces ||
    (layer !== SceneLayer.main && layer !== SceneLayer.alwaysOn) ||
    nodes > PackLimit.nodes ||
    length !== SceneHeader.bytes + nodes * SceneNode.bytes ||
    (layer === SceneLayer.alwaysOn && background !== 0) ||
    cursor.u8(at + SceneHeader.reserved) !== 0 ||
    cursor.u16(at + SceneHeader.reservedTail) !== 0
  ) {
    return undefined;
  }
  return { face, layer, nodes, background, nodesAt: at + SceneHeader.bytes };
}

/** Each face has one main scene and at most one always-on scene, and faces are numbered without gaps. */
export function checkFaces(scenes: readonly PackScene[]): PackFault {
  let faces = 0;
  const seen: boolean[] = [];
  for (const { face, layer } of scenes) {
    const name = face * 2 + layer;
    if (seen[name] === true) return PackFault.face;
    seen[name] = true;
    faces = Math.max(faces, face + 1);
  }
  if (faces === 0) return PackFault.face;
  for (let face = 0; face < faces; face += 1) {
    if (seen[face * 2 + SceneLayer.main] !== true) return PackFault.face;
  }
  return PackFault.none;
}
