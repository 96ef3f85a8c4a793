import { contextOf } from './dom.js';

/** Cells along the longer side of the glass, and cells of margin around it into which its light falls. */
const cells = 20;
const margin = 7;
const passes = 4;
const restMillis = 100;

/**
 * The light that the glass throws around itself: the picture in a few cells, blurred by hand over its own edge, and
 * enlarged by the browser. A CSS blur over the same area would be worked out anew in every frame.
 */
export class Glow {
  readonly #canvas: HTMLCanvasElement;
  readonly #glass: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #waiting = false;

  constructor(canvas: HTMLCanvasElement, glass: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#glass = glass;
    this.#context = contextOf(canvas, { willReadFrequently: true });
  }

  resize(): void {
    const { width, height } = this.#glass;
    const unit = Math.max(width, height) / cells;
    this.#canvas.width = Math.round(width / unit) + margin * 2;
    this.#canvas.height = Math.round(height / unit) + margin * 2;
    // The canvas covers the glass and its margin exactly.
    const across = (margin / (this.#canvas.width - margin * 2)) * 100;
    const down = (margin / (this.#canvas.height - margin * 2)) * 100;
    Object.assign(this.#canvas.style, {
      left: `${-across}%`,
      top: `${-down}%`,
      width: `${100 + across * 2}%`,
      height: `${100 + down * 2}%`,
    });
    this.refresh();
  }

  /** Asks for a repaint; light changes slower than pictures, and a large blend costs a browser without a GPU dear. */
  refresh(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      this.#paint();
    }, restMillis);
  }

  #paint(): void {
    const { width, height } = this.#canvas;
    const context = this.#context;
    context.globalCompositeOperation = 'copy';
    context.imageSmoothingQuality = 'medium';
    context.drawImage(this.#glass, margin, margin, width - margin * 2, height - margin * 2);
    const image = context.getImageData(0, 0, width, height);
    const light = Float32Array.from(image.data);
    const spare = new Float32Array(light.length);
    for (let pass = 0; pass < passes; pass += 1) {
      blur(light, spare, width, height, 4, width * 4);
      blur(spare, light, height, width, width * 4, 4);
    }
    // Laid over the device with `screen`, black adds nothing: the margin fades by itself.
    for (let at = 0; at < light.length; at += 1) image.data[at] = (at & 3) === 3 ? 255 : light[at]!;
    context.putImageData(image, 0, 0);
  }
}

/** One box blur of five cells along a direction; premultiplied values spread into the transparent margin. */
function blur(from: Float32Array, to: Float32Array, length: number, lines: number, step: number, stride: number): void {
  for (let line = 0; line < lines; line += 1)
    for (let at = 0; at < length; at += 1)
      for (let part = 0; part < 4; part += 1) {
        let sum = 0;
        for (let near = -2; near <= 2; near += 1)
          if (at + near >= 0 && at + near < length) sum += from[line * stride + (at + near) * step + part]!;
        to[line * stride + at * step + part] = sum / 5;
      }
}
