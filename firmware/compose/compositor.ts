import { Damage } from '../geometry/damage.js';
import type { Soloist } from '../platform/stepper.js';
import type { SwapChain } from '../surface/swap-chain.js';
import type { Source } from './source.js';

const NEVER = Number.POSITIVE_INFINITY;
/** A source that draws again sooner than this is one that moves. */
const MOVES_WITHIN_MICROS = 1_000_000;

/** Who is told that a frame waits in back. */
export interface FrameListener {
  /** `afresh`: it is the first picture of another source. */
  frameDrawn(id: number, presentAt: number, afresh: boolean): void;
}

/**
 * Gives the glass to the first source that wants it and has it draw when it is due. A source that throws is dropped and
 * counted; the next one draws instead.
 */
export class Compositor implements Soloist {
  readonly #chain: SwapChain;
  readonly #listener: FrameListener;
  readonly #sources: Source[];
  readonly #damage: Damage;
  /** The source whose picture back holds. */
  holder: Source | undefined;
  /** While the glass is dark nobody is asked to draw; a host's frame is composed all the same. */
  resting = false;
  /** When a source last drew that goes on within `MOVES_WITHIN_MICROS`, or a host's frame was taken. */
  movedAt = Number.NEGATIVE_INFINITY;
  /** Sources that threw and were dropped. */
  dropped = 0;
  /** Frames drawn into back. */
  frames = 0;
  /** Somebody is to hear of every movement at once. */
  isWatched = false;
  concernsOthers = false;

  /** `sources`: the one that goes before the others first. */
  constructor(chain: SwapChain, listener: FrameListener, sources: readonly Source[]) {
    this.#chain = chain;
    this.#listener = listener;
    this.#sources = [...sources];
    this.#damage = new Damage(chain.back.width, chain.back.height);
  }

  /** The source that goes before all others which want the glass. */
  get foremost(): Source | undefined {
    return this.#first();
  }

  /** Whether nobody wants the glass but the device's own face: the last source, which always does, or another that is at home. */
  get isAtRest(): boolean {
    const first = this.#first();
    return first === this.#sources.at(-1) || first?.isAtHome === true;
  }

  /** Which of the sources behind the first want the glass: bit n is source n. The last one, which always does, is not among them. */
  get wanting(): number {
    const sources = this.#sources;
    const last = sources.length - 1;
    let mask = 0;
    for (let index = 1; index < last; index += 1) if (sources[index]!.wants) mask |= 1 << index;
    return mask;
  }

  get wakeAt(): number {
    const chain = this.#chain;
    if (this.resting || chain.isOpen) return NEVER;
    // As `#first` and `#dueAt` say: it is asked at every wake.
    const sources = this.#sources;
    const length = sources.length;
    let index = 0;
    while (index < length && !sources[index]!.wants) index += 1;
    if (index === length) return NEVER;
    const source = sources[index]!;
    if (source !== this.holder) return 0;
    return chain.waiting && !source.drawsAhead ? NEVER : source.wakeAt;
  }

  step(now: number): void {
    const holder = this.holder;
    const dropped = this.dropped;
    const chain = this.#chain;
    this.concernsOthers = true;
    while (!chain.isOpen) {
      const source = this.#first();
      if (source === undefined) return;
      const goesOn = source === this.holder;
      if (goesOn && ((chain.waiting && !source.drawsAhead) || source.wakeAt > now)) return;
      if (!this.#draw(source, now, !goesOn)) continue;
      // One that goes on as it did is no news.
      this.concernsOthers =
        this.isWatched || source !== holder || !source.wants || dropped !== this.dropped || !chain.waiting;
      return;
    }
  }

  #draw(source: Source, now: number, whole: boolean): boolean {
    const damage = this.#damage;
    const regions = damage.regions;
    const chain = this.#chain;
    damage.clear();
    if (whole) damage.addWhole();
    chain.prepare(whole ? regions : source.overwrites);
    try {
      source.draw(chain.back, damage, now, whole);
    } catch (error) {
      // A source may have drawn anything before it threw: whoever is next draws everything.
      this.holder = undefined;
      this.#fail(source, error);
      return false;
    }
    if (source !== this.holder) {
      this.holder?.displaced?.();
      this.holder = source;
    }
    const frameId = source.frameId;
    if (frameId !== 0 || source.wakeAt < now + MOVES_WITHIN_MICROS) this.movedAt = now;
    // A host's frame that changes nothing is a frame all the same: its sender waits to hear that it is shown.
    if (regions.count !== 0 || frameId !== 0) {
      this.frames += 1;
      chain.drawn(damage);
      this.#listener.frameDrawn(frameId, source.presentAt, whole);
    }
    return true;
  }

  /** Drops a source that threw, but for one that goes on without its picture. The last one, behind which is none, shall be tried again. */
  #fail(source: Source, error: unknown): void {
    if (source === this.#sources.at(-1)) throw error;
    this.dropped += 1;
    if (source.failed === undefined) this.#sources.splice(this.#sources.indexOf(source), 1);
    else source.failed();
  }

  /** A source threw where it was but asked: whoever does so again goes. */
  recover(_now: number): void {
    this.holder = undefined;
    for (let index = this.#sources.length - 2; index >= 0; index -= 1) {
      const source = this.#sources[index]!;
      try {
        if (source.wants) this.#dueAt(source);
      } catch (error) {
        this.#fail(source, error);
      }
    }
  }

  #dueAt(source: Source): number {
    if (source !== this.holder) return 0;
    return this.#chain.waiting && !source.drawsAhead ? NEVER : source.wakeAt;
  }

  #first(): Source | undefined {
    const sources = this.#sources;
    const length = sources.length;
    for (let index = 0; index < length; index += 1) if (sources[index]!.wants) return sources[index];
    return undefined;
  }
}
