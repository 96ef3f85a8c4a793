import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';

/** Bytes that QOI (qoiformat.org, specification 1.0) takes for a picture of RGB565 pixels expanded to 8-bit RGB. */
export function qoiBytes(pixels: Uint8Array): number {
  const index = new Int32Array(64).fill(-1);
  let bytes = 14 + 8; // header and end marker
  let [red, green, blue] = [0, 0, 0];
  let run = 0;
  for (let at = 0; at < pixels.length; at += 2) {
    const pixel = (pixels[at]! << 8) | pixels[at + 1]!;
    const [r, g, b] = [redOf(pixel), greenOf(pixel), blueOf(pixel)];
    if (r === red && g === green && b === blue) {
      run += 1;
      if (run === 62) {
        bytes += 1;
        run = 0;
      }
      continue;
    }
    if (run > 0) bytes += 1;
    run = 0;
    const place = (3 * r + 5 * g + 7 * b + 11 * 255) & 63;
    if (index[place] === pixel) {
      bytes += 1;
    } else {
      index[place] = pixel;
      const dr = ((r - red) << 24) >> 24;
      const dg = ((g - green) << 24) >> 24;
      const db = ((b - blue) << 24) >> 24;
      if (within(dr, -2, 1) && within(dg, -2, 1) && within(db, -2, 1)) bytes += 1;
      else if (within(dg, -32, 31) && within(dr - dg, -8, 7) && within(db - dg, -8, 7)) bytes += 2;
      else bytes += 4;
    }
    [red, green, blue] = [r, g, b];
  }
  return run > 0 ? bytes + 1 : bytes;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
