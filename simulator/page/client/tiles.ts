import type { Figures } from '../live-messages.js';
import { byId, element } from './dom.js';

/** One figure: its name, and what to show of it. `kept` is a promise kept (green) or broken (red); undefined is neither. */
interface Tile {
  readonly name: string;
  value(figures: Figures): string;
  rest(figures: Figures): string;
  kept?(figures: Figures): boolean | undefined;
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

const tiles: readonly Tile[] = [
  {
    name: 'presented',
    value: (figures) => figures.presentedPerSecond.toFixed(1),
    rest: () => '/s',
  },
  {
    name: 'torn',
    value: (figures) => whole.format(figures.torn),
    rest: (figures) => `of ${whole.format(figures.presented)}`,
    kept: (figures) => (figures.presented === 0 ? undefined : figures.torn === 0),
  },
  {
    name: 'bus',
    value: (figures) => figures.busPercent.toFixed(1),
    rest: () => '%',
  },
  {
    name: 'link',
    value: (figures) => whole.format(figures.linkBytesPerSecond / 1000),
    rest: ({ codec, packetsBad }) =>
      ['KB/s', ...(codec ? [codec] : []), ...(packetsBad > 0 ? [`${whole.format(packetsBad)} bad`] : [])].join(' · '),
  },
  {
    name: 'latency, byte → glass',
    value: (figures) => (figures.latencyMillis === null ? '–' : figures.latencyMillis.toFixed(1)),
    rest: (figures) => (figures.latencyMillis === null ? '' : 'ms'),
  },
  {
    name: 'dropped',
    value: (figures) => whole.format(figures.dropped),
    rest: (figures) => `of ${whole.format(figures.dropped + figures.presented)}`,
  },
  {
    name: 'power, model',
    value: ({ power }) => (power.controller + power.bus + power.panel).toFixed(1),
    rest: ({ power }) => `mW · panel ${power.panel.toFixed(0)}, rest ${(power.controller + power.bus).toFixed(1)}`,
  },
];

/** The live figures. Only text that differs is written, in figures of one width, so nothing jumps. */
export class Tiles {
  readonly #parts = tiles.map((tile) => {
    const value = element('b', { textContent: '–' });
    const rest = element('span');
    const card = element(
      'div',
      { className: 'tile' },
      element('h2', { textContent: tile.name }),
      element('p', {}, value, ' ', rest),
    );
    byId('tiles').append(card);
    return { tile, value, rest, card };
  });

  show(figures: Figures): void {
    for (const { tile, value, rest, card } of this.#parts) {
      write(value, tile.value(figures));
      write(rest, tile.rest(figures));
      const kept = tile.kept?.(figures);
      card.classList.toggle('kept', kept === true);
      card.classList.toggle('broken', kept === false);
    }
  }
}

function write(into: HTMLElement, text: string): void {
  if (into.textContent !== text) into.textContent = text;
}
