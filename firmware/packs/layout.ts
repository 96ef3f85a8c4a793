/**
 * Numbers and layouts of a pack, a file `.verso`: offsets from the start of what each describes. One source for the reader
 * and the builder; docs/PACKS.md says the same in words. Integers are little-endian and unsigned unless said otherwise; a
 * colour is a pixel and has its high byte first.
 */

/** The file begins with `VRS1`. */
export const PACK_MAGIC = [0x56, 0x52, 0x53, 0x31] as const;
/** The format this source speaks. */
export const PACK_FORMAT = 1;
/** Every blob begins at a multiple of this. */
export const BLOB_ALIGNMENT = 4096;

/** What a pack may be at most. */
export const PackLimit = {
  /** The whole file. */
  bytes: 4 * 1024 * 1024,
  entries: 256,
  manifestBytes: 8192,
  /** Each of name, author, licence and the name of a face, UTF-8. */
  nameBytes: 64,
  faces: 8,
  /** Of one scene. */
  nodes: 32,
  /** Nodes of one scene that change oftener than once a minute by themselves. */
  movingNodes: 8,
  /** Of one animation, and of one step of it. */
  frames: 4096,
  regions: 64,
  /** Shortest time a frame may stand. */
  leastMillis: 8,
  glyphs: 8192,
  /** Bytes of one row of a glyph or of an always-on layer, colours and alpha counted apart. */
  rowBytes: 4096,
  /** What the blobs of one face take in memory. */
  decodedBytes: 1_572_864,
  /** Pixels of the glass that the always-on scene may light. */
  litPercent: 10,
  thumbnailPixels: 256,
  /** Longest time after a touch that a condition holds. */
  touchedTenths: 600,
} as const;

/** The file's head. `firmware` is the least version that plays it: major, minor, patch (u8 each) and 0. */
export const PackHeader = {
  magic: 0,
  format: 4,
  flags: 6,
  length: 8,
  entries: 12,
  reserved: 14,
  table: 16,
  firmware: 20,
  width: 24,
  height: 26,
  shape: 28,
  reservedShape: 29,
  id: 32,
  version: 48,
  reservedTail: 52,
  bytes: 64,
} as const;
export const PACK_ID_BYTES = 16;

/** One entry of the table, which follows the head at once. Digest: SHA-256 of the blob. */
export const PackEntry = {
  kind: 0,
  codec: 1,
  id: 2,
  variant: 4,
  reserved: 5,
  frames: 6,
  offset: 8,
  length: 12,
  width: 16,
  height: 18,
  reservedTail: 20,
  digest: 32,
  bytes: 64,
} as const;

/** What a blob is. */
export const BlobKind = { manifest: 1, wall: 2, animation: 3, sprites: 4, alwaysOn: 5, thumbnail: 6 } as const;
export type BlobKind = (typeof BlobKind)[keyof typeof BlobKind];

/** How a WALL, THMB or region of an ANIM is coded. `fill` and `copy` are of regions alone; else an entry's codec is 0. */
export const PackCodec = { raw: 0, px565: 1, fill: 2, copy: 3 } as const;
export type PackCodec = (typeof PackCodec)[keyof typeof PackCodec];

/** The last bytes of the file: who signed, and r and s of ECDSA P-256 over SHA-256 of head and table; zeros: nobody. */
export const PackTrailer = { keyId: 0, signature: 8, bytes: 72 } as const;
export const KEY_ID_BYTES = 8;

/** MANI is a row of these: type, 0, length of the value (u16), the value. */
export const ManifestItem = { type: 0, reserved: 1, length: 2, value: 4 } as const;
export const ManifestType = { name: 1, author: 2, licence: 3, scene: 4, faceName: 5 } as const;
/** Bit 7 of the type: whoever does not know it must refuse. Other unknown types are passed over. */
export const MANIFEST_CRITICAL = 0x80;

/** A scene: this head, then its nodes. `background` is a colour. */
export const SceneHeader = {
  face: 0,
  layer: 1,
  nodes: 2,
  reserved: 3,
  background: 4,
  reservedTail: 6,
  bytes: 8,
} as const;
/** Of what a face shows, and what it shows when nobody looks. */
export const SceneLayer = { main: 0, alwaysOn: 1 } as const;
export type SceneLayer = (typeof SceneLayer)[keyof typeof SceneLayer];

/** A node of a scene: what all have, and from `own` on what its kind has. Its box lies on the panel, nothing is drawn outside. */
export const SceneNode = {
  kind: 0,
  flags: 1,
  x: 2,
  y: 4,
  width: 6,
  height: 8,
  blob: 10,
  colour: 12,
  source: 14,
  format: 15,
  own: 16,
  bytes: 32,
} as const;
export const NodeKind = {
  /** A WALL, opaque, as large as its box. */
  wall: 1,
  /** One glyph of a SPRT; one that is alpha alone takes the node's colour. */
  image: 2,
  /** An AODL in the node's colour. */
  layer: 3,
  /** An ANIM, opaque, as large as its box. */
  animation: 4,
  /** What a source says, one line of a SPRT's glyphs; the time is a digital clock. */
  text: 5,
  /** One hand of a clock, from the middle of the box. */
  hand: 6,
  /** How full a source is. */
  bar: 7,
  arc: 8,
  /** The nodes that follow are there only when something holds. */
  visibleWhen: 9,
} as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];
/** Flags of a node. `not` is of visible-when; `keepStale`: what is past its time is drawn in `TextNode.staleColour`, not hidden. */
export const NodeFlag = { not: 1, keepStale: 2 } as const;

