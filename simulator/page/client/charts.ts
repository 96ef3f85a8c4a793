import type { Figures, Present } from '../live-messages.js';
import { byId, contextOf, fitCanvas } from './dom.js';

const second = 1_000_000;
const minute = 60 * second;
const hour = 60 * minute;

const modeColours: Readonly<Record<string, string>> = {
  active: '#8b6cff',
  idle: '#2d3a6b',
  aod: '#44539a',
  sleep: '#191d2c',
};

/** The bus in the second up to the last activity: a bar a present, a mark a TE edge. Drawn when something comes, never else. */
export class BusChart {
  readonly #canvas = byId<HTMLCanvasElement>('bus');
  #presents: Present[] = [];

  add(present: Present): void {
    this.#presents.push(present);
  }

  clear(): void {
    this.#presents = [];
  }

  draw(): void {
    const scale = fitCanvas(this.#canvas);
    const context = contextOf(this.#canvas);
    const { width, height } = this.#canvas;
    context.clearRect(0, 0, width, height);
    const last = this.#presents.at(-1);
    if (last === undefined) return;
    const end = last.end + second * 0.02;
    this.#presents = this.#presents.filter((present) => present.end > end - second);
    const at = (time: number) => width * (1 - (end - time) / second);
    if (last.edge !== null && last.period > 0) {
      context.fillStyle = '#3c4252';
      for (let edge = last.edge; edge > end - second; edge -= last.period)
        context.fillRect(Math.round(at(edge)), height - 5 * scale, scale, 5 * scale);
    }
    context.fillStyle = '#7dffb0';
    for (const present of this.#presents) {
      const left = at(present.start);
      const wide = Math.max(1.5 * scale, at(present.end) - left);
      const tall = height * Math.min(1, 0.3 + 0.25 * Math.log2(1 + present.windows.length / 4));
      context.fillRect(
        left,
        height - 7 * scale - (height - 7 * scale) * (tall / height),
        wide,
        (height - 7 * scale) * (tall / height),
      );
    }
  }
}

/** The modes since the start, or of the last hour; drawn when the figures change. */
export class ModeChart {
  readonly #canvas = byId<HTMLCanvasElement>('modes');
  readonly #note = byId('mode-note');
  readonly #span = byId('mode-span');

  show(figures: Figures): void {
    const text = `${figures.mode} · ${figures.wakes} wakes`;
    if (this.#note.textContent !== text) this.#note.textContent = text;
    fitCanvas(this.#canvas);
    const context = contextOf(this.#canvas);
    const { width, height } = this.#canvas;
    context.fillStyle = '#11131a';
    context.fillRect(0, 0, width, height);
    const span = Math.min(hour, Math.max(minute, figures.time));
    const title = `mode, last ${span === hour ? 'hour' : span === minute ? 'minute' : `${Math.ceil(span / minute)} minutes`}`;
    if (this.#span.textContent !== title) this.#span.textContent = title;
    const at = (time: number) => width * Math.max(0, 1 - (figures.time - time) / span);
    figures.modes.forEach(([time, mode], index) => {
      const left = at(time);
      context.fillStyle = modeColours[mode] ?? '#39405a';
      context.fillRect(left, 0, Math.max(1, at(figures.modes[index + 1]?.[0] ?? figures.time) - left), height);
    });
  }
}
