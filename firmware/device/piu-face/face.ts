import 'piu/MC';
import type * as Piu from 'piu/MC-types';
import type { Region } from '../../geometry/region.js';
import type { Clock } from '../../platform/clock.js';
import type { FrameMemory } from '../../platform/memory.js';
import { LinkPill } from './link-pill.js';
import { Moon } from './moon.js';
import { PageTransition } from './page-transition.js';
import { measuresFor } from './palette.js';
import type { FaceSettings } from './settings.js';
import { SettingsPage } from './settings-page.js';
import { createSky } from './sky.js';
import type { FaceStatus } from './status.js';
import { TrackCard } from './track-card.js';

export interface FaceOptions {
  readonly status: FaceStatus;
  readonly settings: FaceSettings;
  readonly clock: Clock;
  readonly memory: FrameMemory;
  readonly width: number;
  readonly height: number;
  /** The part of the panel that the pages keep to; the sky is behind all of it. */
  readonly safe: Readonly<Region>;
}

/**
 * The status face, drawn by Piu on whatever `globalThis.screen` is: charge, link and what plays; a tap turns to the settings
 * and back. There is one, as there is one `application`.
 */
export class PiuFace {
  readonly application: Piu.Application;
  /** The part of the panel that the pages keep to. */
  readonly safe: Readonly<Region>;
  readonly #pages: Piu.Container;
  readonly #status: Piu.Container;
  readonly #settings: SettingsPage;
  #isStatus = true;

  constructor(options: FaceOptions) {
    const { status, settings, clock, memory, width, height, safe } = options;
    this.safe = safe;
    const measures = measuresFor(safe.right - safe.left, safe.bottom - safe.top);
    const moon = new Moon(measures);
    const pill = new LinkPill(measures);
    const card = new TrackCard(measures, status, clock);
    const page = { left: 0, top: 0, width: measures.width, height: measures.height };
    this.#status = new Container(null, { ...page, contents: [pill.content, moon.content, card.content] });
    this.#settings = new SettingsPage(measures, settings);
    const place = { ...page, left: safe.left, top: safe.top };
    this.#pages = new Container(null, { ...place, active: true, contents: [this.#status] });
    this.#pages.behavior = { onTouchEnded: () => this.turn() };
    this.application = new Application(null, {
      displayListLength: 12_288,
      commandListLength: 8192,
      touchCount: 1,
      contents: [createSky(memory, width, height), this.#pages],
    });
    const show = (): void => {
      moon.show(status);
      pill.show(status.link);
      card.show();
    };
    status.onChange = show;
    settings.onChange = () => this.#settings.show();
    show();
  }

  /** Turns to the settings, or back from them. */
  turn(): void {
    if (this.#pages.transitioning) return;
    const next = this.#isStatus ? this.#settings.content : this.#status;
    const last = this.#isStatus ? this.#status : this.#settings.content;
    this.#pages.run(new PageTransition(this.#isStatus), last, next);
    this.#isStatus = !this.#isStatus;
  }
}
