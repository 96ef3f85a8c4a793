import type { PresentCounts } from '../../firmware/blit/presenter-options.js';
import type { LinkCounters } from '../../firmware/link/link-counters.js';
import type { Ledger } from '../../firmware/power/ledger.js';
import type { Mode } from '../../firmware/power/modes.js';

/** A ledger as whoever prices it sees it. */
export type LedgerBooks = Pick<
  Ledger,
  'sources' | 'counts' | 'cell' | 'column' | 'settle' | 'total' | 'sum' | 'residency'
>;

/** How a firmware stands, as far as its simulator wants to know. */
export interface FirmwareState {
  readonly ledger: LedgerBooks;
  readonly presenter: { readonly counts: Pick<PresentCounts, 'presented' | 'unslotted' | 'windows'> };
  readonly chain: { readonly replaced: number };
  readonly compositor: { readonly frames: number };
  readonly link: {
    readonly counters: Pick<LinkCounters, 'bytesReceived' | 'packetsGood' | 'packetsBad' | 'sessions'>;
  };
  readonly governor: { readonly mode: Mode };
  readonly wakes: number;
  /** Microseconds of kernels that were charged where the firmware runs. */
  readonly kernelMicros?: number;
}

/** A firmware at work on a platform: a `Controller`, or one that runs on another engine. */
export interface RunningFirmware extends FirmwareState {
  start(): void;
  close(): void;
}
