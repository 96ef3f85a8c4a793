import { encodePng } from '../../hosts/node/picture-file.js';

/** The glass as a PNG, one pixel a pixel. `glass` holds RGB565 values. */
export function glassPng(glass: Uint16Array, width: number, height: number): Promise<Uint8Array> {
  const pixels = new Uint8Array(glass.length * 2);
  for (let at = 0; at < glass.length; at += 1) {
    pixels[at * 2] = glass[at]! >> 8;
    pixels[at * 2 + 1] = glass[at]! & 0xff;
  }
  return encodePng({ width, height, pixels });
}
