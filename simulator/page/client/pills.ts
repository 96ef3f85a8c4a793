import { byId, element } from './dom.js';
import type { Overlay } from './overlay.js';
import { overlayNames } from './overlay.js';

/** One click each: the overlays, and the recording. */
export class Pills {
  readonly #record = element('button', { type: 'button', className: 'record', textContent: 'record' });

  constructor(overlay: Overlay, trouble: (sentence: string) => void) {
    const root = byId('pills');
    for (const name of overlayNames) {
      const pill = element('button', { type: 'button', textContent: name, ariaPressed: 'false' });
      pill.addEventListener('click', () => {
        pill.ariaPressed = String(overlay.toggle(name));
      });
      root.append(pill);
    }
    this.#record.ariaPressed = 'false';
    this.#record.addEventListener('click', () => void this.#toggle(trouble));
    root.append(this.#record);
  }

  recording(on: boolean): void {
    this.#record.ariaPressed = String(on);
  }

  async #toggle(trouble: (sentence: string) => void): Promise<void> {
    const on = this.#record.ariaPressed !== 'true';
    this.recording(on);
    this.#record.disabled = !on;
    this.#record.textContent = on ? 'stop' : 'saving';
    const answer = await fetch('/record', {
      method: 'POST',
      body: JSON.stringify({ on }),
      headers: { 'content-type': 'application/json' },
    });
    this.#record.disabled = false;
    if (!on || !answer.ok) this.#record.textContent = 'record';
    if (!answer.ok) {
      this.recording(false);
      trouble(await answer.text());
    } else if (!on) save(await answer.blob());
  }
}

function save(gif: Blob): void {
  const link = element('a', { href: URL.createObjectURL(gif), download: 'verso.gif' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
