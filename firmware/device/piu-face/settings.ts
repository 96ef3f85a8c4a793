/** Steps of the brightness row; the panel's level is 255 at the last. */
export const BRIGHTNESS_STEPS = 5;

/** What a person can change on the glass; whoever can carry it out listens. */
export class FaceSettings {
  /** The face: what it shows is no longer so. */
  onChange: (() => void) | undefined;
  /** The firmware: carry it out. `level` is 0..255. */
  onBrightness: ((level: number) => void) | undefined;
  /** The firmware: whether the always-on face is darker at night. */
  onNight: ((dark: boolean) => void) | undefined;
  /** The firmware: whether the always-on face shows seconds, and wakes for each. */
  onSeconds: ((shown: boolean) => void) | undefined;
  #step: number;
  #night: boolean;
  #seconds = false;

  /** `level`: the panel's brightness now, 0..255. */
  constructor(level: number, night: boolean) {
    const step = Math.round(BRIGHTNESS_STEPS * Math.sqrt(level / 255));
    this.#step = Math.max(1, Math.min(BRIGHTNESS_STEPS, step));
    this.#night = night;
  }

  /** 1..5. */
  get brightness(): number {
    return this.#step;
  }

  get night(): boolean {
    return this.#night;
  }

  get seconds(): boolean {
    return this.#seconds;
  }

  /** Throws `RangeError` where `step` is none of 1..5. */
  setBrightness(step: number): void {
    if (!Number.isInteger(step) || step < 1 || step > BRIGHTNESS_STEPS) throw new RangeError(`${step} is no step`);
    if (step === this.#step) return;
    this.#step = step;
    this.onBrightness?.(Math.round((255 * step * step) / (BRIGHTNESS_STEPS * BRIGHTNESS_STEPS)));
    this.onChange?.();
  }

  setNight(dark: boolean): void {
    if (dark === this.#night) return;
    this.#night = dark;
    this.onNight?.(dark);
    this.onChange?.();
  }

  setSeconds(shown: boolean): void {
    if (shown === this.#seconds) return;
    this.#seconds = shown;
    this.onSeconds?.(shown);
    this.onChange?.();
  }
}
