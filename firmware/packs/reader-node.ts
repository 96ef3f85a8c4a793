import { BlobKind, NodeKind, SceneNode, SceneSource, TimeFormat } from './layout.js';
import type { PackCursor } from './reader-cursor.js';
import type { PackBlob } from './reader-table.js';

/** What all nodes of a scene have; what its kind has of its own is read from `at`. */
export interface PackNode {
  /** Of the node, in the file. */
  readonly at: number;
  readonly kind: NodeKind;
  readonly flags: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Undefined where it names none, or none that is there. */
  readonly blob: PackBlob | undefined;
  readonly colour: number;
  readonly source: SceneSource;
  readonly format: number;
}

/** The kind of blob a kind of node names; 0 for none. */
export function blobKindOf(kind: NodeKind): number {
  switch (kind) {
    case NodeKind.wall:
      return BlobKind.wall;
    case NodeKind.animation:
      return BlobKind.animation;
    case NodeKind.layer:
      return BlobKind.alwaysOn;
    case NodeKind.image:
    case NodeKind.text:
      return BlobKind.sprites;
    default:
      return 0;
  }
}

/** Reads the node at `at`. */
export function readNode(cursor: PackCursor, at: number, blobs: readonly PackBlob[]): PackNode {
  const kind = cursor.u8(at + SceneNode.kind) as NodeKind;
  const id = cursor.u16(at + SceneNode.blob);
  const wanted = blobKindOf(kind);
  return {
    at,
    kind,
    flags: cursor.u8(at + SceneNode.flags),
    left: cursor.u16(at + SceneNode.x),
    top: cursor.u16(at + SceneNode.y),
    width: cursor.u16(at + SceneNode.width),
    height: cursor.u16(at + SceneNode.height),
    blob: blobs.find((blob) => blob.kind === wanted && blob.id === id),
    colour: cursor.colour(at + SceneNode.colour),
    source: cursor.u8(at + SceneNode.source) as SceneSource,
    format: cursor.u8(at + SceneNode.format),
  };
}

/** Whether it changes every second. */
export function showsSeconds({ kind, source, format }: PackNode): boolean {
  if (kind === NodeKind.text)
    return source === SceneSource.time && (format === TimeFormat.hourMinuteSecond || format === TimeFormat.second);
  return (kind === NodeKind.hand || kind === NodeKind.bar || kind === NodeKind.arc) && source === SceneSource.second;
}

/** Whether it changes oftener than once a minute by itself. */
export function isMoving(node: PackNode): boolean {
  return node.kind === NodeKind.animation || showsSeconds(node);
}
