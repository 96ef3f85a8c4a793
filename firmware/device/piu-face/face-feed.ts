import type { Controller } from '../../controller.js';
import { InputKind, type InputReading } from '../../platform/inputs.js';
import type { Platform } from '../../platform/platform.js';
import type { PiuScreen } from '../piu-screen.js';
import type { FaceSettings } from './settings.js';
import { type FaceStatus, LinkState } from './status.js';

/** Hours of night, minutes of the day, while the face is to be darker then. */
const NIGHT_FROM = 22 * 60;
const NIGHT_UNTIL = 7 * 60;
const FINGER_GONE = -1;

/**
 * Tells the face what the firmware knows and carries out what is set on it: stands between platform and firmware, hears
 * readings as they are taken, and looks at the link when a step is over. Nothing polls.
 */
export class FaceFeed {
  readonly #screen: PiuScreen;
  readonly #status: FaceStatus;
  #controller: Controller | undefined;
  #touched = false;
  #x = 0;
  #y = 0;

  constructor(screen: PiuScreen, status: FaceStatus) {
    this.#screen = screen;
    this.#status = status;
  }

  /** The platform the firmware is to be given instead of `platform`. */
  wrap(platform: Platform): Platform {
    return {
      ...platform,
      inputs: {
        take: (into) => {
          const taken = platform.inputs.take(into);
          if (taken) this.#read(into);
          return taken;
        },
      },
      attach: (sink) => {
        platform.attach({
          note: (kind, when) => sink.note(kind, when),
          step: (now) => {
            sink.step(now);
            this.#look();
          },
        });
      },
    };
  }

  /** From now on the link is `controller`'s, and so is what is set. */
  attach(controller: Controller, settings: FaceSettings, platform: Platform): void {
    const { governor } = controller;
    const now = (): number => platform.clock.now();
    this.#controller = controller;
    settings.onBrightness = (level) => governor.setBrightness(level);
    settings.onNight = (dark) => governor.setNight(NIGHT_FROM, dark ? NIGHT_UNTIL : NIGHT_FROM, now());
    settings.onSeconds = (shown) => governor.wishMode(governor.world.wish, shown, now());
  }

  #read({ kind, value }: InputReading): void {
    if (kind === InputKind.battery && value >= 0 && value <= 100) this.#status.setBattery(value);
    else if (kind === InputKind.charger) this.#status.setCharging(value === 1);
    else if (kind === InputKind.touch) this.#touch(value);
  }

  #touch(value: number): void {
    const screen = this.#screen;
    if (value === FINGER_GONE) {
      if (this.#touched) screen.touchEnded(this.#x, this.#y);
      this.#touched = false;
      return;
    }
    this.#x = value & 0xffff;
    this.#y = value >> 16;
    if (this.#touched) screen.touchMoved(this.#x, this.#y);
    else screen.touchBegan(this.#x, this.#y);
    this.#touched = true;
  }

  #look(): void {
    const link = this.#controller?.link;
    if (link === undefined) return;
    this.#status.setLink(link.isStreaming ? LinkState.streaming : link.isOpen ? LinkState.linked : LinkState.alone);
  }
}
