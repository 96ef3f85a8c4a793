import { type Alignment, alignAt, alignRegion } from '../geometry/align.js';
import type { Region } from '../geometry/region.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Bus } from '../platform/bus.js';
import type { Stepper } from '../platform/stepper.js';
import { Dcs } from './dcs.js';
import type { PanelModel } from './model.js';
import { Next, Progress } from './progress.js';
import { ToldPanel } from './told-panel.js';
import { Wishes } from './wishes.js';

/**
 * Puts a panel into operation and keeps it legal. Requests are wishes: each is granted as soon as the panel allows it, one
 * change at a time, and the last wish wins. Waking repeats the whole of `init`, because some controllers forget registers
 * in sleep; the glass lights up (`lit` steps) only after `frameWritten`.
 *
 * The owner holds the driver (`hold`) from `Bus.write` to `busDone`: settle times count from the moment a command really
 * leaves, so none is queued behind a write. It writes pixels only while `ready`. Times are integer microseconds.
 */
export class PanelDriver implements Stepper {
  readonly model: PanelModel;
  readonly #bus: Bus;
  readonly #told: ToldPanel;
  readonly #wishes: Wishes;
  readonly #progress = new Progress();
  /** One scan at most: oscillators are up to 8 % slow. */
  readonly #scanMicros: number;
  #started = false;
  #held = false;
  /** Something was wished while it was held. */
  #hasNewWishes = false;
  #next: Next = Next.nothing;
  #due = Number.POSITIVE_INFINITY;
  /** Brought up to date by every wish and step, as those below. */
  wakeAt = Number.POSITIVE_INFINITY;
  /** Pixels may be written. */
  ready = false;
  /** The glass stays dark until `frameWritten`: after start, wake and a rotation. */
  awaitsFrame = false;
  /** How often the panel was woken or told to scan at another rate. */
  scanChanges = 0;

  constructor(parts: { model: PanelModel; bus: Bus }) {
    this.model = parts.model;
    this.#bus = parts.bus;
    this.#told = new ToldPanel(parts.model, parts.bus);
    this.#wishes = new Wishes(parts.model);
    this.#scanMicros = Math.ceil(1_000_000 / (parts.model.scan.hz * 0.92));
  }

  /** Resets the panel and puts it into operation; also again, after a panel was lost. */
  start(now: number): void {
    this.#started = true;
    this.#progress.restart();
    this.#told.resetLow(now);
    this.#run(now);
  }

  step(now: number): void {
    this.#run(now);
  }

  /** How often the panel was woken: each time its scan begins anew, and what was known of the beam is void. */
  get awakenings(): number {
    return this.#told.awakenings;
  }

  /** Nominal rate of its scan, as it was told: DCS idle mode may slow it. */
  get scanHz(): number {
    const { hz, idleHz } = this.model.scan;
    return this.#told.dcsIdle && idleHz !== undefined ? idleHz : hz;
  }

  get slowestScanHz(): number {
    const { hz, idleHz } = this.model.scan;
    return Math.min(hz, idleHz ?? hz);
  }

  /** How often it was told to scan at another rate. */
  get rateChanges(): number {
    return this.#told.rateChanges;
  }

  /** The glass is on and at its brightness. */
  get lit(): boolean {
    return this.#progress.lit;
  }

  /** GRAM holds nothing of ours: the whole panel is owed. True from start or a rotation until `frameWritten`. */
  get gramLost(): boolean {
    return this.#progress.gramLost;
  }

  /** Degrees clockwise, as wished. */
  get rotation(): number {
    return this.#wishes.rotation.degrees;
  }

  /** 0..255, as wished. */
  get brightness(): number {
    return this.#wishes.brightness;
  }

  /** What windows keep to, in the rotation wished; its width and height are the surface's. */
  get alignment(): Alignment {
    return this.#wishes.alignment;
  }

