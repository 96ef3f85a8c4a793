import { Dcs } from './dcs.js';
import type { InitStep } from './init-step.js';
import type { ToldPanel } from './told-panel.js';
import type { Wishes } from './wishes.js';

/** What the driver can do next. */
export const Next = {
  nothing: 0,
  resetHigh: 1,
  /** The next step of the sequence under way. */
  sequence: 2,
  wake: 3,
  enterSleep: 4,
  displayOff: 5,
  rotate: 6,
  dcsIdle: 7,
  teLine: 8,
  light: 9,
  brightness: 10,
} as const;
export type Next = (typeof Next)[keyof typeof Next];

/** How far a panel has come on its way into operation. */
export class Progress {
  resetting = false;
  /** `init` ran since the last reset or sleep. */
  initialised = false;
  /** `lit` ran since the glass was last dark. */
  lit = false;
  awaitsFrame = true;
  gramLost = true;
  /** From when on all the glass shows what was written: the beam has passed every line. */
  shownFrom = 0;
  /** MADCTL under which GRAM was last written whole. */
  writtenMode = 0;
  /** The sequence under way, and its next step. */
  steps: readonly InitStep[] | null = null;
  at = 0;

  /** Everything starts anew. */
  restart(): void {
    this.resetting = true;
    this.initialised = false;
    this.lit = false;
    this.awaitsFrame = true;
    this.gramLost = true;
    this.steps = null;
  }

  begin(steps: readonly InitStep[]): void {
    this.steps = steps;
    this.at = 0;
  }

  /** What brings the panel, as it was told to be, nearer to what is wished. */
  next(told: ToldPanel, wishes: Wishes, dimmable: boolean): Next {
    if (this.resetting) return Next.resetHigh;
    if (this.steps !== null) return Next.sequence;
    if (!wishes.awake) {
      if (told.displayOn) return Next.displayOff;
      return told.awake ? Next.enterSleep : Next.nothing;
    }
    if (!this.initialised) return Next.wake;
    const turns = told.addressMode !== wishes.rotation.madctl;
    if (told.displayOn && (turns || !wishes.on)) return Next.displayOff;
    if (turns) return Next.rotate;
    if (told.dcsIdle !== wishes.dcsIdle) return Next.dcsIdle;
    if (wishes.teLine >= 0 && told.teLine !== wishes.teLine) return Next.teLine;
    if (wishes.on && !told.displayOn && !this.awaitsFrame) return Next.light;
    if (told.displayOn && dimmable && told.brightness !== wishes.brightness) return Next.brightness;
    return Next.nothing;
  }

  /** The first moment at which that may be done. */
  dueOf(next: Next, told: ToldPanel): number {
    switch (next) {
      case Next.nothing:
        return Number.POSITIVE_INFINITY;
      case Next.resetHigh:
        return told.resetHighFrom;
      case Next.sequence: {
        const step = this.steps![this.at];
        // A wait begins with the command before it, beside the settle time of that command: the longer one holds.
        if (step?.kind === 'wait') return Number.NEGATIVE_INFINITY;
        return told.legalFrom(step?.kind === 'send' ? step.code : Dcs.brightness);
      }
      // Neither sequence is begun before its first step is legal, so that a wish withdrawn in time costs nothing.
      case Next.wake:
        return told.legalFrom(Dcs.exitSleep);
      case Next.light:
        return Math.max(told.legalFrom(Dcs.displayOn), this.shownFrom);
      case Next.enterSleep:
        return told.legalFrom(Dcs.enterSleep);
      default:
        return told.legalFrom(Dcs.displayOff);
    }
  }
}
