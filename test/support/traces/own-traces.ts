import { chargeRing, clockHands, clockLabel, widgets } from './faces.js';
import { film, type Painter } from './film.js';
import { card, music, stack, ticker, typing } from './lists.js';
import { pageFlip, particles, pet, sprite, video } from './moving.js';
import type { Trace } from './trace.js';

/** Kinds of work that rear screens do. */
const kinds: Readonly<Record<string, Painter>> = {
  'clock-label': clockLabel,
  'clock-hands': clockHands,
  widgets,
  'charge-ring': chargeRing,
  ticker,
  card,
  stack,
  music,
  typing,
  sprite,
  particles,
  video,
  'page-flip': pageFlip,
  pet,
};

const sizes = [
  [410, 502],
  [240, 536],
  [450, 600],
] as const;

const FRAMES = 12;

/** Makes one own trace, "KIND-WIDTHxHEIGHT". */
export function ownTrace(name: string): Trace {
  const [, kind, width, height] = /^(.+)-(\d+)x(\d+)$/.exec(name) ?? [];
  const painter = kinds[kind ?? ''];
  if (painter === undefined) throw new RangeError(`there is no own trace ${name}`);
  return film(name, Number(width), Number(height), FRAMES, painter);
}

/** Every kind of work on the first panel size, and each once more on one of the others. */
export const ownTraceNames: readonly string[] = Object.keys(kinds).flatMap((kind, at) =>
  [sizes[0], sizes[1 + (at % 2)]!].map(([width, height]) => `${kind}-${width}x${height}`),
);