  /** From when on the panel's power may be cut; `Infinity` while it is awake. */
  get powerCutFrom(): number {
    if (this.#told.awake || this.#progress.resetting) return Number.POSITIVE_INFINITY;
    const off = this.#told.displayOffAt + (this.model.settle.offFrames + 1) * this.#scanMicros;
    // The panel has heard that it sleeps.
    return Math.max(off, this.#told.legalFrom(Dcs.displayOff));
  }

  /** `true` while a `Bus.write` is under way: commands wait. */
  hold(held: boolean, now: number): void {
    this.#held = held;
    if (held) this.wakeAt = Number.POSITIVE_INFINITY;
    else if (this.#hasNewWishes || this.#due <= now) this.#run(now);
    else this.wakeAt = this.#due;
  }

  /** Everything owed is in GRAM: the glass lights up when the beam has passed it. No effect where the panel was lost. */
  frameWritten(now: number): void {
    const progress = this.#progress;
    const mode = this.#told.addressMode;
    // Mostly it is one frame of many, and nothing follows from it.
    if (!progress.awaitsFrame && !progress.gramLost && progress.writtenMode === mode) return;
    if (!this.#usable) return;
    if (progress.awaitsFrame) progress.shownFrom = now + this.#scanMicros;
    progress.gramLost = false;
    progress.awaitsFrame = false;
    progress.writtenMode = mode;
    this.#run(now);
  }

  sleep(now: number): void {
    this.#wishes.awake = false;
    this.#run(now);
  }

  wake(now: number): void {
    this.#wishes.awake = true;
    this.#run(now);
  }

  /** DISPOFF: the glass is dark, GRAM can still be written. */
  off(now: number): void {
    this.#wishes.on = false;
    this.#run(now);
  }

  on(now: number): void {
    this.#wishes.on = true;
    this.#run(now);
  }

  /** `level` 0..255. Without effect on a panel whose backlight is a pin of the board. */
  setBrightness(level: number, now: number): void {
    this.#wishes.brightness = level;
    this.#run(now);
  }

  /** DCS idle mode, eight colours. Throws `RangeError` where the panel has none. */
  setDcsIdle(on: boolean, now: number): void {
    this.#wishes.dcsIdle = on;
    this.#run(now);
  }

  /** Turns the picture clockwise; the glass is dark until it has been written anew. `RangeError` where the model cannot. */
  setRotation(degrees: number, now: number): void {
    this.#wishes.turn(degrees);
    this.#run(now);
  }

  /** The line at which TE rises, 0..`scan.lines` - 1; 0 is the first line of the porch. */
  setTeLine(line: number, now: number): void {
    this.#wishes.teLine = line;
    this.#run(now);
  }

  /** The smallest window the panel takes that holds `region`. */
  adaptInvalid(region: Readonly<Region>): Region {
    return alignRegion(this.#wishes.alignment, region);
  }

  /** The same in place for the region at `index` of a list, which lies on the surface. */
  alignWindow(list: RegionList, index: number): void {
    alignAt(this.#wishes.alignment, list, index);
  }

  get #usable(): boolean {
    return this.#progress.initialised && this.#told.addressMode === this.#wishes.rotation.madctl;
  }

  #run(now: number): void {
    this.#hasNewWishes = this.#held;
    if (!this.#held && this.#started) this.#advance(now);
    this.wakeAt = this.#held ? Number.POSITIVE_INFINITY : this.#due;
    this.ready = this.#wishes.awake && this.#usable;
    this.awaitsFrame = this.#progress.awaitsFrame;
    this.scanChanges = this.#told.scanChanges;
  }

  #advance(now: number): void {
    for (;;) {
      this.#next = this.#progress.next(this.#told, this.#wishes, this.model.brightness !== null);
      this.#due = this.#progress.dueOf(this.#next, this.#told);
      if (this.#due > now) return;
      this.#act(now);
    }
  }

  #act(now: number): void {
    const told = this.#told;
    const progress = this.#progress;
    switch (this.#next) {
      case Next.resetHigh:
        progress.resetting = false;
        told.resetHigh(now);
        this.#turnBus();
        break;
      case Next.wake:
        progress.awaitsFrame = true;
        progress.begin(this.model.init);
        break;
      case Next.light:
        progress.begin(this.model.lit);
        break;
      case Next.sequence:
        this.#sequence(now);
        break;
      case Next.displayOff:
        progress.lit = false;
        told.send(Dcs.displayOff, undefined, now);
        break;
      case Next.enterSleep:
        progress.initialised = false;
        told.send(Dcs.enterSleep, undefined, now);
        break;
      case Next.rotate:
        told.sendByte(Dcs.addressMode, this.#wishes.rotation.madctl, now);
        this.#turnBus();
        progress.awaitsFrame = true;
        if (progress.writtenMode !== told.addressMode) progress.gramLost = true;
        break;
      case Next.dcsIdle:
        told.send(this.#wishes.dcsIdle ? Dcs.enterIdle : Dcs.exitIdle, undefined, now);
        break;
      case Next.teLine:
        told.sendTeLine(this.#wishes.teLine, now);
        break;
      case Next.brightness:
        told.sendByte(Dcs.brightness, this.#wishes.brightness, now);
        break;
    }
  }

  /** One step of the sequence under way; behind the last one, its end. */
  #sequence(now: number): void {
    const progress = this.#progress;
    const step = progress.steps![progress.at];
    progress.at += 1;
    if (step === undefined) {
      if (progress.steps === this.model.init) progress.initialised = true;
      else progress.lit = true;
      progress.steps = null;
    } else {
      this.#told.take(step, this.#wishes.brightness, now);
    }
  }

  #turnBus(): void {
    this.#bus.origin(this.#wishes.alignment.originX, this.#wishes.alignment.originY);
  }
}
