/**
 * A picture as the panel takes it: RGB565, two bytes a pixel, high byte first, rows without gaps, top row first, in
 * panel orientation.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `2 * width * height` bytes. */
  readonly pixels: Uint8Array;
}

/** Throws RangeError where a picture's bytes do not make up its size, or it has not the size wanted. */
export function checkPicture(picture: Picture, width: number, height: number): void {
  if (picture.width !== width || picture.height !== height) {
    throw new RangeError(`the picture is ${picture.width} x ${picture.height}, the panel ${width} x ${height}`);
  }
  if (picture.pixels.length !== 2 * width * height) {
    throw new RangeError(`${width} x ${height} pixels take ${2 * width * height} bytes, not ${picture.pixels.length}`);
  }
}
