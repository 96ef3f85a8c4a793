import type { PanelWish } from '../../../../hosts/studio/wallpaper.js';
import { contextOf } from '../dom.js';
import type { BuiltPack, MakerWish, MakerWord, Recipe } from './maker-messages.js';

const keyName = 'verso-key';

export interface WorkshopListener {
  opened(picture: ImageBitmap, pictures: number, crop: Extract<MakerWord, { kind: 'opened' }>['crop']): void;
  progress(stage: string, part: number | undefined): void;
  built(pack: BuiltPack): void;
  failed(sentence: string): void;
}

/** The page's side of the worker that makes packs. A newer wish ends the one before: its worker is closed. */
export class Workshop {
  readonly #listener: WorkshopListener;
  #worker: Worker | undefined;
  #file: File | undefined;
  #isOpen = false;

  constructor(listener: WorkshopListener) {
    this.#listener = listener;
  }

  /** The key packs are signed with here; '' until there is one. It stays in this browser. */
  get key(): string {
    return localStorage.getItem(keyName) ?? '';
  }

  /** Looks at a file. */
  open(file: File, panel: PanelWish): void {
    this.#file = file;
    this.#afresh();
    this.#wish({ kind: 'open', file, panel });
  }

  /** Makes a pack of the file that was opened. */
  build(recipe: Recipe, panel: PanelWish): void {
    if (this.#file === undefined) return;
    this.#afresh();
    // Looking again is quick, and the worker that knew the file was in the middle of something else.
    this.#isOpen = true;
    this.#wish({ kind: 'open', file: this.#file, panel });
    this.#wish({ kind: 'build', recipe, panel, key: this.key });
  }

  /** Makes the pack of a face that comes with Verso. */
  face(name: string, panel: PanelWish): void {
    this.#afresh();
    this.#wish({ kind: 'face', name, panel, key: this.key });
  }

  #afresh(): void {
    this.#worker?.terminate();
    this.#isOpen = false;
    this.#worker = new Worker('/maker.js', { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<MakerWord>) => void this.#heard(data));
  }

  #wish(wish: MakerWish, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(wish, transfer);
  }

  async #heard(word: MakerWord): Promise<void> {
    if (word.kind === 'opened') {
      if (!this.#isOpen) this.#listener.opened(word.picture, word.pictures, word.crop);
    } else if (word.kind === 'progress') this.#listener.progress(word.stage, word.part);
    else if (word.kind === 'built') this.#listener.built(word);
    else if (word.kind === 'failed') this.#listener.failed(word.sentence);
    else if (word.kind === 'key') localStorage.setItem(keyName, word.pem);
    else {
      const image = await rasterised(word.svg);
      this.#wish({ kind: 'rasterised', id: word.id, image }, [image.data.buffer]);
    }
  }
}

/** Draws an SVG picture at its own size. */
async function rasterised(svg: string): Promise<ImageData> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = contextOf(canvas, { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
