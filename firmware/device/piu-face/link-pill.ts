import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import { colour, fontsFor, type Measures, style } from './palette.js';
import { disc, roundedBox } from './shapes.js';
import type { LinkState } from './status.js';

const says = [
  { text: 'waiting for a host', dot: colour.quiet },
  { text: 'linked', dot: colour.mint },
  { text: 'streaming', dot: colour.moon },
] as const;

/** Whether a host is there: a dot and a word at the top. */
export class LinkPill {
  readonly content: Piu.Container;
  readonly #measures: Measures;
  readonly #style: Piu.Style;
  #shown: LinkState | undefined;

  constructor(measures: Measures) {
    const height = measures.small ? 28 : 36;
    this.#measures = measures;
    this.#style = style(fontsFor(measures).text, colour.white, 'left');
    this.content = new Container(null, { left: 0, right: 0, top: Math.round(measures.height * 0.06), height });
  }

  show(link: LinkState): void {
    if (link === this.#shown) return;
    this.#shown = link;
    const { text, dot } = says[link];
    const { content } = this;
    const height = this.#measures.small ? 28 : 36;
    const wide = this.#style.measure(text).width ?? 0;
    const width = wide + height + 22;
    const left = (this.#measures.width - width) >> 1;
    content.empty();
    content.add(roundedBox({ left, top: 0, width, height }, height / 2, colour.card));
    content.add(disc(left + height / 2 + 3, height / 2, this.#measures.small ? 4 : 5, dot));
    const box = { left: left + height, top: 0, width: wide + 8, height };
    content.add(new Label(null, { ...box, style: this.#style, string: text }));
  }
}
