/** RGB565: red in bits 15..11, green in 10..5, blue in 4..0. In memory and on wires the high byte comes first. */

/** Packs components of 0..255, each rounded to the nearest step. */
export function packRgb565(red: number, green: number, blue: number): number {
  return (toFiveBits(red) << 11) | (toSixBits(green) << 5) | toFiveBits(blue);
}

/** 0..255 to 0..31, rounded to nearest. */
export function toFiveBits(component: number): number {
  return ((component * 31 * 2 + 255) / 510) | 0;
}

/** 0..255 to 0..63, rounded to nearest. */
export function toSixBits(component: number): number {
  return ((component * 63 * 2 + 255) / 510) | 0;
}

/** The red component as 0..255, as the glass shows it: the high bits fill the low ones. */
export function redOf(pixel: number): number {
  const five = pixel >> 11;
  return (five << 3) | (five >> 2);
}

/** The green component as 0..255. */
export function greenOf(pixel: number): number {
  const six = (pixel >> 5) & 63;
  return (six << 2) | (six >> 4);
}

/** The blue component as 0..255. */
export function blueOf(pixel: number): number {
  const five = pixel & 31;
  return (five << 3) | (five >> 2);
}