/** Image: the glyph's code point (u32). */
export const ImageNode = { glyph: 16 } as const;
export const TextNode = { align: 16, staleColour: 18 } as const;
export const TextAlign = { left: 0, centre: 1, right: 2 } as const;
/** Hand: pixels from the middle to the tip, and beyond the middle; half its breadth in 16ths of a pixel. */
export const HandNode = { length: 16, tail: 18, radius: 20 } as const;
export const BarNode = { direction: 16 } as const;
/** Which way a bar grows. */
export const BarDirection = { right: 0, left: 1, up: 2, down: 3 } as const;
/** Arc: where it begins and how far it goes when full, 256ths of a turn clockwise from the right; breadth in 16ths. */
export const ArcNode = { start: 16, sweep: 18, thickness: 20 } as const;
export const VisibleWhen = { condition: 16, count: 17, low: 18, high: 20 } as const;
export const Condition = {
  /** `low` is a set of modes: bit 0 active, 1 idle, 2 aod. */
  mode: 1,
  charging: 2,
  /** Percent, `low` to `high`, both included. */
  battery: 3,
  /** `low` is a set of postures: bit n for posture n. */
  posture: 4,
  /** Minute of the day from `low` until before `high`; over midnight where `low` is greater. */
  hour: 5,
  /** The node's source has something to say. */
  field: 6,
  /** The glass was touched less than `low` tenths of a second ago. */
  touched: 7,
} as const;

/** What a text, bar, arc or hand follows. Up to 15 a host may tell them with FIELD; from 16 on the device's clock does. */
export const SceneSource = {
  none: 0,
  battery: 1,
  date: 2,
  weather: 3,
  song: 4,
  artist: 5,
  lyric: 6,
  progress: 7,
  event: 8,
  notifications: 9,
  time: 16,
  hour: 17,
  minute: 18,
  second: 19,
  weekday: 20,
} as const;
export type SceneSource = (typeof SceneSource)[keyof typeof SceneSource];
/** Formats of a text of source time: 23:05, 11:05, 23:05:09, and its parts alone. */
export const TimeFormat = {
  hourMinute: 0,
  hourMinuteOf12: 1,
  hourMinuteSecond: 2,
  hour: 3,
  minute: 4,
  second: 5,
  hourOf12: 6,
} as const;
/** Formats of a date nobody told: 11/22, 22.11., 2026-11-22, 11月22日, 22. */
export const DateFormat = { monthDay: 0, dayMonth: 1, yearMonthDay: 2, characters: 3, day: 4 } as const;
/** A text of source weekday is this code point for a Sunday, and the next ones. */
export const WEEKDAY_GLYPH = 0xe000;
/** What stands for a character that the glyphs do not have, where they have this one. */
export const MISSING_GLYPH = 0xfffd;

/** WALL and THMB begin with the offset of each band in the blob (u32); a band is coded by itself. */
export const BAND_ROWS = 32;

/** ANIM: this head, then its steps. `loop` is the frame that follows the last one. */
export const AnimationHeader = { frames: 0, loop: 2, reserved: 4, bytes: 16 } as const;
/** As `loop`: the last frame stays. */
export const NO_LOOP = 0xffff;
/** One step: where its regions begin in the blob, how long its frame stands (milliseconds), how many regions there are. */
export const AnimationStep = { offset: 0, millis: 4, regions: 6, bytes: 8 } as const;
/** A region of a step: this head, then `length` bytes. */
export const StepRegion = { x: 0, y: 2, width: 4, height: 6, codec: 8, reserved: 9, length: 12, bytes: 16 } as const;
/** Data of a region that is a copy: where it is copied from. Of one that is a fill: a colour. */
export const CopyData = { x: 0, y: 2, bytes: 4 } as const;
export const FILL_BYTES = 2;

/** SPRT: this head, then its glyphs in rising order of code points. */
export const SpriteHeader = { bits: 0, coloured: 1, glyphs: 2, lineHeight: 4, reserved: 6, bytes: 16 } as const;
/**
 * A glyph: where it lies in the blob: its colours (where coloured), rows without gaps, then its alpha, each row filled up to
 * a byte. `left` and `top` (i16) are from pen and line's top to the glyph; `advance` moves the pen.
 */
export const SpriteGlyph = {
  codePoint: 0,
  offset: 4,
  width: 8,
  height: 10,
  left: 12,
  top: 14,
  advance: 16,
  reserved: 18,
  bytes: 20,
} as const;

/** AODL: this head, then its rows, each filled up to a byte. `bits` a pixel: 1 or 2. */
export const AlwaysOnHeader = { bits: 0, reserved: 1, bytes: 8 } as const;
