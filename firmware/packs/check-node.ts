import {
  ArcNode,
  BarDirection,
  BarNode,
  Condition,
  DateFormat,
  HandNode,
  ImageNode,
  NodeFlag,
  NodeKind,
  PackLimit,
  SceneNode,
  SceneSource,
  TextAlign,
  TextNode,
  TimeFormat,
  VisibleWhen,
} from './layout.js';
import { PackFault } from './pack-fault.js';
import type { PackCursor } from './reader-cursor.js';
import { blobKindOf, type PackNode } from './reader-node.js';
import { findGlyph, type GlyphBox } from './reader-sprites.js';
import type { PackTarget } from './reader-table.js';

const MOST_HAND_RADIUS = 512;
const MOST_ARC_THICKNESS = 1024;
const TURN = 256;
const DAY_MINUTES = 1440;

/** Checks one node by itself; `left` nodes of its scene follow it. The answer is why not. */
export function checkNode(cursor: PackCursor, node: PackNode, left: number, target: PackTarget): PackFault {
  const { kind, flags, width, height, at } = node;
  const allowed = kind === NodeKind.visibleWhen ? NodeFlag.not : kind === NodeKind.text ? NodeFlag.keepStale : 0;
  if (
    kind < NodeKind.wall ||
    kind > NodeKind.visibleWhen ||
    (flags & ~allowed) !== 0 ||
    width === 0 ||
    height === 0 ||
    node.left + width > target.width ||
    node.top + height > target.height ||
    !cursor.isZero(at + ownEnd(kind), at + SceneNode.bytes)
  ) {
    return PackFault.node;
  }
  if (blobKindOf(kind) === 0) {
    if (cursor.u16(at + SceneNode.blob) !== 0) return PackFault.node;
  } else if (node.blob === undefined) return PackFault.reference;
  return hasOwn(cursor, node, left) ? checkSize(cursor, node) : PackFault.node;
}

/** Whether source, format and what the kind has of its own can be. */
function hasOwn(cursor: PackCursor, { kind, source, format, at }: PackNode, left: number): boolean {
  switch (kind) {
    case NodeKind.text:
      return isText(source, format) && cursor.u16(at + TextNode.align) <= TextAlign.right;
    case NodeKind.hand:
      return (
        source >= SceneSource.hour &&
        source <= SceneSource.second &&
        format === 0 &&
        isWithin(cursor.u16(at + HandNode.radius), 1, MOST_HAND_RADIUS)
      );
    case NodeKind.bar:
      return isLevel(source) && format === 0 && cursor.u8(at + BarNode.direction) <= BarDirection.down;
    case NodeKind.arc:
      return (
        isLevel(source) &&
        format === 0 &&
        cursor.u16(at + ArcNode.start) < TURN &&
        isWithin(cursor.u16(at + ArcNode.sweep), 1, TURN) &&
        isWithin(cursor.u16(at + ArcNode.thickness), 1, MOST_ARC_THICKNESS)
      );
    case NodeKind.visibleWhen:
      return format === 0 && isWithin(cursor.u8(at + VisibleWhen.count), 1, left) && isCondition(cursor, source, at);
    default:
      return source === SceneSource.none && format === 0;
  }
}

/** Where what a kind has of its own ends. */
function ownEnd(kind: NodeKind): number {
  switch (kind) {
    case NodeKind.image:
      return ImageNode.glyph + 4;
    case NodeKind.text:
      return TextNode.staleColour + 2;
    case NodeKind.hand:
      return HandNode.radius + 2;
    case NodeKind.bar:
      return BarNode.direction + 1;
    case NodeKind.arc:
      return ArcNode.thickness + 2;
    case NodeKind.visibleWhen:
      return VisibleWhen.high + 2;
    default:
      return SceneNode.own;
  }
}

function isText(source: number, format: number): boolean {
  if (source === SceneSource.time) return format <= TimeFormat.hourOf12;
  if (source === SceneSource.date) return format <= DateFormat.day;
  return (
    format === 0 && (source === SceneSource.weekday || isWithin(source, SceneSource.battery, SceneSource.notifications))
  );
}

/** Whether a bar or arc can follow it. */
function isLevel(source: number): boolean {
  return (
    source === SceneSource.battery ||
    source === SceneSource.progress ||
    isWithin(source, SceneSource.hour, SceneSource.second)
  );
}

function isCondition(cursor: PackCursor, source: number, at: number): boolean {
  const condition = cursor.u8(at + VisibleWhen.condition);
  const low = cursor.u16(at + VisibleWhen.low);
  const high = cursor.u16(at + VisibleWhen.high);
  if (condition === Condition.field)
    return isWithin(source, SceneSource.battery, SceneSource.notifications) && low === 0 && high === 0;
  if (source !== SceneSource.none) return false;
  switch (condition) {
    case Condition.mode:
      return isWithin(low, 1, 7) && high === 0;
    case Condition.charging:
      return low === 0 && high === 0;
    case Condition.battery:
      return low <= high && high <= 100;
    case Condition.posture:
      return isWithin(low, 1, 15) && high === 0;
    case Condition.hour:
      return low < DAY_MINUTES && high < DAY_MINUTES && low !== high;
    case Condition.touched:
      return isWithin(low, 1, PackLimit.touchedTenths) && high === 0;
    default:
      return false;
  }
}

const box: GlyphBox = { bits: 0, coloured: false, at: 0, width: 0, height: 0, left: 0, top: 0, advance: 0 };

/** Whether the box is as large as what it shows. */
function checkSize(cursor: PackCursor, node: PackNode): PackFault {
  const { kind, blob, width, height } = node;
  if (blob === undefined || kind === NodeKind.text) return PackFault.none;
  if (kind === NodeKind.image) {
    const found = findGlyph(cursor, blob, cursor.u32(node.at + ImageNode.glyph), box);
    return found && box.width === width && box.height === height ? PackFault.none : PackFault.reference;
  }
  return blob.width === width && blob.height === height ? PackFault.none : PackFault.reference;
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
