import {
  type Clock,
  type ClockOptions,
  type ClockPlace,
  litLeft,
  makeAlwaysOnClock,
  makeClock,
  quietArea,
} from './clock.js';
import { type FilmOptions, type FittedFilm, fitFilm } from './film.js';
import type { Glass } from './glass.js';
import type { GlyphMaker } from './glyphs.js';
import { codeFilm } from './moving.js';
import { layerNodes, litLayer } from './pack/layer.js';
import type { NodePlan, ScenePlan } from './pack/scene.js';
import { thumbnailBlob } from './pack/wall.js';
import { digestOf, type PackPlan } from './pack/write-pack.js';
import { resample } from './resample.js';
import { type Film, surveyFilm } from './survey.js';
import { toPicture } from './to-rgb565.js';

/** What a panel takes: a `DeviceInfo` and the two rates. */
export interface PanelWish extends Glass {
  /** Pixels its bus carries in a second; 10 million, which is 40 MHz on four lines, where absent. */
  readonly pixelsPerSecond?: number;
  /** Scans a second; 60 where absent. */
  readonly hz?: number;
}

export interface WallpaperOptions extends Omit<FilmOptions, 'glass'> {
  readonly panel: PanelWish;
  readonly name: string;
  readonly author?: string;
  readonly licence?: string;
  /** Where the clock stands; none where absent. */
  readonly clock?: ClockPlace;
  readonly clockOptions?: Pick<ClockOptions, 'pixels' | 'colour' | 'seconds' | 'twelve'>;
  /** Draws the clock's digits. */
  readonly glyphs: GlyphMaker;
  /** What stays lit when nobody looks: light parts of the picture and the clock, or the clock alone, or the device's own. */
  readonly alwaysOn?: 'picture' | 'clock' | 'none';
  readonly tolerance?: number | 'auto';
  /** Bytes the moving part may take; 1,600,000 where absent. */
  readonly mostBytes?: number;
  /** Hears how far it has come: which stage, and the part (0..1) of it that is done, where that is known. */
  readonly onProgress?: (stage: 'reading' | 'fitting' | 'coding', part: number | undefined) => void;
}

/** A wallpaper before it is written. */
export interface Wallpaper {
  readonly plan: PackPlan;
  readonly film: FittedFilm;
  /** Pictures a second at the most; 0 of a still. */
  readonly hz: number;
  readonly tolerance: number;
  /** Sentences about what was changed to fit. */
  readonly notes: readonly string[];
}

const usualBytes = 1_600_000;
/** Light (0..255) from which a pixel of a picture stays lit. */
const usualLight = 150;
const thumbnailEdge = 128;
const white = 0xffff;

/** Makes a face of a film: it moves, it shows the time, it leaves its outline when nobody looks. */
export async function makeWallpaper(film: Film, options: WallpaperOptions): Promise<Wallpaper> {
  const { panel, onProgress = () => {} } = options;
  const survey = await surveyFilm(film, () => onProgress('reading', undefined));
  const fitted = await fitFilm(film, survey, { ...options, glass: panel }, (part) => onProgress('fitting', part));
  const moving = await codeFilm(fitted, {
    mostBytes: options.mostBytes ?? usualBytes,
    tolerance: options.tolerance ?? 'auto',
    pixelsPerSecond: panel.pixelsPerSecond ?? 10_000_000,
    hz: panel.hz ?? 60,
    onProgress: (part) => onProgress('coding', part),
  });
  const notes = [...survey.notes, ...fitted.notes, ...moving.notes];
  const place = options.clock;
  const clockOptions = { ...options.clockOptions, glass: panel, glyphs: options.glyphs };
  const clock = place === undefined ? undefined : await makeClock({ ...clockOptions, place });
  const alwaysOn = await alwaysOnScene(fitted, options, notes);
  const plan: PackPlan = {
    id: (await digestOf(new TextEncoder().encode(`wallpaper ${options.name}`))).slice(0, 16),
    version: 1,
    panel,
    name: options.name,
    ...(options.author === undefined ? {} : { author: options.author }),
    ...(options.licence === undefined ? {} : { licence: options.licence }),
    faces: [
      {
        name: options.name,
        main: { nodes: [...moving.nodes, ...(clock?.nodes ?? [])] },
        ...(alwaysOn === undefined ? {} : { alwaysOn }),
      },
    ],
    thumbnail: thumbnailOf(fitted),
  };
  return { plan, film: fitted, hz: moving.hz, tolerance: moving.tolerance, notes };
}

/** Few pixels of the first picture, and the time where it stands by day (else in the middle). */
async function alwaysOnScene(
  { rgb, target }: FittedFilm,
  { alwaysOn = 'picture', panel, glyphs, clock: place = 'centre', clockOptions }: WallpaperOptions,
  notes: string[],
): Promise<ScenePlan | undefined> {
  if (alwaysOn === 'none') return undefined;
  const clock = await makeAlwaysOnClock({ ...clockOptions, colour: white, glass: panel, glyphs, place });
  const nodes: NodePlan[] = [];
  if (alwaysOn === 'picture') {
    const [width, height] = [target.right - target.left, target.bottom - target.top];
    const free = withoutClock(rgb, target, panel, clock);
    // A tenth is kept back: what is counted as lit is counted generously.
    const layer = litLayer(free, (0.9 * litLeft(panel, clock)) / (width * height), usualLight, 2);
    if (layer.threshold > usualLight) {
      notes.push('Only the lightest parts stay lit when nobody looks: more than 10 % of the pixels may not.');
    }
    nodes.push(...layerNodes(layer.coverage, width, { x: target.left, y: target.top }, 2, white));
  }
  return { nodes: [...nodes, ...clock.nodes] };
}

/** The picture, dark where the clock stands and where no always-on pixel may lie. */
function withoutClock(
  rgb: Uint8ClampedArray,
  target: FittedFilm['target'],
  panel: PanelWish,
  { box }: Clock,
): Uint8ClampedArray {
  const free = new Uint8ClampedArray(rgb.length);
  const width = target.right - target.left;
  const quiet = quietArea(panel);
  const air = Math.round(box.height / 4);
  const [left, right] = [Math.max(quiet.left, target.left), Math.min(quiet.right, target.right)];
  for (let y = Math.max(quiet.top, target.top); y < Math.min(quiet.bottom, target.bottom); y += 1) {
    const at = (x: number): number => 3 * ((y - target.top) * width + x - target.left);
    if (left < right) free.set(rgb.subarray(at(left), at(right)), at(left));
    if (y < box.y - air || y >= box.y + box.height + air) continue;
    const [from, until] = [Math.max(left, box.x - air), Math.min(right, box.x + box.width + air)];
    if (from < until) free.fill(0, at(from), at(until));
  }
  return free;
}

function thumbnailOf({ rgb, target }: FittedFilm): ReturnType<typeof thumbnailBlob> {
  const [width, height] = [target.right - target.left, target.bottom - target.top];
  const scale = thumbnailEdge / Math.max(width, height);
  const [small, low] = [width, height].map((edge) => Math.max(1, Math.round(edge * scale)));
  const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) rgba.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const shrunk = resample({ width, height, rgba }, whole, small!, low!, 'smooth');
  return thumbnailBlob(toPicture(shrunk, small!, low!, false));
}
