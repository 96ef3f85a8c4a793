import type { Damage } from '../../geometry/damage.js';
import type { RegionList } from '../../geometry/region-list.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { PackNode } from '../reader-node.js';
import type { GlyphBox } from '../reader-sprites.js';

/** Changes that are kept; a power of two. A clock with seconds has 16 that come again within the minute. */
const ENTRIES = 32;
/** Windows of one change; one that takes more is found anew each time. */
const MOST_WINDOWS = 8;
/** Numbers that tell a change from others of its node. */
const KEYS = 6;
/** Glyphs of neighbouring places are so many entries apart, so that those of one digit do not take turns with the next one's. */
const PLACE_STEP = 11;

/** A glyph of a node's line that becomes another one: indices of glyphs, and where the pen stood for each, on the panel. */
export interface GlyphStep {
  /** Which glyph of the line. */
  place: number;
  old: number;
  oldPen: number;
  glyph: number;
  pen: number;
  /** Where the node's scene stands, down the panel. */
  y: number;
  /** The two glyphs themselves; `was` is read only where the change is not known. */
  readonly was: GlyphBox;
  readonly is: GlyphBox;
}

/**
 * The windows over changes of glyphs that were found before: a clock shows the same digits again and again. What a change looks
 * like is settled by its node, which never is another one's, and by what `GlyphStep` says; so nothing here ever grows old.
 */
export class ChangeMemo {
  readonly #nodes: (PackNode | undefined)[] = new Array<PackNode | undefined>(ENTRIES).fill(undefined);
  readonly #keys: Int32Array;
  readonly #counts = new Uint8Array(ENTRIES);
  /** Left, top, right, bottom, as the panel has them. */
  readonly #windows: Uint16Array;

  constructor(memory: FrameMemory) {
    const keys = memory.allocate(4 * KEYS * ENTRIES);
    this.#keys = new Int32Array(keys.buffer, keys.byteOffset, KEYS * ENTRIES);
    const windows = memory.allocate(8 * MOST_WINDOWS * ENTRIES);
    this.#windows = new Uint16Array(windows.buffer, windows.byteOffset, 4 * MOST_WINDOWS * ENTRIES);
  }

  /** Marks the windows of a change that was kept; answers false where it was not. */
  mark(node: PackNode, step: GlyphStep, damage: Damage): boolean {
    const entry = entryOf(step);
    if (this.#nodes[entry] !== node) return false;
    const keys = this.#keys;
    const at = entry * KEYS;
    if (keys[at] !== step.place || keys[at + 1] !== step.old || keys[at + 2] !== step.glyph) return false;
    if (keys[at + 3] !== step.oldPen || keys[at + 4] !== step.pen || keys[at + 5] !== step.y) return false;
    const windows = this.#windows;
    const first = 4 * MOST_WINDOWS * entry;
    const end = first + 4 * this.#counts[entry]!;
    for (let from = first; from < end; from += 4)
      damage.add(windows[from]!, windows[from + 1]!, windows[from + 2]!, windows[from + 3]!);
    return true;
  }

  /** Keeps the windows that were found for a change, which count from (left, top) of the panel. */
  keep(node: PackNode, step: GlyphStep, { data, count }: RegionList, left: number, top: number): void {
    if (count > MOST_WINDOWS) return;
    const entry = entryOf(step);
    const keys = this.#keys;
    const at = entry * KEYS;
    this.#nodes[entry] = node;
    keys[at] = step.place;
    keys[at + 1] = step.old;
    keys[at + 2] = step.glyph;
    keys[at + 3] = step.oldPen;
    keys[at + 4] = step.pen;
    keys[at + 5] = step.y;
    this.#counts[entry] = count;
    const windows = this.#windows;
    const first = 4 * MOST_WINDOWS * entry;
    for (let index = 0; index < 4 * count; index += 2) {
      windows[first + index] = left + data[index]!;
      windows[first + index + 1] = top + data[index + 1]!;
    }
  }
}

function entryOf({ place, glyph }: GlyphStep): number {
  return (PLACE_STEP * place + glyph) & (ENTRIES - 1);
}
