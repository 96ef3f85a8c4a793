import type { Presenter } from '../blit/presenter.js';
import type { PanelDriver } from '../panel/driver.js';
import type { SwapChain } from '../surface/swap-chain.js';
import { faceLevel, frameIntervalOf, pictureLevel } from './caps.js';
import { Dimmer } from './dimmer.js';
import type { GlassKeeper } from './glass-keeper.js';
import { Mode } from './modes.js';
import { PictureLight } from './picture-light.js';
import type { World } from './world.js';

export interface LevelsParts {
  readonly driver: PanelDriver;
  readonly presenter: Presenter;
  readonly chain: SwapChain;
}

/** Rate of frames and brightness of the glass, by mode, heat, charge and the picture itself. */
export class Levels {
  /** 0..255, as asked for. */
  brightness: number;
  /** How long the way to the brightness asked for last shall take, microseconds; 0 once it is begun. */
  fadeMicros = 0;
  /** Looks at the picture, where it is lit and may be bright. */
  readonly light: PictureLight;
  readonly #parts: LevelsParts;
  readonly #dimmer: Dimmer;
  readonly #nits: number;

  constructor(parts: LevelsParts) {
    this.#parts = parts;
    this.#dimmer = new Dimmer(parts.driver);
    this.light = new PictureLight(parts.presenter.counts, parts.chain);
    this.brightness = parts.driver.brightness;
    this.#nits = parts.driver.model.brightness?.nits ?? 600;
  }

  /** Brightness the glass has or goes to, 0..255. */
  get level(): number {
    return this.#dimmer.goal;
  }

  /** When a ramp takes its next step. */
  get rampAt(): number {
    return this.#dimmer.wakeAt;
  }

  apply(mode: Mode, dimmed: boolean, glass: GlassKeeper, world: World, now: number): void {
    const { driver, presenter } = this.#parts;
    this.#dimmer.step(now);
    if (mode <= Mode.idle && this.light.wakeAt <= now) this.light.step(now);
    // The face comes as fast as a picture does, and only then keeps to its own rate.
    presenter.interval = frameIntervalOf(glass.faceShown ? Mode.aod : mode === Mode.aod ? Mode.active : mode, world);
    if (mode === Mode.sleep) return;
    const isFace = glass.faceShown || (mode === Mode.aod && !driver.lit);
    const level = isFace
      ? faceLevel(this.brightness, world, this.#nits)
      : pictureLevel(this.brightness, mode === Mode.idle && dimmed, world, this.light.average);
    this.#dimmer.aim(level, mode === Mode.idle, this.fadeMicros, now);
    this.fadeMicros = 0;
  }
}
