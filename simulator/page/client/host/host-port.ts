import type { PackShelf } from '../../../../hosts/sdk/pack-types.js';
import type { Choice, HostWish, HostWord, PackDeed } from './host-messages.js';

export interface HostListener {
  /** A sample's id, `media`, or null. */
  playing(id: string | null): void;
  say(sentence: string | null): void;
  shelf(shelf: PackShelf): void;
  /** `part` is 0..1, null when it is over. */
  installing(part: number | null, sentence: string): void;
}

/** The page's side of its host: a worker that paints, codes and sends, so that the page stays free to show. */
export class HostPort {
  readonly #worker = new Worker('/host.js', { type: 'module' });
  #playing: string | null = null;

  constructor(listener: HostListener) {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<HostWord>) => {
      if (data.kind === 'say') listener.say(data.sentence);
      else if (data.kind === 'shelf') listener.shelf(data.shelf);
      else if (data.kind === 'installing') listener.installing(data.part, data.sentence);
      else {
        this.#playing = data.id;
        listener.playing(data.id);
      }
    });
  }

  /** Plays a sample; the one that plays already is stopped. */
  sample(id: string, choice: Choice): void {
    if (this.#playing === id) this.stop();
    else this.#wish({ kind: 'sample', id, ...choice });
  }

  /** Shows or plays a file. */
  media(file: File, choice: Choice): void {
    this.#wish({ kind: 'media', file, ...choice });
  }

  /** Another device is there, or another tolerance: a sample that plays goes on playing. */
  changed(choice: Choice): void {
    if (this.#playing !== null && this.#playing !== 'media')
      this.#wish({ kind: 'sample', id: this.#playing, ...choice });
  }

  /** The line carries so many bytes a second now. */
  line(rate: number): void {
    this.#wish({ kind: 'line', rate });
  }

  /** Does something to the packs of the device; what plays ends. */
  packs(deed: PackDeed): void {
    this.#wish({ kind: 'packs', ...deed });
  }

  /** Ends what plays; its last picture stays. */
  stop(): void {
    this.#wish({ kind: 'stop' });
  }

  #wish(wish: HostWish): void {
    this.#worker.postMessage(wish);
  }
}
