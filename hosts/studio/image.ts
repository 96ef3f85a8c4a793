/** A picture as it comes out of a file: red, green, blue and straight alpha, 0..255 each, rows without gaps. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** `4 * width * height` bytes. */
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** A picture of a film and how long it stays. */
export interface TimedImage {
  readonly image: Image;
  readonly durationMillis: number;
}

/** Something in the material that nothing can be made of. The message is a sentence that says what to do. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
}

/** Throws StudioError where the bytes do not make up the size. */
export function checkImage({ width, height, rgba }: Image): void {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new StudioError(`A picture of ${width} x ${height} has no pixels: choose another.`);
  }
  if (rgba.length !== 4 * width * height) {
    throw new StudioError(
      `A picture of ${width} x ${height} takes ${4 * width * height} bytes, not ${rgba.length}: choose another.`,
    );
  }
}
