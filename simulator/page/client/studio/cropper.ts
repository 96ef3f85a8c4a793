import type { Region } from '../../../../firmware/geometry/region.js';
import type { DeviceFacts } from '../../live-messages.js';
import { contextOf } from '../dom.js';

/** The least of a picture's shorter side that a crop may be. */
const leastPart = 0.05;
const keySteps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * A picture with the glass laid over it: what is inside will be seen, lenses and corners are marked. Dragging and the arrow
 * keys move the frame, wheel, pinch and + and - change its size.
 */
export class Cropper {
  readonly #canvas: HTMLCanvasElement;
  readonly #changed: () => void;
  readonly #pointers = new Map<number, { x: number; y: number }>();
  #picture: ImageBitmap | undefined;
  #device: DeviceFacts | undefined;
  #crop: Region = { left: 0, top: 0, right: 1, bottom: 1 };

  /** `changed`: somebody moved the frame. */
  constructor(canvas: HTMLCanvasElement, changed: () => void) {
    this.#canvas = canvas;
    this.#changed = changed;
    canvas.tabIndex = 0;
    canvas.addEventListener('pointerdown', (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    });
    canvas.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel'] as const)
      canvas.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    canvas.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.#zoom(Math.exp(event.deltaY / 600));
      },
      { passive: false },
    );
    canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  /** The chosen part, pixels of the picture. */
  get crop(): Readonly<Region> {
    return this.#crop;
  }

  show(picture: ImageBitmap, crop: Readonly<Region>, device: DeviceFacts): void {
    this.#picture = picture;
    this.#crop = { ...crop };
    this.#device = device;
    this.#paint();
  }

  /** Pixels of the picture in one of the page. */
  get #scale(): number {
    const { width, height } = this.#picture ?? { width: 1, height: 1 };
    const { clientWidth, clientHeight } = this.#canvas;
    return Math.max(width / Math.max(1, clientWidth), height / Math.max(1, clientHeight));
  }

  #drag(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) {
      const apart = (at: { x: number; y: number }): number => Math.hypot(at.x - other.x, at.y - other.y);
      const now = apart({ x: event.clientX, y: event.clientY });
      // Fingers that part enlarge what they hold: less of the picture is seen.
      if (now > 0) this.#zoom(apart(before) / now);
    } else this.#move((event.clientX - before.x) * this.#scale, (event.clientY - before.y) * this.#scale);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  #key(event: KeyboardEvent): void {
    const step = keySteps[event.key];
    const far = (event.shiftKey ? 10 : 1) * Math.max(1, Math.round(this.#scale));
    if (step !== undefined) this.#move(step[0] * far, step[1] * far);
    else if (event.key === '+' || event.key === '=') this.#zoom(1 / 1.05);
    else if (event.key === '-') this.#zoom(1.05);
    else return;
    event.preventDefault();
  }

  #move(x: number, y: number): void {
    const { width, height } = this.#picture ?? { width: 1, height: 1 };
    const { left, top, right, bottom } = this.#crop;
    const dx = Math.min(width - right, Math.max(-left, x));
    const dy = Math.min(height - bottom, Math.max(-top, y));
    this.#set({ left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy });
  }

  #zoom(by: number): void {
    const { width, height } = this.#picture ?? { width: 1, height: 1 };
    const { left, top, right, bottom } = this.#crop;
    const [across, down] = [right - left, bottom - top];
    const least = (leastPart * Math.min(width, height)) / Math.min(across, down);
    const factor = Math.max(least, Math.min(by, width / across, height / down));
    const [newAcross, newDown] = [across * factor, down * factor];
    const newLeft = Math.min(width - newAcross, Math.max(0, (left + right - newAcross) / 2));
    const newTop = Math.min(height - newDown, Math.max(0, (top + bottom - newDown) / 2));
    this.#set({ left: newLeft, top: newTop, right: newLeft + newAcross, bottom: newTop + newDown });
  }

  #set(crop: Region): void {
    this.#crop = crop;
    this.#paint();
    this.#changed();
  }

  #paint(): void {
    const [picture, device] = [this.#picture, this.#device];
    if (picture === undefined || device === undefined) return;
    const canvas = this.#canvas;
    const density = window.devicePixelRatio || 1;
    canvas.style.aspectRatio = `${picture.width} / ${picture.height}`;
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * density));
    canvas.height = Math.max(1, Math.round((canvas.width * picture.height) / picture.width));
    const context = contextOf(canvas);
    const unit = canvas.width / picture.width;
    const { left, top, right, bottom } = this.#crop;
    const frame = [left * unit, top * unit, (right - left) * unit, (bottom - top) * unit] as const;
    const glass = (right - left) / device.width;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    context.fillStyle = '#06070bb8';
    context.beginPath();
    context.rect(0, 0, canvas.width, canvas.height);
    context.roundRect(...frame, device.cornerRadius * glass * unit);
    context.fill('evenodd');
    context.lineWidth = 2 * density;
    context.strokeStyle = '#fff';
    context.beginPath();
    context.roundRect(...frame, device.cornerRadius * glass * unit);
    context.stroke();
    context.setLineDash([5 * density, 4 * density]);
    context.strokeStyle = '#ffd48a';
    for (const lens of device.unsafe) {
      if (lens.kind !== 'lens') continue;
      context.beginPath();
      context.ellipse(
        (left + ((lens.left + lens.right) / 2) * glass) * unit,
        (top + ((lens.top + lens.bottom) / 2) * glass) * unit,
        ((lens.right - lens.left) / 2) * glass * unit,
        ((lens.bottom - lens.top) / 2) * glass * unit,
        0,
        0,
        2 * Math.PI,
      );
      context.stroke();
    }
  }
}
