import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import type { Clock } from '../../platform/clock.js';
import { colour, fontsFor, type Measures, style } from './palette.js';
import { roundedBox } from './shapes.js';
import { type FaceStatus, timeText } from './status.js';

/** What plays: title, artist, and how far it is. */
export class TrackCard {
  readonly content: Piu.Container;
  readonly #status: FaceStatus;
  readonly #clock: Clock;
  readonly #title: Piu.Label;
  readonly #artist: Piu.Label;
  readonly #elapsed: Piu.Label;
  readonly #length: Piu.Label;
  readonly #groove: Piu.Content;
  readonly #bar: Piu.Content;
  readonly #wide: number;
  /** How far down the lines go to stand in the middle, and have gone; relative, as a page that is not shown has no place. */
  readonly #middleShift: number;
  #shift = 0;
  #barWidth: number;

  constructor(measures: Measures, status: FaceStatus, clock: Clock) {
    const { margin, cardTop, cardHeight, small } = measures;
    const fonts = fontsFor(measures);
    const width = measures.width - 2 * margin;
    const inset = small ? 14 : 20;
    this.#status = status;
    this.#clock = clock;
    this.#wide = width - 2 * inset;
    const row = (top: number, height: number) => ({ left: inset, top, width: this.#wide, height });
    const titleTop = small ? 8 : 12;
    const titleHeight = small ? 26 : 34;
    const artistHeight = small ? 20 : 26;
    this.#middleShift = ((cardHeight - titleHeight - artistHeight) >> 1) - titleTop;
    this.#barWidth = this.#wide;
    const barTop = cardHeight - (small ? 24 : 30);
    const timesTop = cardHeight - (small ? 20 : 25);
    const times = (horizontal: string) => style(fonts.small, colour.quiet, horizontal);
    this.#title = label(row(titleTop, titleHeight), style(fonts.title, colour.white, 'left'));
    this.#artist = label(row(titleTop + titleHeight, artistHeight), style(fonts.text, colour.quiet, 'left'));
    this.#groove = new Content(null, { ...row(barTop, 3), skin: new Skin({ fill: colour.groove }) });
    this.#bar = new Content(null, { ...row(barTop, 3), skin: new Skin({ fill: colour.moon }) });
    const timeBox = { ...row(timesTop, small ? 18 : 22), width: small ? 60 : 80 };
    this.#elapsed = label(timeBox, times('left'));
    this.#length = label({ ...timeBox, left: inset + this.#wide - timeBox.width }, times('right'));
    this.#elapsed.behavior = { onFinished: () => this.#tick() };
    this.content = new Container(null, {
      left: margin,
      top: cardTop,
      width,
      height: cardHeight,
      contents: [
        roundedBox({ left: 0, top: 0, width, height: cardHeight }, small ? 18 : 24, colour.card),
        this.#title,
        this.#artist,
        this.#groove,
        this.#bar,
        this.#elapsed,
        this.#length,
      ],
    });
  }

  show(): void {
    const { track } = this.#status;
    const known = track !== undefined && track.seconds > 0;
    this.#title.string = track?.title ?? 'nothing plays';
    this.#artist.string = track?.artist ?? 'show something, or play a track';
    // Without times below them the two lines stand in the middle.
    const shift = known ? 0 : this.#middleShift;
    this.#title.moveBy(0, shift - this.#shift);
    this.#artist.moveBy(0, shift - this.#shift);
    this.#shift = shift;
    this.#length.string = known ? timeText(track.seconds) : '';
    this.#groove.visible = known;
    this.#bar.visible = known;
    this.#elapsed.visible = track !== undefined;
    this.#tick();
  }

  /** Shows how far the track is, and again when that has changed. */
  #tick(): void {
    const { track } = this.#status;
    const now = this.#clock.now();
    const position = this.#status.positionAt(now);
    this.#elapsed.string = timeText(position);
    if (track !== undefined && track.seconds > 0) {
      const wide = Math.max(3, Math.round((this.#wide * position) / track.seconds));
      this.#bar.sizeBy(wide - this.#barWidth, 0);
      this.#barWidth = wide;
    }
    this.#elapsed.stop();
    const next = this.#status.changesAt(now);
    if (next === Number.POSITIVE_INFINITY) return;
    // One wake a second, a millisecond after the second: Piu counts whole ones.
    const millis = Math.ceil((next - now) / 1000) + 1;
    this.#elapsed.duration = millis;
    this.#elapsed.interval = millis;
    this.#elapsed.time = 0;
    this.#elapsed.start();
  }
}

function label(box: object, itsStyle: Piu.Style): Piu.Label {
  return new Label(null, { ...box, style: itsStyle, string: '' });
}
