import type { Cover } from '../damage/cover.js';
import type { Clock } from '../platform/clock.js';
import type { SwapChain } from '../surface/swap-chain.js';
import type { EdgeWatchOptions, ScanningPanel } from './edge-watch.js';

/** What a presenter is told of the panel. */
export interface PresenterPanel extends ScanningPanel {
  /** When it is to be told something; `Infinity` while it is held. */
  readonly wakeAt: number;
  /** The first whole frame, or what was owed, is in GRAM. */
  frameWritten(now: number): void;
  /** While true the driver sends nothing: the bus carries pixels. */
  hold(on: boolean, now: number): void;
  /** The glass stays dark until what is owed is in GRAM. */
  readonly awaitsFrame: boolean;
  /** GRAM holds nothing of ours. */
  readonly gramLost: boolean;
}

export interface PresenterOptions extends EdgeWatchOptions {
  readonly clock: Clock;
  readonly chain: SwapChain;
  readonly cover: Cover;
  readonly panel: PresenterPanel;
  /** A host's frame is on the glass: frame id, when its blit ended, when its first and last row were shown. */
  readonly onShown: (id: number, blitAt: number, firstRowAt: number, lastRowAt: number) => void;
}

/** Counters of presents, all since the start. */
export interface PresentCounts {
  /** Frames whose pixels are in GRAM. */
  presented: number;
  /** Presents whose write missed its slot by the bus's own stamps. */
  late: number;
  /** Presents for which no start avoids the beam, or with no TE to go by. */
  unslotted: number;
  /** TE edges that were awaited and never came. */
  teMissing: number;
  windows: number;
  pixels: number;
  /** Bus cycles of all writes. */
  cycles: number;
}
