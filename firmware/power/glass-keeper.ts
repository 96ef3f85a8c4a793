import type { Presenter } from '../blit/presenter.js';
import type { Compositor } from '../compose/compositor.js';
import type { AlwaysOnFace } from '../compose/face/always-on-face.js';
import type { PanelDriver } from '../panel/driver.js';
import type { PowerControl } from '../platform/power.js';
import type { SwapChain } from '../surface/swap-chain.js';

const NEVER = Number.POSITIVE_INFINITY;

export interface GlassParts {
  readonly driver: PanelDriver;
  readonly presenter: Presenter;
  readonly compositor: Compositor;
  readonly chain: SwapChain;
  readonly face: AlwaysOnFace;
  readonly power: PowerControl;
  /** Whether a host's frame is open, so that the stream surface holds half of it. */
  readonly isFrameOpen: () => boolean;
}

/**
 * Makes of the glass what a mode asks for: dark, the always-on face, or a picture. DCS idle mode, which has eight colours, is
 * on only while the face is on the glass and nothing else; the face takes the glass only while the host's picture behind it is
 * whole. Every change is a wish of the driver's, so that it is legal in the middle of anything.
 */
export class GlassKeeper {
  readonly #parts: GlassParts;
  readonly #hasDcsIdle: boolean;
  #dark = false;
  #wantsFace = false;
  /** The face is on the glass, all of it, and the panel runs as it does for the face. */
  faceShown = false;
  #railOn = true;

  constructor(parts: GlassParts) {
    this.#parts = parts;
    this.#hasDcsIdle = parts.driver.model.features.dcsIdle;
  }

  /** Whether the glass is meant to be dark. */
  get dark(): boolean {
    return this.#dark;
  }

  /** Whether what it makes of the glass waits for the panel or a present. */
  get isChanging(): boolean {
    return this.#dark ? this.#railOn : this.#wantsFace && !this.faceShown;
  }

  get wakeAt(): number {
    if (this.#dark) return this.#parts.power.facts.rail && this.#railOn ? this.#parts.driver.powerCutFrom : NEVER;
    if (!this.#wantsFace || this.faceShown) return NEVER;
    if (!this.#parts.face.wants) return this.#parts.isFrameOpen() ? NEVER : 0;
    return this.#isFacePresented ? this.#parts.presenter.shownBy : NEVER;
  }

  step(now: number): void {
    if (this.wakeAt > now) return;
    if (this.#dark) this.#cutRail();
    else if (!this.#parts.face.wants) this.#parts.face.wants = true;
    else {
      this.faceShown = true;
      if (this.#hasDcsIdle) this.#parts.driver.setDcsIdle(true, now);
    }
  }

  /** The picture: the host's, or the device's own. */
  showPicture(now: number): void {
    this.#leaveFace(now);
    this.#lightUp(now);
  }

  /** The always-on face, as soon as no host's frame is half drawn. */
  showFace(now: number): void {
    this.#wantsFace = true;
    this.#parts.face.wants = this.#mayTakeGlass;
    this.#lightUp(now);
  }

  darken(now: number): void {
    const { driver, compositor } = this.#parts;
    this.#leaveFace(now);
    this.#dark = true;
    compositor.resting = true;
    driver.sleep(now);
  }

  #leaveFace(now: number): void {
    this.#wantsFace = false;
    this.faceShown = false;
    this.#parts.face.wants = false;
    if (this.#hasDcsIdle) this.#parts.driver.setDcsIdle(false, now);
  }

  #lightUp(now: number): void {
    if (!this.#dark) return;
    const { driver, compositor, power } = this.#parts;
    this.#dark = false;
    compositor.resting = false;
    if (!this.#railOn) {
      this.#railOn = true;
      power.panelRail(true);
      driver.start(now);
    }
    driver.wake(now);
  }

  #cutRail(): void {
    this.#railOn = false;
    this.#parts.power.panelRail(false);
  }

  get #mayTakeGlass(): boolean {
    return !this.#parts.isFrameOpen();
  }

  get #isFacePresented(): boolean {
    const { compositor, chain, presenter, driver, face } = this.#parts;
    return (
      compositor.holder === face &&
      !presenter.awaitsSource &&
      chain.owed.isEmpty &&
      !presenter.writing &&
      driver.lit &&
      driver.ready
    );
  }
}
