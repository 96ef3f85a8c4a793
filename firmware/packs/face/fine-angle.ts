import { cosine, sine } from '../../compose/face/angles.js';

/** Steps of a whole turn, clockwise from the top: ten a minute of the hour, and each a tick of the hour hand. */
export const DIAL = 43_200;
const FRACTION = 2048;

/** Sine of so much of a turn (`DIAL` steps, from the right, clockwise), in 2^21ths: the table's, and between its steps a straight line. */
function between(of: (angle: number) => number, dial: number): number {
  const fine = Math.floor((dial * 256 * FRACTION) / DIAL);
  const step = Math.floor(fine / FRACTION);
  const part = fine - step * FRACTION;
  return of(step) * (FRACTION - part) + of(step + 1) * part;
}

/** How far right a point `eighths` from the middle lies in the direction `dial` (from the top, clockwise), 8ths of a pixel. */
export function across(dial: number, eighths: number): number {
  return Math.round((between(cosine, dial + DIAL * 0.75) * eighths) / (1024 * FRACTION));
}

/** How far down. */
export function down(dial: number, eighths: number): number {
  return Math.round((between(sine, dial + DIAL * 0.75) * eighths) / (1024 * FRACTION));
}
