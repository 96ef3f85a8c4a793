import { type ChangeFinder, tilePixels } from './change-finder.js';

/** Pixels in a row that are looked for elsewhere in the picture before. */
const runPixels = 16;
const tableBits = 14;
const multiplier = 0x9e3779b1;
/** A run that occurs this often in the next picture says nothing about where it came from. */
const mostAlike = 4;
/** Places in the picture before that one run of pixels may match. */
const mostMatches = 64;
const fewestVotes = 3;
/** A shift with less than this part of the winner's votes is taken for chance. */
const leastPart = 1 / 8;

/** A translation: what is at (x, y) was at (x - dx, y - dy). */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/**
 * Guesses which translations took parts of one picture to the next: short runs of changed pixels are looked up at every
 * place of the picture before (a rolling hash a row), and each match votes for its shift. Time is bounded by the
 * picture's size, whatever it shows.
 */
export class MoveSearch {
  readonly #width: number;
  readonly #height: number;
  readonly #first = new Int32Array(1 << tableBits);
  readonly #votes: Int32Array;
  readonly #touched: number[] = [];
  // The runs looked for.
  readonly #at: Int32Array;
  readonly #hash: Int32Array;
  readonly #following: Int32Array;
  readonly #matches: Int32Array;
  #count = 0;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#votes = new Int32Array(4 * width * height);
    const most = 4 * Math.ceil(width / tilePixels) * Math.ceil(height / tilePixels);
    this.#at = new Int32Array(most);
    this.#hash = new Int32Array(most);
    this.#following = new Int32Array(most);
    this.#matches = new Int32Array(most);
  }

  /** The `most` likeliest shifts from `before` to `next` inside the tiles where `changes` found something. */
  search(before: Uint16Array, next: Uint16Array, changes: ChangeFinder, most: number): Shift[] {
    this.#sample(next, changes);
    if (this.#count < fewestVotes) return [];
    this.#match(before, next);
    return this.#elect(most);
  }

  /** Picks in each quarter of a changed tile one run with edges in it. */
  #sample(next: Uint16Array, changes: ChangeFinder): void {
    this.#first.fill(-1);
    this.#count = 0;
    const half = tilePixels / 2;
    for (let tile = 0; tile < changes.columns * changes.rows; tile += 1) {
      const left = changes.boxes[4 * tile]!;
      const top = changes.boxes[4 * tile + 1]!;
      const right = changes.boxes[4 * tile + 2]!;
      const bottom = changes.boxes[4 * tile + 3]!;
      for (let y = top; y < bottom; y += half) {
        for (let x = left; x < right; x += half) {
          this.#sampleIn(next, Math.min(x, this.#width - runPixels), y, Math.min(y + half, bottom));
        }
      }
    }
  }

  #sampleIn(next: Uint16Array, x: number, top: number, bottom: number): void {
    if (x < 0) return;
    for (let y = top; y < bottom; y += 1) {
      const at = y * this.#width + x;
      let edges = 0;
      for (let k = 1; k < runPixels; k += 1) if (next[at + k] !== next[at + k - 1]) edges += 1;
      if (edges < 2) continue;
      this.#addRun(next, at);
      return;
    }
  }

  #addRun(next: Uint16Array, at: number): void {
    let hash = 0;
    for (let k = 0; k < runPixels; k += 1) hash = (Math.imul(hash, multiplier) + next[at + k]!) | 0;
    const slot = hash >>> (32 - tableBits);
    let alike = 0;
    for (let run = this.#first[slot]!; run >= 0; run = this.#following[run]!) {
      if (this.#hash[run] === hash) alike += 1;
    }
    if (alike >= mostAlike || this.#count === this.#at.length) return;
    const run = this.#count++;
    this.#at[run] = at;
    this.#hash[run] = hash;
    this.#matches[run] = 0;
    this.#following[run] = this.#first[slot]!;
    this.#first[slot] = run;
  }

  #match(before: Uint16Array, next: Uint16Array): void {
    const width = this.#width;
    const first = this.#first;
    let leaving = 1;
    for (let k = 0; k < runPixels; k += 1) leaving = Math.imul(leaving, multiplier);
    for (let y = 0; y < this.#height; y += 1) {
      const row = y * width;
      let hash = 0;
      for (let x = 0; x < width; x += 1) {
        hash = (Math.imul(hash, multiplier) + before[row + x]!) | 0;
        if (x >= runPixels) hash = (hash - Math.imul(before[row + x - runPixels]!, leaving)) | 0;
        if (x < runPixels - 1) continue;
        for (let run = first[hash >>> (32 - tableBits)]!; run >= 0; run = this.#following[run]!) {
          if (this.#hash[run] === hash) this.#vote(before, next, row + x - runPixels + 1, run);
        }
      }
    }
  }

  #vote(before: Uint16Array, next: Uint16Array, from: number, run: number): void {
    if (this.#matches[run]! >= mostMatches) return;
    const to = this.#at[run]!;
    for (let k = 0; k < runPixels; k += 1) if (before[from + k] !== next[to + k]) return;
    this.#matches[run] = this.#matches[run]! + 1;
    const width = this.#width;
    const toX = to % width;
    const fromX = from % width;
    const dx = toX - fromX;
    const dy = (to - toX - from + fromX) / width;
    if (dx === 0 && dy === 0) return;
    const shift = (dy + this.#height) * 2 * width + dx + width;
    if (this.#votes[shift] === 0) this.#touched.push(shift);
    this.#votes[shift] = this.#votes[shift]! + 1;
  }

  /** The shifts with most votes, best first; leaves the ballot empty. */
  #elect(most: number): Shift[] {
    const votes = this.#votes;
    const elected: number[] = [];
    for (const shift of this.#touched) {
      const count = votes[shift]!;
      if (count < fewestVotes) continue;
      let place = elected.length;
      while (place > 0 && votes[elected[place - 1]!]! < count) place -= 1;
      if (place >= most) continue;
      elected.splice(place, 0, shift);
      if (elected.length > most) elected.pop();
    }
    const likely = elected.filter((shift) => votes[shift]! >= votes[elected[0]!]! * leastPart);
    for (const shift of this.#touched) votes[shift] = 0;
    this.#touched.length = 0;
    const span = 2 * this.#width;
    return likely.map((shift) => ({
      dx: (shift % span) - this.#width,
      dy: Math.floor(shift / span) - this.#height,
    }));
  }
}
