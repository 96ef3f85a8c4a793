import { eightColours } from '../panel/shown.js';
import type { VirtualPanel } from '../panel/virtual-panel.js';

/** Linear light of a component, 0..1, that is `value` of `most`: sRGB's curve (IEC 61966-2-1). */
function linear(value: number, most: number): number {
  const part = value / most;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

/** Average of the three components' linear light, for every RGB565 value. */
export const linearLight: Float64Array = Float64Array.from({ length: 0x10000 }, (_, pixel) => {
  return (linear(pixel >> 11, 31) + linear((pixel >> 5) & 63, 63) + linear(pixel & 31, 31)) / 3;
});

const inIdle: Float64Array = linearLight.map((_, pixel) => linearLight[eightColours(pixel)]!);

/** Average picture level of the glass in linear light, 0..1 of full white. Only lines that were copied anew are summed anew. */
export class PictureLevel {
  readonly #panel: VirtualPanel;
  readonly #sums: Float64Array;
  readonly #versions: Float64Array;
  #light = linearLight;
  #mask = 0;
  #total = 0;

  constructor(panel: VirtualPanel) {
    this.#panel = panel;
    this.#sums = new Float64Array(panel.model.height);
    this.#versions = new Float64Array(panel.model.height).fill(-1);
  }

  /** At `time`, as if the display were on. */
  at(time: number): number {
    const panel = this.#panel;
    const { width, height } = panel.model;
    if (panel.isOverruled) return this.#whole(time);
    const light = panel.dcsIdle ? inIdle : linearLight;
    const mask = panel.isInverted ? 0xffff : 0;
    if (light !== this.#light || mask !== this.#mask) this.#versions.fill(-1);
    this.#light = light;
    this.#mask = mask;
    const { pixels, lineVersions: versions } = panel.glassAt(time);
    for (let line = 0; line < height; line += 1) {
      if (versions[line] === this.#versions[line]) continue;
      this.#versions[line] = versions[line]!;
      let sum = 0;
      for (let at = line * width; at < (line + 1) * width; at += 1) sum += light[pixels[at]! ^ mask]!;
      this.#total += sum - this.#sums[line]!;
      this.#sums[line] = sum;
    }
    return Math.max(0, this.#total) / (width * height);
  }

  #whole(time: number): number {
    const pixels = this.#panel.lookFullBrightness(time);
    let sum = 0;
    for (const pixel of pixels) sum += linearLight[pixel]!;
    return sum / pixels.length;
  }
}
