import { AlwaysOnHeader, BlobKind, PackCodec } from '../../../firmware/packs/layout.js';
import { type Blob, joined } from './blob.js';
import type { NodePlan } from './scene.js';
import { packAlpha } from './sprites.js';

/** An always-on layer: coverage of 0..255 a pixel, rows without gaps, as alpha of 1 or 2 bits. */
function layerBlob(coverage: Uint8Array, width: number, height: number, bits: 1 | 2): Blob {
  const head = new Uint8Array(AlwaysOnHeader.bytes);
  head[AlwaysOnHeader.bits] = bits;
  const bytes = joined([head, packAlpha(coverage, width, height, bits)]);
  return { kind: BlobKind.alwaysOn, codec: PackCodec.raw, frames: 0, width, height, bytes };
}

/** A layer as a node at (x, y) of the glass, cut to what is lit; none where nothing is. */
export function layerNodes(
  coverage: Uint8Array,
  width: number,
  place: { readonly x: number; readonly y: number },
  bits: 1 | 2,
  colour: number,
): NodePlan[] {
  let [left, top, right, bottom] = [width, coverage.length / width, 0, 0];
  coverage.forEach((value, pixel) => {
    if (value === 0) return;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), y + 1];
  });
  if (right === 0) return [];
  const cut = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y += 1) {
    cut.set(coverage.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  }
  const blob = layerBlob(cut, right - left, bottom - top, bits);
  return [{ kind: 'layer', x: place.x + left, y: place.y + top, blob, colour }];
}

/** A layer made of a picture. */
export interface Layer {
  readonly coverage: Uint8Array;
  /** Part (0..1) of the pixels that are lit. */
  readonly litPart: number;
  /** Light (0..255) from which a pixel is lit; higher than was asked for where that lit too many. */
  readonly threshold: number;
}

/**
 * Chooses the pixels of a picture (three bytes a pixel) that stay lit: those at least as light as `wanted`, and no more than
 * `mostPart` (0..1) of them, for which the threshold rises. With 2 bits the lighter ones come out lighter.
 */
export function litLayer(rgb: Uint8Array | Uint8ClampedArray, mostPart: number, wanted: number, bits: 1 | 2): Layer {
  const pixels = rgb.length / 3;
  const lights = new Uint8Array(pixels);
  const counts = new Uint32Array(257);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = 3 * pixel;
    // Rec. 601 luma, as a person sees light.
    const light = (77 * rgb[at]! + 150 * rgb[at + 1]! + 29 * rgb[at + 2]!) >> 8;
    lights[pixel] = light;
    counts[light]! += 1;
  }
  const most = Math.floor(mostPart * pixels);
  let lit = 0;
  let threshold = 256;
  while (threshold > wanted && lit + counts[threshold - 1]! <= most) {
    threshold -= 1;
    lit += counts[threshold]!;
  }
  const span = Math.max(1, 255 - threshold);
  const coverage = lights.map((light) => {
    if (light < threshold) return 0;
    return bits === 1 ? 255 : 85 * (1 + Math.min(2, Math.floor((3 * (light - threshold)) / span)));
  });
  return { coverage, litPart: lit / pixels, threshold };
}
