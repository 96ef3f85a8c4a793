/** Why a pack is refused, or no longer played. The number goes over the link; a host says the sentence. */
export const PackFault = {
  none: 0,
  /** Shorter than it says, or than a pack can be. */
  truncated: 1,
  /** Longer than a pack may be. */
  tooLong: 2,
  /** It does not begin as a pack does. */
  magic: 3,
  /** A format this firmware does not speak. */
  format: 4,
  /** A byte that must be zero is not. */
  reserved: 5,
  /** It asks for a newer firmware. */
  firmware: 6,
  /** It was made for another panel. */
  panel: 7,
  /** The table is not where it must be, or has no entries or too many. */
  table: 8,
  /** An entry is of no kind there is, or its numbers cannot be. */
  entry: 9,
  /** A blob lies outside the file, or not on its boundary. */
  outside: 10,
  /** Blobs overlap. */
  overlap: 11,
  /** Two blobs of one name, or a second manifest. */
  twice: 12,
  /** No manifest, or one that cannot be read. */
  manifest: 13,
  /** A scene that cannot be read. */
  scene: 14,
  /** A node that cannot be. */
  node: 15,
  /** A node names a blob that is not there, or is not of its kind and size. */
  reference: 16,
  /** More nodes that move than there may be. */
  moving: 17,
  /** A face without a main scene, or a scene twice. */
  face: 18,
  /** A picture whose bands do not fit its blob. */
  wall: 19,
  /** An animation whose steps or regions do not fit. */
  animation: 20,
  /** More frames than there may be, or none. */
  frames: 21,
  /** A frame that stands too short. */
  duration: 22,
  /** Sprites whose glyphs do not fit. */
  sprites: 23,
  /** An always-on layer that does not fit. */
  alwaysOn: 24,
  /** The always-on scene lights too many pixels. */
  lit: 25,
  /** The always-on scene holds what may not stay on. */
  alwaysOnNode: 26,
  /** A face takes more memory than there is. */
  memory: 27,
  /** Pixels that do not decode. */
  pixels: 28,
  /** A blob is not what its digest says. */
  digest: 29,
} as const;
export type PackFault = (typeof PackFault)[keyof typeof PackFault];
