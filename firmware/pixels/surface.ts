/**
 * Pixels in our memory: RGB565 in wire order (big-endian), top row first, always in panel orientation.
 * `bytes` comes from the platform's frame memory and holds `height` rows of `stride` bytes.
 */
export interface Surface {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next, at least `2 * width`. */
  readonly stride: number;
}
