import { TraceCanvas } from './canvas.js';
import type { Rectangle, Trace, TraceFrame } from './trace.js';

/** What draws a kind of work: its first picture is on the canvas when it is made; each step draws one frame and declares it. */
export type Painter = (canvas: TraceCanvas) => (frame: number) => readonly Rectangle[];

/** Films a painter: every pixel that differs from the frame before is in the trace. */
export function film(name: string, width: number, height: number, frames: number, painter: Painter): Trace {
  const canvas = new TraceCanvas(width, height);
  const step = painter(canvas);
  const base = canvas.pixels.slice();
  const before = base.slice();
  const filmed = Array.from({ length: frames }, (_, frame): TraceFrame => {
    const declared = step(frame);
    const spans: [number, number, number][] = [];
    const values: number[] = [];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = y * width + x;
        const pixel = canvas.pixels[at]!;
        if (pixel === before[at]) continue;
        if (!declared.some(([l, t, w, h]) => x >= l && x < l + w && y >= t && y < t + h)) {
          throw new Error(`${name}: frame ${frame} changes (${x}, ${y}) and does not declare it`);
        }
        const last = spans[spans.length - 1];
        if (last !== undefined && last[0] === y && last[1] + last[2] === x) last[2] += 1;
        else spans.push([y, x, 1]);
        values.push(pixel);
      }
    }
    before.set(canvas.pixels);
    return { declared, spans, values: Uint16Array.from(values), best: null, lvgl: null };
  });
  return { name, width, height, align: 2, base, frames: filmed };
}
