import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import type { Shape as PiuShape } from 'piu/shape';
import { colour, fontsFor, type Measures, style } from './palette.js';
import { BRIGHTNESS_STEPS, type FaceSettings } from './settings.js';
import { discOutline, roundedBox, shapeIn } from './shapes.js';
import { Toggle } from './toggle.js';

/** What a person can change, a card each: tap the brightness one step on, or the night on and off. */
export class SettingsPage {
  readonly content: Piu.Container;
  readonly #settings: FaceSettings;
  readonly #dots: PiuShape[] = [];
  readonly #night: Toggle;
  readonly #seconds: Toggle;

  constructor(measures: Measures, settings: FaceSettings) {
    const { width, height, margin, small } = measures;
    const fonts = fontsFor(measures);
    this.#settings = settings;
    const rowWidth = width - 2 * margin;
    const rowHeight = small ? 50 : 78;
    const inset = small ? 16 : 24;
    const top = Math.round(height * (small ? 0.22 : 0.235));
    const row = (index: number, name: string, control: readonly Piu.Content[], tapped: () => void): Piu.Container => {
      const box = { left: 0, top: 0, width: rowWidth, height: rowHeight };
      const container = new Container(null, {
        left: margin,
        top: top + index * (rowHeight + (small ? 8 : 14)),
        width: rowWidth,
        height: rowHeight,
        active: true,
        contents: [
          roundedBox(box, small ? 16 : 22, colour.card),
          new Label(null, { ...box, left: inset, style: style(fonts.row, colour.white, 'left'), string: name }),
          ...control,
        ],
      });
      container.behavior = { onTouchEnded: tapped };
      return container;
    };
    const step = small ? 17 : 24;
    const radius = small ? 5 : 8;
    const dotsLeft = rowWidth - inset - step * (BRIGHTNESS_STEPS - 1) - radius;
    for (let index = 0; index < BRIGHTNESS_STEPS; index += 1) {
      const side = 2 * radius + 2;
      const left = Math.round(dotsLeft + index * step - side / 2);
      const dot = shapeIn({ left, top: (rowHeight - side) >> 1, width: side, height: side }, colour.moon);
      dot.fillOutline = discOutline(side / 2, side / 2, radius);
      this.#dots.push(dot);
    }
    const toggleHeight = small ? 24 : 32;
    const toggleWidth = small ? 44 : 58;
    const toggle = (): Toggle =>
      new Toggle({
        left: rowWidth - inset - toggleWidth,
        top: (rowHeight - toggleHeight) >> 1,
        width: toggleWidth,
        height: toggleHeight,
      });
    this.#night = toggle();
    this.#seconds = toggle();
    const heading = {
      left: margin,
      top: Math.round(height * (small ? 0.06 : 0.085)),
      width: rowWidth,
      height: small ? 40 : 52,
    };
    this.content = new Container(null, {
      left: 0,
      top: 0,
      width,
      height,
      contents: [
        new Label(null, { ...heading, style: style(fonts.heading, colour.white), string: 'settings' }),
        row(0, 'brightness', this.#dots, () => {
          settings.setBrightness((settings.brightness % BRIGHTNESS_STEPS) + 1);
          return true;
        }),
        row(1, 'darker at night', this.#night.contents, () => {
          settings.setNight(!settings.night);
          return true;
        }),
        row(2, 'seconds at rest', this.#seconds.contents, () => {
          settings.setSeconds(!settings.seconds);
          return true;
        }),
        new Label(null, {
          left: 0,
          top: height - Math.round(height * (small ? 0.13 : 0.125)),
          width,
          height: 30,
          style: style(fonts.small, colour.quiet),
          string: 'tap anywhere to go back',
        }),
      ],
    });
    this.show();
  }

  show(): void {
    const { brightness, night, seconds } = this.#settings;
    for (let index = 0; index < this.#dots.length; index += 1) {
      this.#dots[index]!.skin = new Skin({ fill: index < brightness ? colour.moon : colour.groove });
    }
    this.#night.show(night);
    this.#seconds.show(seconds);
  }
}
