import type { Region } from '../../firmware/geometry/region.js';
import { PackLimit } from '../../firmware/packs/layout.js';
import { ChangeFinder } from '../sdk/coder/change-finder.js';
import { wordsOf } from '../sdk/coder/pixel-words.js';
import { cutOut } from '../sdk/coder/surface-edits.js';
import type { Picture } from '../sdk/picture.js';
import type { FittedFilm } from './film.js';
import { StudioError } from './image.js';
import { type AnimationFrame, animationBlob, changedBox } from './pack/animation.js';
import type { Blob } from './pack/blob.js';
import type { NodePlan } from './pack/scene.js';
import { wallBlob } from './pack/wall.js';
import { limitRate } from './rate.js';

export interface MovingOptions {
  /** Bytes it may take in the pack. */
  readonly mostBytes: number;
  /** Colour steps a pixel may be off; `auto` (where absent) is 0, or what it takes to fit, at most 2. */
  readonly tolerance?: number | 'auto';
  /** Pixels the panel's bus carries in a second; a film that is too fast for it is shown at 30 a second. */
  readonly pixelsPerSecond: number;
  /** Scans a second of the panel. */
  readonly hz: number;
  readonly onProgress?: (part: number) => void;
}

/** What moves, as nodes of a scene. */
export interface Moving {
  readonly nodes: readonly NodePlan[];
  readonly tolerance: number;
  /** Pictures a second at the most. */
  readonly hz: number;
  /** Bytes of its blobs. */
  readonly bytes: number;
  readonly notes: readonly string[];
}

/** Bytes of memory a face's pictures may take; the rest is for its glyphs. */
const mostDecoded = PackLimit.decodedBytes - 65_536;
/** Where less than this part of a film changes, the rest becomes a still. */
const stillPart = 0.7;
/** What is tried to fit a film: colours a step off are seen less than a rate that halves. */
const ladder = [
  { tolerance: 0, part: 1 },
  { tolerance: 1, part: 1 },
  { tolerance: 2, part: 1 },
  { tolerance: 1, part: 2 / 3 },
  { tolerance: 2, part: 1 / 2 },
  { tolerance: 2, part: 1 / 3 },
] as const;

/**
 * Codes a fitted film: what never changes as a still, what does as an animation of just that part of the glass. Exactly
 * where it fits, else with the least loss that does; its notes say so. Throws StudioError where nothing fits.
 */
export async function codeFilm(film: FittedFilm, options: MovingOptions): Promise<Moving> {
  const { target, frames } = film;
  const picture = frames[0]!.picture;
  if (frames.length === 1) {
    const blob = wallBlob(picture);
    const nodes = [{ kind: 'wall', x: target.left, y: target.top, blob } as const];
    return { nodes, tolerance: 0, hz: 0, bytes: blob.bytes.length, notes: [] };
  }
  const notes: string[] = [];
  const fastest = Math.min(60, 1000 / Math.min(...frames.map(({ durationMillis }) => durationMillis)));
  const hz = fastest > 31 && !fitsOneScan(frames, options) ? 30 : fastest;
  if (hz < fastest) notes.push(`It is shown at ${hz} pictures a second: more of this size do not fit the panel's bus.`);
  const box = changesOf(frames.map((frame) => frame.picture));
  const hasStill =
    areaOf(box) < stillPart * picture.width * picture.height &&
    2 * (picture.width * picture.height + areaOf(box)) <= mostDecoded;
  const still = hasStill ? wallBlob(picture) : undefined;
  const region = hasStill ? box : { left: 0, top: 0, right: picture.width, bottom: picture.height };
  const moving = frames.map((frame) => ({ ...frame, picture: cropped(frame.picture, region) }));
  const stillBytes = still?.bytes.length ?? 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const { tolerance, part } of stepsFor(options.tolerance ?? 'auto')) {
    const { onProgress = () => {} } = options;
    const blob = await animationBlob(limitRate(moving, hz * part), { tolerance, onProgress });
    const bytes = blob.bytes.length + stillBytes;
    smallest = Math.min(smallest, bytes);
    if (bytes > options.mostBytes) continue;
    if (tolerance > 0) notes.push(`Its colours may be ${tolerance} of 32 steps off, so that it takes less.`);
    if (part < 1) notes.push(`It is shown at ${Math.round(hz * part)} pictures a second, so that it takes less.`);
    return { nodes: nodesOf(target, region, blob, still), tolerance, hz: hz * part, bytes, notes };
  }
  const [least, most] = [smallest, options.mostBytes].map((bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`);
  throw new StudioError(`At its smallest it takes ${least}, and ${most} fit: choose a shorter loop or a smaller crop.`);
}

function stepsFor(tolerance: number | 'auto'): readonly { readonly tolerance: number; readonly part: number }[] {
  return tolerance === 'auto' ? ladder : [1, 2 / 3, 1 / 2, 1 / 3].map((part) => ({ tolerance, part }));
}

function nodesOf(target: Readonly<Region>, region: Region, blob: Blob, still: Blob | undefined): NodePlan[] {
  const nodes: NodePlan[] = [];
  if (still !== undefined) nodes.push({ kind: 'wall', x: target.left, y: target.top, blob: still });
  nodes.push({ kind: 'animation', x: target.left + region.left, y: target.top + region.top, blob });
  return nodes;
}

/** Whether nearly all changes from one picture to the next go over the bus within one scan. */
function fitsOneScan(frames: readonly AnimationFrame[], { pixelsPerSecond, hz }: MovingOptions): boolean {
  const { width, height } = frames[0]!.picture;
  const finder = new ChangeFinder(width, height);
  const most = pixelsPerSecond / hz;
  let tooLarge = 0;
  for (let index = 1; index < frames.length; index += 1) {
    const [before, after] = [frames[index - 1]!, frames[index]!].map(({ picture }) => wordsOf(picture.pixels));
    const area = finder.find(before!, after!, 0).reduce((sum, region) => sum + areaOf(region), 0);
    if (area > most) tooLarge += 1;
  }
  return tooLarge * 20 <= frames.length;
}

/** The box around everything that ever changes, a little at least. */
function changesOf(pictures: readonly Picture[]): Region {
  const first = pictures[0]!;
  const { width, height } = first;
  let box: Region = { left: width, top: height, right: 0, bottom: 0 };
  for (const { pixels } of pictures.slice(1)) {
    const changed = changedBox(first.pixels, pixels, width, height);
    box = {
      left: Math.min(box.left, changed.left),
      top: Math.min(box.top, changed.top),
      right: Math.max(box.right, changed.right),
      bottom: Math.max(box.bottom, changed.bottom),
    };
  }
  const [left, top] = [Math.max(0, Math.min(box.left, width - 16)), Math.max(0, Math.min(box.top, height - 16))];
  return {
    left,
    top,
    right: Math.min(width, Math.max(box.right, left + 16)),
    bottom: Math.min(height, Math.max(box.bottom, top + 16)),
  };
}

function cropped(picture: Picture, region: Region): Picture {
  const [width, height] = [region.right - region.left, region.bottom - region.top];
  if (width === picture.width && height === picture.height) return picture;
  return { width, height, pixels: cutOut(picture.pixels, picture.width, region) };
}

function areaOf({ left, top, right, bottom }: Readonly<Region>): number {
  return (right - left) * (bottom - top);
}
