import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import type { Shape as PiuShape } from 'piu/shape';
import { colour } from './palette.js';
import { type Box, discOutline, roundedBox, shapeIn } from './shapes.js';

const TRAVEL_MILLIS = 200;
const GAP = 4;

/** On or off: a knob that travels in its groove. */
export class Toggle {
  readonly contents: readonly Piu.Content[];
  readonly #groove: PiuShape;
  readonly #knob: PiuShape;
  readonly #width: number;
  readonly #radius: number;
  /** Where the knob is, 0 off to 1 on, and whence and whither it goes. */
  #at = -1;
  #from = 0;
  #to = -1;

  constructor(box: Box) {
    this.#width = box.width;
    this.#radius = box.height / 2 - GAP;
    this.#groove = roundedBox(box, box.height / 2, colour.groove);
    this.#knob = shapeIn(box, colour.white);
    this.#knob.duration = TRAVEL_MILLIS;
    this.#knob.behavior = {
      onTimeChanged: (knob: Piu.Content) => {
        this.#place(this.#from + (this.#to - this.#from) * Math.quadEaseOut(knob.fraction));
      },
    };
    this.contents = [this.#groove, this.#knob];
  }

  show(on: boolean): void {
    const to = on ? 1 : 0;
    if (to === this.#to) return;
    this.#groove.skin = new Skin({ fill: on ? colour.iris : colour.groove });
    this.#from = this.#at;
    this.#to = to;
    if (this.#at < 0) {
      this.#place(to);
      return;
    }
    this.#knob.time = 0;
    this.#knob.start();
  }

  #place(at: number): void {
    const inset = this.#radius + GAP;
    this.#at = at;
    this.#knob.fillOutline = discOutline(inset + (this.#width - 2 * inset) * at, inset, this.#radius);
  }
}
