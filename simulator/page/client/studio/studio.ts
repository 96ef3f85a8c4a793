import type { ClockPlace } from '../../../../hosts/studio/clock.js';
import type { PanelWish } from '../../../../hosts/studio/wallpaper.js';
import type { DeviceFacts } from '../../live-messages.js';
import { byId } from '../dom.js';
import type { HostPort } from '../host/host-port.js';
import { Cropper } from './cropper.js';
import type { BuiltPack, Recipe } from './maker-messages.js';
import { showOwnFaces, showShelf } from './shelf.js';
import { bytesWords } from './words.js';
import { Workshop } from './workshop.js';

/** Nobody has moved anything for so long: the pack is made. */
const calmMillis = 500;

const clock = byId<HTMLSelectElement>('face-clock');
const alwaysOn = byId<HTMLSelectElement>('face-aod');
const loop = byId<HTMLSelectElement>('face-loop');
const install = byId<HTMLButtonElement>('face-install');
const save = byId<HTMLButtonElement>('face-save');
const bar = byId<HTMLProgressElement>('face-bar');
const status = byId('face-status');

/** The drawer in which a picture becomes a face: crop, clock, what stays lit; what it takes; onto the device. */
export class Studio {
  readonly #host: HostPort;
  readonly #workshop: Workshop;
  readonly #cropper: Cropper;
  #device: DeviceFacts | undefined;
  #file: File | undefined;
  #pack: BuiltPack | undefined;
  /** Install whatever is built next. */
  #isWanted = false;
  #timer = 0;

