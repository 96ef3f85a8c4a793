/** What the device's line is to it. */
export const LinkState = { alone: 0, linked: 1, streaming: 2 } as const;
export type LinkState = (typeof LinkState)[keyof typeof LinkState];

/** What plays. */
export interface Track {
  readonly title: string;
  readonly artist: string;
  /** Whole seconds; 0 where the length is not known. */
  readonly seconds: number;
}

const SECOND_MICROS = 1_000_000;

/** What the face shows. Whoever knows better tells it; `onChange` hears of what is new and of nothing else. */
export class FaceStatus {
  onChange: (() => void) | undefined;
  #battery = -1;
  #charging = false;
  #link: LinkState = LinkState.alone;
  #track: Track | undefined;
  #playing = false;
  #position = 0;
  #since = 0;

  /** Percent; -1 while unknown. */
  get battery(): number {
    return this.#battery;
  }

  get charging(): boolean {
    return this.#charging;
  }

  get link(): LinkState {
    return this.#link;
  }

  /** Undefined where nothing plays. */
  get track(): Track | undefined {
    return this.#track;
  }

  get playing(): boolean {
    return this.#playing;
  }

  /** Throws `RangeError` where `percent` is no charge. */
  setBattery(percent: number): void {
    if (!Number.isInteger(percent) || percent < -1 || percent > 100) throw new RangeError(`${percent} is no charge`);
    if (percent === this.#battery) return;
    this.#battery = percent;
    this.onChange?.();
  }

  setCharging(charging: boolean): void {
    if (charging === this.#charging) return;
    this.#charging = charging;
    this.onChange?.();
  }

  setLink(link: LinkState): void {
    if (link === this.#link) return;
    this.#link = link;
    this.onChange?.();
  }

  /** `track` is at `position` seconds at `now` (microseconds), and goes on where it is `playing`. */
  play(track: Track, position: number, playing: boolean, now: number): void {
    this.#track = track;
    this.#playing = playing;
    this.#position = position;
    this.#since = now;
    this.onChange?.();
  }

  /** Nothing plays any more. */
  silence(): void {
    if (this.#track === undefined) return;
    this.#track = undefined;
    this.#playing = false;
    this.onChange?.();
  }

  /** Whole seconds into the track at `now`; never beyond its end. */
  positionAt(now: number): number {
    const gone = this.#playing ? Math.floor((now - this.#since) / SECOND_MICROS) : 0;
    const position = this.#position + Math.max(0, gone);
    const length = this.#track?.seconds ?? 0;
    return length > 0 ? Math.min(position, length) : position;
  }

  /** When the position changes next, microseconds; `Infinity` where it stands. */
  changesAt(now: number): number {
    const length = this.#track?.seconds ?? 0;
    if (!this.#playing || (length > 0 && this.positionAt(now) >= length)) return Number.POSITIVE_INFINITY;
    return this.#since + (Math.floor(Math.max(0, now - this.#since) / SECOND_MICROS) + 1) * SECOND_MICROS;
  }
}

/** "3:07", or "1:02:09" from an hour on. */
export function timeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const tail = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes % 60)}:${tail}` : `${minutes}:${tail}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
