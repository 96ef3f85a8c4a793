import {
  ArcNode,
  BarDirection,
  BarNode,
  Condition,
  HandNode,
  ImageNode,
  NodeFlag,
  NodeKind,
  PackLimit,
  SceneHeader,
  SceneNode,
  SceneSource,
  TextAlign,
  TextNode,
  VisibleWhen,
} from '../../../firmware/packs/layout.js';
import { StudioError } from '../image.js';
import { type Blob, writer } from './blob.js';

/** Where a node is, pixels of the glass. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type SourceName = Exclude<keyof typeof SceneSource, 'none'>;

/**
 * What a scene shows, the lowest first (docs/PACKS.md has the meaning of each). Colours are RGB565 values; breadths and
 * thicknesses pixels, which may have 16ths; angles 256ths of a turn. The box of a wall, layer or animation is as large as its blob.
 */
export type NodePlan =
  | { readonly kind: 'wall' | 'animation'; readonly x: number; readonly y: number; readonly blob: Blob }
  | { readonly kind: 'layer'; readonly x: number; readonly y: number; readonly blob: Blob; readonly colour: number }
  | {
      readonly kind: 'image';
      readonly box: Box;
      readonly blob: Blob;
      readonly glyph: number;
      readonly colour?: number;
    }
  | {
      readonly kind: 'text';
      readonly box: Box;
      readonly blob: Blob;
      readonly source: SourceName;
      readonly colour: number;
      /** `TimeFormat` or `DateFormat`; 0 where absent. */
      readonly format?: number;
      readonly align?: keyof typeof TextAlign;
      /** Stale text is drawn in this colour; hidden where absent. */
      readonly staleColour?: number;
    }
  | {
      readonly kind: 'hand';
      readonly box: Box;
      readonly source: 'hour' | 'minute' | 'second';
      readonly colour: number;
      readonly length: number;
      readonly tail?: number;
      readonly breadth: number;
    }
  | {
      readonly kind: 'bar';
      readonly box: Box;
      readonly source: SourceName;
      readonly colour: number;
      readonly direction?: keyof typeof BarDirection;
    }
  | {
      readonly kind: 'arc';
      readonly box: Box;
      readonly source: SourceName;
      readonly colour: number;
      readonly start: number;
      readonly sweep: number;
      readonly thickness: number;
    }
  | {
      readonly kind: 'when';
      readonly condition: keyof typeof Condition;
      readonly nodes: readonly NodePlan[];
      readonly low?: number;
      readonly high?: number;
      readonly source?: SourceName;
      /** Turns it round. */
      readonly not?: boolean;
    };

/** What a face shows, or what it shows when nobody looks. */
export interface ScenePlan {
  /** RGB565; black where absent. */
  readonly background?: number;
  readonly nodes: readonly NodePlan[];
}

/** The blobs that a scene names, in the order of their first use. */
export function blobsOf(nodes: readonly NodePlan[]): Blob[] {
  return nodes.flatMap((node) => (node.kind === 'when' ? blobsOf(node.nodes) : 'blob' in node ? [node.blob] : []));
}

/** A scene as it stands in the manifest. `idOf` names the blobs. Throws StudioError where it has too many nodes. */
export function sceneBytes(
  plan: ScenePlan,
  face: number,
  layer: number,
  size: { readonly width: number; readonly height: number },
  idOf: (blob: Blob) => number,
): Uint8Array {
  const nodes = flatten(plan.nodes);
  if (nodes.length > PackLimit.nodes) {
    throw new StudioError(`A scene has at most ${PackLimit.nodes} parts, not ${nodes.length}: leave some out.`);
  }
  const bytes = new Uint8Array(SceneHeader.bytes + nodes.length * SceneNode.bytes);
  const view = writer(bytes);
  bytes[SceneHeader.face] = face;
  bytes[SceneHeader.layer] = layer;
  bytes[SceneHeader.nodes] = nodes.length;
  view.setUint16(SceneHeader.background, plan.background ?? 0, false);
  nodes.forEach((node, index) => {
    putNode(new DataView(bytes.buffer, SceneHeader.bytes + index * SceneNode.bytes, SceneNode.bytes), node, size, idOf);
  });
  return bytes;
}

/** A visible-when stands before the nodes it rules. */
function flatten(nodes: readonly NodePlan[]): NodePlan[] {
  return nodes.flatMap((node) => (node.kind === 'when' ? [node, ...flatten(node.nodes)] : [node]));
}

const kinds = { ...NodeKind, when: NodeKind.visibleWhen } as const;

function putNode(
  view: DataView,
  node: NodePlan,
  size: { readonly width: number; readonly height: number },
  idOf: (blob: Blob) => number,
): void {
  view.setUint8(SceneNode.kind, kinds[node.kind]);
  const box = boxOf(node, size);
  view.setUint16(SceneNode.x, box.x, true);
  view.setUint16(SceneNode.y, box.y, true);
  view.setUint16(SceneNode.width, box.width, true);
  view.setUint16(SceneNode.height, box.height, true);
  if ('blob' in node) view.setUint16(SceneNode.blob, idOf(node.blob), true);
  if ('colour' in node) view.setUint16(SceneNode.colour, node.colour ?? 0, false);
  if ('source' in node && node.source !== undefined) view.setUint8(SceneNode.source, SceneSource[node.source]);
  if (node.kind === 'image') view.setUint32(ImageNode.glyph, node.glyph, true);
  else if (node.kind === 'text') {
    view.setUint8(SceneNode.format, node.format ?? 0);
    view.setUint8(TextNode.align, TextAlign[node.align ?? 'left']);
    if (node.staleColour !== undefined) {
      view.setUint8(SceneNode.flags, NodeFlag.keepStale);
      view.setUint16(TextNode.staleColour, node.staleColour, false);
    }
  } else if (node.kind === 'hand') {
    view.setUint16(HandNode.length, node.length, true);
    view.setUint16(HandNode.tail, node.tail ?? 0, true);
    view.setUint16(HandNode.radius, Math.round(node.breadth * 8), true);
  } else if (node.kind === 'bar') view.setUint8(BarNode.direction, BarDirection[node.direction ?? 'right']);
  else if (node.kind === 'arc') {
    view.setUint16(ArcNode.start, node.start, true);
    view.setUint16(ArcNode.sweep, node.sweep, true);
    view.setUint16(ArcNode.thickness, Math.round(node.thickness * 16), true);
  } else if (node.kind === 'when') {
    if (node.not) view.setUint8(SceneNode.flags, NodeFlag.not);
    view.setUint8(VisibleWhen.condition, Condition[node.condition]);
    view.setUint8(VisibleWhen.count, flatten(node.nodes).length);
    view.setUint16(VisibleWhen.low, node.low ?? 0, true);
    view.setUint16(VisibleWhen.high, node.high ?? 0, true);
  }
}

function boxOf(node: NodePlan, size: { readonly width: number; readonly height: number }): Box {
  if (node.kind === 'when') return { x: 0, y: 0, ...size };
  if ('box' in node) return node.box;
  return { x: node.x, y: node.y, width: node.blob.width, height: node.blob.height };
}