  constructor(host: HostPort) {
    this.#host = host;
    this.#cropper = new Cropper(byId('face-crop'), () => this.#soon());
    this.#workshop = new Workshop({
      opened: (picture, pictures, crop) => {
        byId('face-make').hidden = false;
        loop.disabled = pictures === 1;
        this.#cropper.show(picture, crop, this.#device!);
        this.#build();
      },
      progress: (stage, part) => this.#progress(stageWords[stage] ?? stage, part),
      built: (pack) => void this.#built(pack),
      failed: (sentence) => this.#over(sentence),
    });
    for (const choice of [clock, alwaysOn, loop]) choice.addEventListener('change', () => this.#build());
    install.addEventListener('click', () => this.#install());
    save.addEventListener('click', () => this.#save());
    byId('faces-open').addEventListener('click', () => this.open());
    byId('studio-close').addEventListener('click', () => this.close());
  }

  get isOpen(): boolean {
    return !byId('studio').hidden;
  }

  /** Another device is there. */
  device(device: DeviceFacts): void {
    this.#device = device;
    showOwnFaces(panelOf(device), (name, title) => this.#own(name, title));
    if (this.isOpen) this.#look();
    if (this.#file !== undefined) this.#workshop.open(this.#file, panelOf(device));
  }

  /** Something was dropped: it could stay. */
  material(file: File): void {
    this.#file = file;
    byId('faces-open').textContent = 'Keep it as a face';
    if (this.isOpen) this.#open();
  }

  open(): void {
    byId('studio').hidden = false;
    document.body.classList.add('making');
    byId('studio-close').focus();
    if (this.#file === undefined) this.#look();
    else this.#open();
  }

  close(): void {
    byId('studio').hidden = true;
    document.body.classList.remove('making');
    byId('faces-open').focus();
  }

  showShelf(shelf: Parameters<typeof showShelf>[0]): void {
    showShelf(shelf, (deed) => this.#host.packs(deed));
  }

  installing(part: number | null, sentence: string): void {
    if (part === null) this.#over(sentence);
    else this.#progress(sentence, part);
  }

  #look(): void {
    this.#host.packs({ deed: 'list' });
  }

  #open(): void {
    if (this.#file === undefined || this.#device === undefined) return;
    this.#progress('Looking at it', undefined);
    this.#workshop.open(this.#file, panelOf(this.#device));
  }

  /** The frame is being moved: wait until it stands still. */
  #soon(): void {
    this.#pack = undefined;
    this.#ready(false);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#build(), calmMillis);
  }

  #build(): void {
    if (this.#device === undefined || this.#file === undefined || byId('face-make').hidden) return;
    window.clearTimeout(this.#timer);
    this.#pack = undefined;
    this.#ready(false);
    const recipe: Recipe = {
      name: nameOf(this.#file.name),
      crop: this.#cropper.crop,
      clock: clock.value as ClockPlace | 'none',
      alwaysOn: alwaysOn.value as Recipe['alwaysOn'],
      loop: loop.value as 'all' | 'auto' | 'bounce',
    };
    this.#workshop.build(recipe, panelOf(this.#device));
  }

  async #built(pack: BuiltPack): Promise<void> {
    if (this.#isWanted) {
      this.#isWanted = false;
      this.#host.packs({ deed: 'install', file: pack.file, key: this.#workshop.key });
      return;
    }
    this.#pack = pack;
    this.#ready(true);
    const moves = pack.pictures > 1 ? `${pack.pictures} pictures at ${Math.round(pack.hz)} a second` : 'a still';
    byId('face-facts').textContent = `${moves} · ${bytesWords(pack.file.length)}`;
    byId('face-notes').textContent = pack.notes.join(' ');
    this.#over('');
    byId('face-power').textContent = 'reckoning what it takes …';
    const power = await powerWords(pack.file);
    if (this.#pack === pack) byId('face-power').textContent = power;
  }

  #install(): void {
    if (this.#pack === undefined) return;
    this.#ready(false);
    this.#host.packs({ deed: 'install', file: this.#pack.file, key: this.#workshop.key });
  }

  #own(name: string, title: string): void {
    if (this.#device === undefined) return;
    this.#isWanted = true;
    this.#progress(`Drawing ${title}`, 0);
    this.#workshop.face(name, panelOf(this.#device));
  }

  #save(): void {
    const pack = this.#pack;
    if (pack === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([pack.file.slice()], { type: 'application/octet-stream' }));
    link.download = `${pack.name}.verso`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #progress(words: string, part: number | undefined): void {
    bar.hidden = false;
    if (part === undefined) bar.removeAttribute('value');
    else bar.value = part;
    status.textContent = words;
  }

  #over(sentence: string): void {
    this.#isWanted = false;
    bar.hidden = true;
    status.textContent = sentence;
    this.#ready(this.#pack !== undefined);
  }

  #ready(isReady: boolean): void {
    install.disabled = !isReady;
    save.disabled = !isReady;
  }
}

const stageWords: Readonly<Record<string, string>> = {
  reading: 'Looking at it',
  fitting: 'Fitting it to the glass',
  coding: 'Coding its pictures',
  drawing: 'Drawing it',
};

function panelOf({ width, height, cornerRadius, unsafe, scanHz, busHz, pixelCycles }: DeviceFacts): PanelWish {
  return {
    width,
    height,
    cornerRadius,
    shape: width === height && 2 * cornerRadius >= width ? 'round' : 'rectangle',
    unsafe: unsafe
      .filter(({ kind }) => kind === 'lens')
      .map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
    hz: scanHz,
    pixelsPerSecond: busHz / pixelCycles,
  };
}

/** What is used of the simulator's answer: milliwatts of a face by mode. */
interface Reckoned {
  readonly modes: Readonly<Record<'active' | 'aod', { readonly total: number }>>;
}

/** What a pack takes in each mode, reckoned by the simulator on a device of its own. */
async function powerWords(file: Uint8Array): Promise<string> {
  const answer = await fetch('/rehearse', { method: 'POST', body: file.slice() });
  if (!answer.ok) return await answer.text();
  const [face] = (await answer.json()) as Reckoned[];
  if (face === undefined) return '';
  const { active, aod } = face.modes;
  return `${active.total.toFixed(0)} mW while it moves, ${aod.total.toFixed(0)} mW when nobody looks (model, 150 nit)`;
}

/** A file's name without its ending, short enough for a pack. */
function nameOf(file: string): string {
  const name = file.replace(/\.[^.]*$/, '').slice(0, 20);
  return name === '' ? 'Wallpaper' : name;
}
