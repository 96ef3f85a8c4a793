import { InvalidArgumentError } from 'commander';
import type { Region } from '../../firmware/geometry/region.js';
import type { LoopWish } from '../studio/film.js';

/** Readers of option values; each throws what commander turns into a sentence. */

export function readTimes(text: string): number {
  if (text === 'forever') return Number.POSITIVE_INFINITY;
  return readWhole(text, 1, Number.MAX_SAFE_INTEGER, 'a number of turns, or "forever"');
}

export function readFps(text: string): number {
  const fps = Number(text);
  if (!(fps > 0 && fps <= 120)) throw new InvalidArgumentError('It is a number of frames a second, at most 120.');
  return fps;
}

export function readTolerance(text: string): number {
  return readWhole(text, 0, 15, 'a number of colour steps from 0 (exact) to 15');
}

export function readCount(text: string): number {
  return readWhole(text, 0, 65_535, 'a number from 0 to 65535');
}

/** `30s`, `500ms`, `2m`, `1h` or plain seconds, in milliseconds. */
export function readMillis(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? 's'] ?? 1000;
  const millis = Number(match?.[1]) * unit;
  if (!(millis > 0)) throw new InvalidArgumentError('It is a time: 30s, 500ms, 2m.');
  return millis;
}

/** `all`, `auto`, `bounce` or a stretch in seconds, `1.5-4`. */
export function readLoop(text: string): LoopWish {
  if (text === 'all' || text === 'auto' || text === 'bounce') return text;
  const match = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  const [from, until] = [Number(match?.[1]), Number(match?.[2])];
  if (until > from) return { fromMillis: 1000 * from, untilMillis: 1000 * until };
  throw new InvalidArgumentError('It is all, auto, bounce, or seconds from and to: 1.5-4.');
}

/** `x,y,width,height` as a region. */
export function readCrop(text: string): Region {
  const [x, y, width, height] = (/^(\d+),(\d+),([1-9]\d*),([1-9]\d*)$/.exec(text) ?? []).slice(1).map(Number);
  if (height === undefined) throw new InvalidArgumentError('It is x,y,width,height in pixels: 100,0,640,480.');
  return { left: x!, top: y!, right: x! + width!, bottom: y! + height };
}

/** 0..255, or a percentage. */
export function readBrightness(text: string): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (percent === null) return readWhole(text, 0, 255, 'a level from 0 to 255, or a percentage');
  const part = Number(percent[1]);
  if (part > 100) throw new InvalidArgumentError('It is at most 100%.');
  return Math.round((part * 255) / 100);
}

function readWhole(text: string, least: number, most: number, words: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`It is ${words}.`);
  return value;
}
