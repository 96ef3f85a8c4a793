import type { DeviceFacts, Figures, Present } from '../live-messages.js';
import { byId, contextOf, fitCanvas } from './dom.js';
import { costColour, timeText, windowMicros } from './window-cost.js';

export const overlayNames = ['windows', 'unsafe', 'beam', 'faults'] as const;
export type OverlayName = (typeof overlayNames)[number];

/** How long the outlines of a present stay once nothing follows. */
const stayMillis = 900;

/** What an engineer wants to see over the glass. Redrawn when something comes; the last present's outlines go by one timer. */
export class Overlay {
  readonly #canvas = byId<HTMLCanvasElement>('overlay');
  readonly #shown = new Set<OverlayName>();
  #device: DeviceFacts | null = null;
  #figures: Figures | null = null;
  #present: Present | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  /** Shows or hides one; answers whether it is shown now. */
  toggle(name: OverlayName): boolean {
    if (!this.#shown.delete(name)) this.#shown.add(name);
    this.refresh();
    return this.#shown.has(name);
  }

  device(device: DeviceFacts): void {
    this.#device = device;
    this.#present = null;
    this.refresh();
  }

  figures(figures: Figures): void {
    this.#figures = figures;
    if (this.#shown.has('faults')) this.refresh();
  }

  present(present: Present): void {
    this.#present = present;
    if (!this.#shown.has('windows') && !this.#shown.has('beam')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#present = null;
      this.refresh();
    }, stayMillis);
    this.refresh();
  }

  refresh(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    const device = this.#device;
    if (device === null) return;
    const density = fitCanvas(this.#canvas);
    const context = contextOf(this.#canvas);
    const scale = this.#canvas.width / device.width;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    context.lineWidth = density;
    if (this.#shown.has('unsafe')) hatch(context, device, scale, density);
    if (this.#shown.has('windows') && this.#present) outline(context, device, this.#present.windows, scale, density);
    if (this.#shown.has('beam') && this.#present) beam(context, this.#present.beam * scale, density);
    if (this.#shown.has('faults') && this.#figures) counts(context, this.#figures, density);
  }
}

/** The windows just sent, coloured by what each cost the bus; in those with room for it stands how long it took. */
function outline(
  context: CanvasRenderingContext2D,
  device: DeviceFacts,
  windows: readonly number[],
  scale: number,
  density: number,
): void {
  context.save();
  context.font = `600 ${10 * density}px ui-monospace, monospace`;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (let at = 0; at + 3 < windows.length; at += 4) {
    const [left, top, right, bottom] = windows.slice(at, at + 4) as [number, number, number, number];
    const micros = windowMicros(device, right - left, bottom - top);
    const colour = costColour(device, micros);
    const [x, y, width, height] = [left * scale, top * scale, (right - left) * scale, (bottom - top) * scale];
    context.strokeStyle = `rgb(${colour})`;
    context.fillStyle = `rgba(${colour}, 0.09)`;
    context.fillRect(x, y, width, height);
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    if (width < 56 * density || height < 16 * density) continue;
    context.fillStyle = `rgb(${colour})`;
    context.fillText(timeText(micros), x + 4 * density, y + 3 * density);
  }
  context.restore();
}

function hatch(context: CanvasRenderingContext2D, device: DeviceFacts, scale: number, density: number): void {
  context.strokeStyle = '#ffc45c';
  for (const { left, top, right, bottom } of device.unsafe) {
    context.save();
    context.beginPath();
    context.rect(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale);
    context.fillStyle = '#ffb02e26';
    context.fill();
    context.stroke();
    context.clip();
    context.beginPath();
    for (let x = left - (bottom - top); x < right; x += (8 / scale) * density) {
      context.moveTo(x * scale, bottom * scale);
      context.lineTo((x + bottom - top) * scale, top * scale);
    }
    context.globalAlpha = 0.5;
    context.stroke();
    context.restore();
  }
}

/** Where the panel's beam was when the write began; the light above it is what it had just drawn. */
function beam(context: CanvasRenderingContext2D, y: number, density: number): void {
  const trail = context.createLinearGradient(0, y - 50 * density, 0, y);
  trail.addColorStop(0, '#7ad7ff00');
  trail.addColorStop(1, '#7ad7ff55');
  context.fillStyle = trail;
  context.fillRect(0, y - 50 * density, context.canvas.width, 50 * density);
  context.fillStyle = '#c8f0ff';
  context.fillRect(0, y, context.canvas.width, 1.5 * density);
}

function counts(context: CanvasRenderingContext2D, figures: Figures, density: number): void {
  const { width, height } = context.canvas;
  const parts = [
    ['torn', figures.torn],
    ['unslotted', figures.unslotted],
    ['bad packets', figures.packetsBad],
    ['panel warnings', figures.warnings],
  ] as const;
  context.font = `${12 * density}px system-ui, sans-serif`;
  context.textAlign = 'center';
  const tall = 20 * density;
  const top = height - (parts.length + 1.6) * tall;
  context.fillStyle = '#0b0c10cc';
  context.beginPath();
  context.roundRect(
    width / 2 - 84 * density,
    top - 12 * density,
    168 * density,
    parts.length * tall + 20 * density,
    12 * density,
  );
  context.fill();
  parts.forEach(([name, count], index) => {
    context.fillStyle = count > 0 ? '#ff8d8d' : '#8d93a3';
    context.fillText(`${name} ${count.toLocaleString('en-US')}`, width / 2, top + (index + 0.75) * tall);
  });
}
