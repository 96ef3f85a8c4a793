import { nodesOf } from './open-by-hand.js';

/** A node of a scene by docs/PACKS.md: its kind, box, colour, source, and what it has of its own. */
export interface SceneNodeOf {
  readonly kind: number;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly colour: number;
  readonly source: number;
  /** u16 at this offset of the node. */
  u16(at: number): number;
}

/** The nodes of the main scene of a pack's first face. */
export function mainNodes(file: Uint8Array): SceneNodeOf[] {
  return nodesOf(file, 0, 0).map((view) => ({
    kind: view.getUint8(0),
    box: [view.getUint16(2, true), view.getUint16(4, true), view.getUint16(6, true), view.getUint16(8, true)],
    colour: view.getUint16(12, false),
    source: view.getUint8(14),
    u16: (at) => view.getUint16(at, true),
  }));
}

/** 1 for each pixel of a glass of this width that lies in none of the boxes. */
export function outside(pixels: number, width: number, nodes: readonly SceneNodeOf[]): Uint8Array {
  const mask = new Uint8Array(pixels).fill(1);
  for (const { box } of nodes) {
    const [left, top, columns, rows] = box;
    for (let y = top; y < top + rows; y += 1) mask.fill(0, y * width + left, y * width + left + columns);
  }
  return mask;
}
