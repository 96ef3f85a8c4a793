import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Clock } from '../platform/clock.js';
import type { FrameMemory } from '../platform/memory.js';
import type { TouchContext } from './touch-queue.js';

/** Who draws when it is called: Piu's view, or what a Poco program sets as the screen's `context`. */
export interface ScreenContext extends TouchContext {
  onIdle?(): void;
}

/** A region as the object form of `begin` names it (ECMA-419). */
export interface ScreenRegion {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PiuScreenOptions {
  readonly clock: Clock;
  readonly memory: FrameMemory;
  readonly kernels: CheckedKernels;
  readonly width: number;
  readonly height: number;
  /** Has the program draw everything at its next `onIdle`; where absent Piu's `application` is made to. */
  readonly repaint?: () => void;
  /** Gives the screen a surface of its own, for a Poco program that draws when it likes and cannot be asked again. */
  readonly keep?: boolean;
}
