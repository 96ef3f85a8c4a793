import type { DeviceFacts } from '../live-messages.js';
import { byId, contextOf, element } from './dom.js';
import { safeArea } from './safe-area.js';
import { samples } from './samples/samples.js';

/** The six samples, each a small still of itself. */
export class Dock {
  readonly #root = byId('dock');

  constructor(play: (id: string) => void) {
    for (const sample of samples) {
      const button = element('button', { type: 'button', title: sample.title, ariaLabel: `Play ${sample.title}` });
      button.dataset.sample = sample.id;
      button.ariaPressed = 'false';
      button.append(element('canvas'));
      button.addEventListener('click', () => play(sample.id));
      this.#root.append(button);
    }
    this.#root.addEventListener('keydown', (event) => this.#walk(event));
  }

  /** Paints the stills for this glass. */
  paint(device: DeviceFacts): void {
    const portrait = device.width <= device.height;
    const size = portrait ? device : { width: device.height, height: device.height, unsafe: [] };
    const stage = { width: size.width, height: size.height, safe: safeArea(size) };
    for (const sample of samples) {
      const canvas = this.#button(sample.id)?.firstElementChild as HTMLCanvasElement;
      canvas.width = size.width;
      canvas.height = size.height;
      sample.prepare(stage)(contextOf(canvas), 4.6);
    }
  }

  /** Marks what plays; null where nothing does. */
  mark(id: string | null): void {
    for (const sample of samples) {
      const button = this.#button(sample.id);
      if (button) button.ariaPressed = String(sample.id === id);
    }
  }

  #button(id: string): HTMLButtonElement | null {
    return this.#root.querySelector(`[data-sample="${id}"]`);
  }

  #walk(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const buttons = [...this.#root.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step !== 0 && at >= 0) buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
}
