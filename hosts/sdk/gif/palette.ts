import { blueOf, greenOf, redOf } from '../../../firmware/pixels/rgb565.js';

/** At most `most` colours for a set of pixels, and which of them each pixel takes. */
export interface Palette {
  /** Red, green, blue, 0..255 each. */
  readonly rgb: Uint8Array;
  /** For an RGB565 value that was counted, its place in `rgb`. */
  readonly indexOf: Uint8Array;
}

interface Box {
  readonly start: number;
  readonly end: number;
  /** Pixels in it times the squared extent of its widest component: which box to cut next. */
  readonly weight: number;
  readonly component: number;
}

const components = [redOf, greenOf, blueOf] as const;

/** Chooses colours by median cut; exact where there are no more than `most`. `counts` holds how often each RGB565 value occurs. */
export function choosePalette(counts: Uint32Array, most: number): Palette {
  const colours: number[] = [];
  for (let colour = 0; colour < counts.length; colour += 1) if (counts[colour]! > 0) colours.push(colour);
  const boxes = colours.length === 0 ? [] : [measure(colours, counts, 0, colours.length)];
  while (boxes.length < most) {
    let heaviest = 0;
    for (let index = 1; index < boxes.length; index += 1) {
      if (boxes[index]!.weight > boxes[heaviest]!.weight) heaviest = index;
    }
    const box = boxes[heaviest];
    if (box === undefined || box.weight === 0) break;
    const middle = cut(colours, counts, box);
    boxes[heaviest] = measure(colours, counts, box.start, middle);
    boxes.push(measure(colours, counts, middle, box.end));
  }
  const rgb = new Uint8Array(3 * boxes.length);
  const indexOf = new Uint8Array(counts.length);
  boxes.forEach(({ start, end }, index) => {
    let pixels = 0;
    for (let at = start; at < end; at += 1) {
      indexOf[colours[at]!] = index;
      pixels += counts[colours[at]!]!;
    }
    components.forEach((component, offset) => {
      let sum = 0;
      for (let at = start; at < end; at += 1) sum += component(colours[at]!) * counts[colours[at]!]!;
      rgb[3 * index + offset] = Math.round(sum / pixels);
    });
  });
  return { rgb, indexOf };
}

function measure(colours: readonly number[], counts: Uint32Array, start: number, end: number): Box {
  let component = 0;
  let widest = 0;
  components.forEach((level, index) => {
    let low = 255;
    let high = 0;
    for (let at = start; at < end; at += 1) {
      const value = level(colours[at]!);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low <= widest) return;
    widest = high - low;
    component = index;
  });
  let pixels = 0;
  for (let at = start; at < end; at += 1) pixels += counts[colours[at]!]!;
  return { start, end, component, weight: pixels * widest * widest };
}

/** Sorts a box along its widest component and answers where half of its pixels are on each side. */
function cut(colours: number[], counts: Uint32Array, { start, end, component }: Box): number {
  const level = components[component]!;
  const sorted = colours.slice(start, end).sort((a, b) => level(a) - level(b) || a - b);
  let total = 0;
  sorted.forEach((colour, index) => {
    colours[start + index] = colour;
    total += counts[colour]!;
  });
  let sum = 0;
  for (let at = start; at < end - 1; at += 1) {
    sum += counts[colours[at]!]!;
    if (sum * 2 >= total) return at + 1;
  }
  return end - 1;
}
