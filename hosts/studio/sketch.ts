import type { Image } from './image.js';
import { resample } from './resample.js';

/** Edge of a sketch, pixels. */
export const SKETCH = 32;

/** A picture shrunk to 32 x 32, three numbers (0..255) a pixel: enough to tell what moves and where. */
export function sketchOf(image: Image): Float32Array {
  const whole = { left: 0, top: 0, right: image.width, bottom: image.height };
  return Float32Array.from(resample(image, whole, SKETCH, SKETCH, 'smooth'));
}

/** How far two sketches are apart: mean squared difference of a component. */
export function distanceOf(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at]! - other[at]!) ** 2;
  return sum / one.length;
}

/**
 * Where to look in a film, as parts (0..1) of its width and height: the middle of what stands out from the border and of
 * what moves. The very middle where nothing does.
 */
export function focusOf(sketches: readonly Float32Array[]): { x: number; y: number } {
  const border = borderColour(sketches[0]!);
  const weights = new Float32Array(SKETCH * SKETCH);
  sketches.forEach((sketch, index) => {
    const before = sketches[index - 1];
    for (let pixel = 0; pixel < weights.length; pixel += 1) {
      for (let component = 0; component < 3; component += 1) {
        const value = sketch[3 * pixel + component]!;
        weights[pixel]! += (value - border[component]!) ** 2;
        if (before !== undefined) weights[pixel]! += 4 * (value - before[3 * pixel + component]!) ** 2;
      }
    }
  });
  let [sum, x, y] = [0, 0, 0];
  weights.forEach((weight, pixel) => {
    sum += weight;
    x += weight * ((pixel % SKETCH) + 0.5);
    y += weight * (Math.floor(pixel / SKETCH) + 0.5);
  });
  return sum < 1 ? { x: 0.5, y: 0.5 } : { x: x / sum / SKETCH, y: y / sum / SKETCH };
}

function borderColour(sketch: Float32Array): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (let pixel = 0; pixel < SKETCH * SKETCH; pixel += 1) {
    const [x, y] = [pixel % SKETCH, Math.floor(pixel / SKETCH)];
    if (x > 0 && x < SKETCH - 1 && y > 0 && y < SKETCH - 1) continue;
    count += 1;
    for (let component = 0; component < 3; component += 1) sums[component]! += sketch[3 * pixel + component]!;
  }
  return [sums[0] / count, sums[1] / count, sums[2] / count];
}
