import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import type { Shape as PiuShape } from 'piu/shape';
import { colour, fontsFor, type Measures, style } from './palette.js';
import { arcEnd, arcOutline, disc, discOutline, ringOutline, shapeIn } from './shapes.js';
import type { FaceStatus } from './status.js';

const TRAVEL_MILLIS = 700;
const LOW_BELOW = 15;
const HALO = '#ffe6c40c';
/** Middle and radius, parts of the moon's radius. */
const CRATERS = [
  [-0.52, -0.5, 0.17],
  [-0.66, -0.16, 0.08],
  [0.6, -0.42, 0.12],
  [0.5, 0.58, 0.16],
  [-0.4, 0.7, 0.09],
] as const;

/** The charge: a moon that says it, and a comet that travels down its orbit as it is used up. */
export class Moon {
  readonly content: Piu.Container;
  readonly #arc: PiuShape;
  readonly #head: PiuShape;
  readonly #glow: PiuShape;
  readonly #body: PiuShape;
  readonly #number: Piu.Label;
  readonly #caption: Piu.Label;
  readonly #ring: number;
  readonly #middle: number;
  readonly #weight: number;
  /** Part of the orbit that the arc covers, and where it travels from and to. */
  #shown = 0;
  #from = 0;
  #to = 0;

  constructor(measures: Measures) {
    const { ring, small } = measures;
    const fonts = fontsFor(measures);
    const side = 2 * (ring + (small ? 14 : 20));
    const middle = side / 2;
    const weight = small ? 5 : 8;
    const body = ring * 0.74;
    const whole = { left: 0, top: 0, width: side, height: side };
    this.#ring = ring;
    this.#middle = middle;
    this.#weight = weight;
    const orbit = shapeIn(whole, colour.orbit);
    orbit.fillOutline = ringOutline(middle, middle, ring, 2);
    this.#arc = shapeIn(whole, colour.moon);
    this.#glow = shapeIn(whole, '#ffffff50');
    this.#head = shapeIn(whole, colour.white);
    this.#body = disc(middle, middle, body, colour.moon);
    const textWidth = Math.round(body * 1.9);
    const left = Math.round(middle - textWidth / 2);
    // The smallest moon has room for digits alone; its colour says the rest.
    const tiny = body < 60;
    const digits = tiny ? 40 : small ? 60 : 82;
    const top = Math.round(middle - digits * (tiny ? 0.5 : 0.62));
    const numberBox = { left, top, width: textWidth, height: digits };
    const captionBox = { left, top: top + digits - 2, width: textWidth, height: small ? 22 : 26 };
    this.#number = new Label(null, {
      ...numberBox,
      style: style(tiny ? fonts.smallDigits : fonts.digits, colour.ink),
      string: '',
    });
    this.#caption = new Label(null, { ...captionBox, style: style(fonts.small, colour.inkSoft), string: '' });
    this.#caption.visible = !tiny;
    this.content = new Container(null, {
      left: measures.middleX - middle,
      top: measures.middleY - middle,
      width: side,
      height: side,
      contents: [
        ...[0.98, 0.93, 0.88, 0.84, 0.8, 0.77].map((part) => disc(middle, middle, ring * part, HALO)),
        orbit,
        this.#arc,
        this.#body,
        ...CRATERS.map(([x, y, radius]) => disc(middle + body * x, middle + body * y, body * radius, colour.crater)),
        this.#glow,
        this.#head,
        this.#number,
        this.#caption,
      ],
    });
    const travel = {
      onTimeChanged: (arc: Piu.Content) => {
        // Where it ends is where it belongs, to the last bit: the same charge is the same picture.
        const arrived = arc.fraction === 1;
        this.#draw(arrived ? this.#to : this.#from + (this.#to - this.#from) * Math.quadEaseOut(arc.fraction));
      },
    };
    this.#arc.behavior = travel;
    this.#arc.duration = TRAVEL_MILLIS;
    this.#draw(0);
  }

  /** Shows the charge; the comet travels to where it belongs. */
  show(status: FaceStatus): void {
    const { battery, charging } = status;
    const known = battery >= 0;
    const low = known && battery < LOW_BELOW && !charging;
    this.#number.string = known ? `${battery}` : '-';
    this.#caption.string = charging ? 'charging' : low ? 'low' : 'battery';
    this.#arc.skin = new Skin({ fill: charging ? colour.mint : low ? colour.coral : colour.moon });
    this.#body.skin = new Skin({ fill: charging ? colour.moonCharging : low ? colour.moonLow : colour.moon });
    const to = known ? battery / 100 : 0;
    if (to === this.#to) return;
    this.#from = this.#shown;
    this.#to = to;
    this.#arc.time = 0;
    this.#arc.start();
  }

  #draw(fraction: number): void {
    const middle = this.#middle;
    const { x, y } = arcEnd(this.#ring, fraction);
    this.#shown = fraction;
    this.#arc.fillOutline = arcOutline(middle, middle, this.#ring, this.#weight, fraction);
    this.#head.fillOutline = discOutline(middle + x, middle + y, this.#weight * 0.95);
    this.#glow.fillOutline = discOutline(middle + x, middle + y, this.#weight * 1.9);
  }
}
