import { distanceOf } from './sketch.js';

/** Pictures `from` (inclusive) to `until` (exclusive) of a film, over and over. */
export interface Loop {
  readonly from: number;
  readonly until: number;
  /** How far its seam is from an ordinary step, in usual steps of the film (squared differences): 0 is no seam at all. */
  readonly seam: number;
}

/** No shorter loop is looked for where the film is longer, milliseconds. */
const shortestMillis = 800;
/** A seam of less nobody sees: the longest of such loops is taken. */
const seamless = 0.3;
/** Steps below this squared difference nobody sees: noise of a coded film. */
const noise = 2;

/**
 * The best loop in a film: the one whose last picture leads to its first as one picture leads to the next. What follows the
 * last picture in the film is compared with the first, and what comes before the first with the last (as video textures
 * do); the whole film, which has neither, is judged by its usual step. Among seamless loops the longest wins, else the one
 * with the least seam.
 */
export function findLoop(sketches: readonly Float32Array[], durationsMillis: readonly number[]): Loop {
  const count = sketches.length;
  const starts = [0];
  for (const duration of durationsMillis) starts.push(starts.at(-1)! + duration);
  const whole = starts[count]!;
  const least = Math.min(shortestMillis, whole / 2);
  const usual = Math.max(noise, middleStep(sketches));
  let best: Loop = { from: 0, until: count, seam: count < 2 ? 0 : seamOf(sketches, 0, count, usual) };
  for (let from = 0; from < count; from += 1) {
    for (let until = from + 2; until <= count; until += 1) {
      if (starts[until]! - starts[from]! < least) continue;
      const seam = seamOf(sketches, from, until, usual);
      if (isBetter({ from, until, seam }, best, starts)) best = { from, until, seam };
    }
  }
  return best;
}

function seamOf(sketches: readonly Float32Array[], from: number, until: number, usual: number): number {
  const [first, last] = [sketches[from]!, sketches[until - 1]!];
  const [before, next] = [sketches[from - 1], sketches[until]];
  if (next !== undefined) return distanceOf(next, first) / usual;
  if (before !== undefined) return distanceOf(last, before) / usual;
  return Math.max(0, distanceOf(last, first) / usual - 1);
}

function isBetter(one: Loop, other: Loop, starts: readonly number[]): boolean {
  const [isOne, isOther] = [one.seam <= seamless, other.seam <= seamless];
  if (isOne !== isOther) return isOne;
  const length = (loop: Loop): number => starts[loop.until]! - starts[loop.from]!;
  return isOne ? length(one) > length(other) : one.seam < other.seam;
}

/** The median of the steps from one picture to the next that are steps at all. */
function middleStep(sketches: readonly Float32Array[]): number {
  const steps: number[] = [];
  for (let index = 1; index < sketches.length; index += 1) {
    const step = distanceOf(sketches[index - 1]!, sketches[index]!);
    if (step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}
