import type { Source } from '../compose/source.js';
import type { Damage } from '../geometry/damage.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Surface } from '../pixels/surface.js';
import type { Clock } from '../platform/clock.js';
import { KeptPicture } from './kept-picture.js';
import { RegionWriter, type SentPixels } from './region-writer.js';
import { repaintPiu } from './repaint-piu.js';
import type { PiuScreenOptions, ScreenContext, ScreenRegion } from './screen-contract.js';
import { TouchPhase, TouchQueue } from './touch-queue.js';

/** Commodetto's number for RGB565 with the high byte first: what a surface holds. */
const RGB565_BIG_ENDIAN = 8;
/** Nobody sees more than the panel scans: Piu's shortest intervals ask for "as soon as may be". */
const FRAME_MICROS = 16_667;
const BAND_ROWS = 16;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * Verso as the `screen` of Piu and Poco, and as a source of the compositor at once. Piu says with `start` when it wants to
 * draw; that is `wakeAt`, and `draw` calls its `onIdle`, so that what it sends goes straight into back.
 */
export class PiuScreen implements Source {
  readonly name = 'piu';
  readonly drawsAhead = false;
  readonly frameId = 0;
  readonly presentAt = 0;
  readonly width: number;
  readonly height: number;
  readonly pixelFormat = RGB565_BIG_ENDIAN;
  /** Pixels of the regions the program has declared with `begin`, over its life. */
  declaredPixels = 0;
  /** How often `end` was called. */
  frames = 0;
  readonly #clock: Clock;
  readonly #repaint: () => void;
  readonly #writer: RegionWriter;
  readonly #touches = new TouchQueue();
  readonly #kept: KeptPicture | undefined;
  #context: ScreenContext | undefined;
  #intervalMicros = 0;
  /** When `onIdle` is called next. */
  #idleAt = NEVER;
  /** When a finger or a frame on the surface of its own makes `draw` due. */
  #soonAt = NEVER;
  /** Where `draw` is under way: what it was handed. */
  #back: Surface | undefined;
  #damage: Damage | undefined;
  #now = 0;
  /** Between `begin` and `end` of a frame. */
  #open = false;
  #closed = false;
  /** Whom to tell of what happens outside of the firmware's steps. */
  #stir: () => void = () => {};
  /** What the program threw where nobody could catch it. */
  #fault: { readonly error: unknown } | undefined;

  constructor(options: PiuScreenOptions) {
    const { memory, kernels, width, height } = options;
    this.width = width;
    this.height = height;
    this.#clock = options.clock;
    this.#repaint = options.repaint ?? repaintPiu;
    this.#writer = new RegionWriter(kernels, width, height);
    this.#kept = options.keep === true ? new KeptPicture(memory, kernels, width, height) : undefined;
  }

  /** What is sent has been copied when `send` returns: a second buffer would gain nothing. A getter, as XS parses no field of this name. */
  get async(): boolean {
    return false;
  }

  /** The panel's own orientation; a program draws for it. */
  get rotation(): number {
    return 0;
  }

  set rotation(degrees: number) {
    if (degrees !== 0) throw new RangeError(`a surface is in panel orientation: no rotation by ${degrees}`);
  }

  attach(stir: () => void): void {
    this.#stir = stir;
  }

  get context(): ScreenContext | undefined {
    return this.#context;
  }

  /** Piu's view sets itself here; from then on the screen wants the glass, until it is undefined. */
  set context(context: ScreenContext | null | undefined) {
    this.#context = context ?? undefined;
    this.#touches.clear();
    this.#intervalMicros = 0;
    this.#idleAt = this.#context === undefined ? NEVER : this.#clock.now();
    this.#stir();
  }

  /** Whether there is anything to show: a program that draws, or what one has drawn. */
  get wants(): boolean {
    return !this.#closed && (this.#context !== undefined || (this.#kept !== undefined && this.frames > 0));
  }

