import { type Alignment, alignAt, alignRegion } from '../geometry/align.js';
import type { Region } from '../geometry/region.js';
import type { RegionList } from '../geometry/region-list.js';
import type { Bus } from '../platform/bus.js';
import type { Stepper } from '../platform/stepper.js';
import { Dcs } from './dcs.js';
import type { InitStep } from './init-step.js';
import type { PanelModel, Rotation } from './model.js';
import { exchanges, originOf, rotationOf } from './rotation.js';
import { ToldPanel } from './told-panel.js';

const Next = {
  nothing: 0,
  resetHigh: 1,
  sequence: 2,
  wake: 3,
  enterSleep: 4,
  displayOff: 5,
  rotate: 6,
  idle: 7,
  teLine: 8,
  light: 9,
  brightness: 10,
} as const;
type Next = (typeof Next)[keyof typeof Next];

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
  #started = false;
  #resetting = false;
  #held = false;
  #steps: readonly InitStep[] | null = null;
  #at = 0;
  #due = Number.POSITIVE_INFINITY;
  #next: Next = Next.nothing;
  #initialised = false;
  #awaitsFrame = true;
  #gramLost = true;
  /** MADCTL under which GRAM was last written whole. */
  #writtenMode = 0;
  #lit = false;
  #wantAwake = true;
  #wantOn = true;
  #wantIdle = false;
  #wantBrightness: number;
  #wantTeLine = -1;
  #wantRotation: Rotation;
  #alignment: Alignment;

  constructor(parts: { model: PanelModel; bus: Bus }) {
    this.model = parts.model;
    this.#bus = parts.bus;
    this.#told = new ToldPanel(parts.model, parts.bus);
    this.#wantBrightness = parts.model.brightness?.initial ?? 255;
    this.#wantRotation = rotationOf(parts.model, 0);
    this.#alignment = alignmentOf(parts.model, this.#wantRotation);
  }

  /** Resets the panel and puts it into operation; also after a panel was lost. */
  start(now: number): void {
    this.#started = true;
    this.#resetting = true;
    this.#initialised = false;
    this.#awaitsFrame = true;
    this.#gramLost = true;
    this.#lit = false;
    this.#steps = null;
    this.#told.resetLow(now);
    this.#run(now);
  }

  get wakeAt(): number {
    return this.#held ? Number.POSITIVE_INFINITY : this.#due;
  }

  step(now: number): void {
    this.#run(now);
  }

  /** Pixels may be written. */
  get ready(): boolean {
    return this.#initialised && this.#wantAwake && this.#told.addressMode === this.#wantRotation.madctl;
  }

  /** The glass is on and at its brightness. */
  get lit(): boolean {
    return this.#lit;
  }

  /** The glass stays dark until `frameWritten`: after start, wake and a rotation. */
  get awaitsFrame(): boolean {
    return this.#awaitsFrame;
  }

  /** GRAM holds nothing of ours: the whole panel is owed. True from start or a rotation until `frameWritten`. */
  get gramLost(): boolean {
    return this.#gramLost;
  }

  get rotation(): number {
    return this.#wantRotation.degrees;
  }

  /** Brightness wished for, 0..255. */
  get brightness(): number {
    return this.#wantBrightness;
  }

  /** What windows keep to, in the rotation now wished for; its width and height are the surface's. */
  get alignment(): Alignment {
    return this.#alignment;
  }

  /** From when on the panel's power may be cut; `Infinity` while it is awake. */
  get powerCutFrom(): number {
    if (this.#told.awake || this.#resetting) return Number.POSITIVE_INFINITY;
    const scan = 1_000_000 / (this.model.scan.hz * 0.92); // oscillators are up to 8 % slow
    return this.#told.displayOffAt + Math.ceil((this.model.settle.offFrames + 1) * scan);
  }

  /** `true` while a `Bus.write` is under way: commands wait. */
  hold(held: boolean, now: number): void {
    this.#held = held;
    this.#run(now);
  }

  /** What GRAM owed has been written whole: the glass may light up. */
  frameWritten(now: number): void {
    if (!this.#initialised || this.#told.addressMode !== this.#wantRotation.madctl) return;
    this.#gramLost = false;
    this.#writtenMode = this.#told.addressMode;
    this.#awaitsFrame = false;
    this.#run(now);
  }

  sleep(now: number): void {
    this.#wantAwake = false;
    this.#run(now);
  }

  wake(now: number): void {
    this.#wantAwake = true;
    this.#run(now);
  }

  /** DISPOFF: the glass is dark, GRAM is still written. */
  off(now: number): void {
    this.#wantOn = false;
    this.#run(now);
  }

  on(now: number): void {
    this.#wantOn = true;
    this.#run(now);
  }

  /** `level` 0..255. Without effect on a panel whose backlight is a pin of the board. */
  setBrightness(level: number, now: number): void {
    if (!Number.isInteger(level) || level < 0 || level > 255) throw new RangeError('brightness is 0..255');
    this.#wantBrightness = level;
    this.#run(now);
  }

  /** DCS idle mode, eight colours. Throws `RangeError` where the panel has none. */
  setDcsIdle(on: boolean, now: number): void {
    if (on && !this.model.features.dcsIdle) throw new RangeError(`${this.model.name} has no idle mode`);
    this.#wantIdle = on;
    this.#run(now);
  }

  /** Turns the picture clockwise; the glass is dark until it has been written anew. `RangeError` where the model cannot. */
  setRotation(degrees: number, now: number): void {
    this.#wantRotation = rotationOf(this.model, degrees);
    this.#alignment = alignmentOf(this.model, this.#wantRotation);
    this.#run(now);
  }

  /** The line at which TE rises, 0..`scan.lines` - 1. */
  setTeLine(line: number, now: number): void {
    if (!Number.isInteger(line) || line < 0 || line >= this.model.scan.lines) throw new RangeError('no such line');
    this.#wantTeLine = line;
    this.#run(now);
  }

  /** The smallest window the panel takes that holds `region`. */
  adaptInvalid(region: Readonly<Region>): Region {
    return alignRegion(this.#alignment, region);
  }

  /** The same in place for the region at `index` of a list, which lies on the surface. */
  alignWindow(list: RegionList, index: number): void {
    alignAt(this.#alignment, list, index);
  }

  #run(now: number): void {
    if (this.#held || !this.#started) return;
    for (;;) {
      this.#choose();
      if (this.#due > now) return;
      this.#act(now);
    }
  }

  /** Settles what is to be done next, and when. */
  #choose(): void {
    const told = this.#told;
    this.#next = this.#choice();
    switch (this.#next) {
      case Next.nothing:
        this.#due = Number.POSITIVE_INFINITY;
        break;
      case Next.resetHigh:
        this.#due = told.resetHighFrom;
        break;
      case Next.sequence:
        this.#due = told.legalFrom(this.#codeOfStep(this.#steps![this.#at]));
        break;
      case Next.wake:
        this.#due = told.legalFrom(Dcs.exitSleep);
        break;
      case Next.enterSleep:
        this.#due = told.legalFrom(Dcs.enterSleep);
        break;
      default:
        this.#due = told.legalFrom(Dcs.displayOff);
    }
  }

  #choice(): Next {
    const told = this.#told;
    if (this.#resetting) return Next.resetHigh;
    if (this.#steps !== null) return Next.sequence;
    if (!this.#wantAwake) {
      if (told.displayOn) return Next.displayOff;
      return told.awake ? Next.enterSleep : Next.nothing;
    }
    if (!this.#initialised) return Next.wake;
    const turns = told.addressMode !== this.#wantRotation.madctl;
    if (told.displayOn && (turns || !this.#wantOn)) return Next.displayOff;
    if (turns) return Next.rotate;
    if (told.dcsIdle !== this.#wantIdle) return Next.idle;
    if (this.#wantTeLine >= 0 && told.teLine !== this.#wantTeLine) return Next.teLine;
    if (this.#wantOn && !told.displayOn && !this.#awaitsFrame) return Next.light;
    const dims = this.model.brightness !== null && told.brightness !== this.#wantBrightness;
    return told.displayOn && dims ? Next.brightness : Next.nothing;
  }

  #codeOfStep(step: InitStep | undefined): number {
    return step?.kind === 'send' ? step.code : Dcs.brightness;
  }

  #act(now: number): void {
    const told = this.#told;
    switch (this.#next) {
      case Next.resetHigh:
        this.#resetting = false;
        told.resetHigh(now);
        this.#turnBus();
        break;
      case Next.wake:
        this.#awaitsFrame = true;
        this.#begin(this.model.init);
        break;
      case Next.light:
        this.#begin(this.model.lit);
        break;
      case Next.sequence:
        this.#sequence(now);
        break;
      case Next.displayOff:
        this.#lit = false;
        told.send(Dcs.displayOff, undefined, now);
        break;
      case Next.enterSleep:
        this.#initialised = false;
        told.send(Dcs.enterSleep, undefined, now);
        break;
      case Next.rotate:
        told.send1(Dcs.addressMode, this.#wantRotation.madctl, now);
        this.#turnBus();
        this.#awaitsFrame = true;
        if (this.#writtenMode !== this.#told.addressMode) this.#gramLost = true;
        break;
      case Next.idle:
        told.send(this.#wantIdle ? Dcs.enterIdle : Dcs.exitIdle, undefined, now);
        break;
      case Next.teLine:
        told.sendTeLine(this.#wantTeLine, now);
        break;
      case Next.brightness:
        told.send1(Dcs.brightness, this.#wantBrightness, now);
        break;
    }
  }

  #begin(steps: readonly InitStep[]): void {
    this.#steps = steps;
    this.#at = 0;
  }

  /** One step of the sequence under way; behind the last one, its end. */
  #sequence(now: number): void {
    const step = this.#steps![this.#at];
    this.#at += 1;
    if (step === undefined) {
      if (this.#steps === this.model.init) this.#initialised = true;
      else this.#lit = true;
      this.#steps = null;
    } else if (step.kind === 'wait') {
      this.#told.quiet(now, step.millis);
    } else if (step.kind === 'brightness') {
      this.#told.send1(Dcs.brightness, this.#wantBrightness, now);
    } else {
      this.#told.send(step.code, step.params, now);
    }
  }

  #turnBus(): void {
    this.#bus.origin(this.#alignment.originX, this.#alignment.originY);
  }
}

function alignmentOf(model: PanelModel, rotation: Rotation): Alignment {
  const origin = originOf(model, rotation);
  const turned = exchanges(rotation);
  return Object.freeze({
    x: turned ? model.align.y : model.align.x,
    y: turned ? model.align.x : model.align.y,
    originX: origin.x,
    originY: origin.y,
    width: turned ? model.height : model.width,
    height: turned ? model.width : model.height,
  });
}
