import type { Rectangle } from './trace.js';

/**
 * What a frame's declared regions cost on the bus: clipped, contained ones dropped, aligned, and joined two by two where that
 * is cheaper until it is no more. Written for itself, so that the firmware's figures are held against it.
 */
export function declaredCycles(
  declared: readonly Rectangle[],
  width: number,
  height: number,
  align: number,
  windowCycles: number,
  pixelCycles: number,
): number {
  const cost = ([, , w, h]: Rectangle): number => windowCycles + pixelCycles * w * h;
  const holds = (a: Rectangle, b: Rectangle): boolean =>
    a[0] <= b[0] && a[1] <= b[1] && a[0] + a[2] >= b[0] + b[2] && a[1] + a[3] >= b[1] + b[3];
  let list = declared
    .map(([x, y, w, h]): Rectangle => {
      const left = Math.floor(Math.max(0, x) / align) * align;
      const top = Math.floor(Math.max(0, y) / align) * align;
      const right = Math.ceil(Math.min(width, x + w) / align) * align;
      const bottom = Math.ceil(Math.min(height, y + h) / align) * align;
      return [left, top, right - left, bottom - top];
    })
    .filter(([, , w, h]) => w > 0 && h > 0);
  list = list.filter((a, at) => !list.some((b, other) => other !== at && holds(b, a) && (other < at || !holds(a, b))));
  for (;;) {
    let gain = -1;
    let best: readonly [number, number, Rectangle] | null = null;
    for (let one = 0; one < list.length; one += 1) {
      for (let other = one + 1; other < list.length; other += 1) {
        const [a, b] = [list[one]!, list[other]!];
        const left = Math.min(a[0], b[0]);
        const top = Math.min(a[1], b[1]);
        const right = Math.max(a[0] + a[2], b[0] + b[2]);
        const bottom = Math.max(a[1] + a[3], b[1] + b[3]);
        const joined: Rectangle = [left, top, right - left, bottom - top];
        const saved = cost(a) + cost(b) - cost(joined);
        if (saved <= gain) continue;
        gain = saved;
        best = [one, other, joined];
      }
    }
    if (best === null) return list.reduce((sum, box) => sum + cost(box), 0);
    const [one, other, joined] = best;
    list = [...list.filter((_, at) => at !== one && at !== other), joined];
  }
}