  get wakeAt(): number {
    return Math.min(this.#idleAt, this.#soonAt);
  }

  /** Known only where nobody draws inside of `draw`. */
  get overwrites(): RegionList | undefined {
    if (this.#kept === undefined || this.#context !== undefined || this.#open) return undefined;
    return this.#kept.pending.regions;
  }

  /** Has `onIdle` called in `millis` and from then on every `millis`; 0 or 1 is as soon and as often as may be. */
  start(millis: number): void {
    this.#intervalMicros = Math.max(FRAME_MICROS, Math.round(millis * 1000));
    if (this.#back !== undefined) this.#idleAt = this.#now + this.#intervalMicros;
    else {
      this.#idleAt = this.#clock.now() + (millis <= 1 ? 0 : this.#intervalMicros);
      this.#stir();
    }
  }

  /** Has `onIdle` called no more. */
  stop(): void {
    this.#intervalMicros = 0;
    this.#idleAt = NEVER;
  }

  /** How many pixels Poco's band holds: what was asked for, or 16 rows; at least one row, at most the panel. */
  pixels(asked?: number): number {
    const wanted = asked !== undefined && asked >= this.width ? Math.floor(asked) : this.width * BAND_ROWS;
    return Math.min(wanted, this.width * this.height);
  }

  pixelsToBytes(count: number): number {
    return count * 2;
  }

  /** Leaves the box as it is: the cover widens windows to the panel's alignment, and only what changed. */
  adaptInvalid(_box: unknown): void {}

  /** Opens a region: `(x, y, width, height)` or one object. Throws `RangeError` where it leaves the panel. */
  begin(x: number | ScreenRegion, y = 0, width = this.width, height = this.height): void {
    if (typeof x === 'object') this.#begin(x.x, x.y, x.width, x.height);
    else this.#begin(x, y, width, height);
  }

  /** The next pixels of the region, rows from the top, RGB565 in wire order. */
  send(pixels: SentPixels, offset = 0, bytes = pixels.byteLength - offset): void {
    this.#writer.write(pixels, offset, bytes);
  }

  /** The region is done, the frame is not. */
  continue(): void {
    this.#writer.close();
  }

  /** The frame is done. Outside of `draw` this is what asks for its present. */
  end(): void {
    this.#writer.close();
    this.#open = false;
    this.frames += 1;
    if (this.#back === undefined) this.#soon();
  }

  /** Blackens a surface of its own; without one the first `draw` covers the whole anyway. */
  clear(): void {
    if (this.#kept === undefined) return;
    this.#kept.blacken();
    this.#soon();
  }

  /** A finger came, at glass pixels; the program hears it at its next `draw`, which is soon. */
  touchBegan(x: number, y: number): void {
    this.#touch(TouchPhase.began, x, y);
  }

  touchMoved(x: number, y: number): void {
    this.#touch(TouchPhase.moved, x, y);
  }

  touchEnded(x: number, y: number): void {
    this.#touch(TouchPhase.ended, x, y);
  }

  /**
   * The program threw in a callback of Piu's C, which catches nothing: `draw` throws it for the compositor to drop the
   * program. The first counts.
   */
  fail(error: unknown): void {
    this.#fault ??= { error };
    if (this.#back === undefined) this.#soon();
  }

  /** Wants the glass no more. */
  close(): void {
    this.#closed = true;
  }

  draw(back: Surface, damage: Damage, now: number, whole: boolean): void {
    this.#soonAt = NEVER;
    this.#now = now;
    this.#back = back;
    this.#damage = damage;
    try {
      if (whole && this.#kept === undefined) this.#repaint();
      const context = this.#context;
      if (context !== undefined) this.#run(context, now, whole);
      if (this.#fault !== undefined) throw this.#fault.error;
    } finally {
      this.#back = undefined;
      this.#damage = undefined;
    }
    // Nobody sees half of a frame, unless the glass comes back in the middle of one: then back holds nothing else.
    if (whole || !this.#open) this.#kept?.copyTo(back, damage);
  }

  #run(context: ScreenContext, now: number, whole: boolean): void {
    const touched = this.#touches.deliver(context, Math.floor(now / 1000), whole);
    if (!whole && !touched && this.#idleAt > now) return;
    // It is called again unless it says otherwise, as a repeating timer would.
    this.#idleAt = this.#intervalMicros === 0 ? NEVER : now + this.#intervalMicros;
    context.onIdle?.();
  }

  #begin(x: number, y: number, width: number, height: number): void {
    const target = this.#kept?.surface ?? this.#back;
    if (target === undefined) {
      throw new Error('pixels out of turn: draw in onIdle, or give the screen a surface of its own');
    }
    this.#writer.open(target, x, y, width, height);
    this.#open = true;
    this.declaredPixels += width * height;
    const damage = this.#kept?.pending ?? this.#damage;
    damage?.add(x, y, x + width, y + height);
  }

  #touch(phase: TouchPhase, x: number, y: number): void {
    if (this.#context === undefined) return;
    this.#touches.add(phase, x, y);
    this.#soon();
  }

  #soon(): void {
    this.#soonAt = this.#clock.now();
    this.#stir();
  }
}
