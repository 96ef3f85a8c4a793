import type { Bus } from '../platform/bus.js';
import type { Beam } from './beam.js';
import type { Pacer } from './pacer.js';

/** Periods after which an awaited edge is given up. */
const PATIENCE_PERIODS = 4;
/** A command that was queued has surely left by then. */
const LINE_MICROS = 50;

/** What the watch is told of the panel's scan. */
export interface ScanningPanel {
  /** Whether pixels may be written now. */
  readonly ready: boolean;
  /** How often the panel began to scan anew or at another rate. */
  readonly scanChanges: number;
  /** How often it began to scan anew. */
  readonly awakenings: number;
  /** Nominal rate of its scan, the slowest it can be told to, and how often it was told another. */
  readonly scanHz: number;
  readonly slowestScanHz: number;
  readonly rateChanges: number;
  /** Has TE rise when the beam is on this line; 0 is the start of vertical blanking. */
  setTeLine(line: number, now: number): void;
}

export interface EdgeWatchOptions {
  readonly bus: Bus;
  readonly beam: Beam;
  readonly pacer: Pacer;
  readonly panel: ScanningPanel;
  /** Whether the board wires the TE pin. */
  readonly te: boolean;
  /** Rows of the glass. */
  readonly visibleLines: number;
}

/** Asks for TE edges where they are worth it, and keeps the beam true to a panel that slept or was told another rate. */
export class EdgeWatch {
  readonly #options: EdgeWatchOptions;
  readonly #beam: Beam;
  readonly #te: boolean;
  readonly #panel: ScanningPanel;
  /** Line at which TE rises, and from when on an edge is surely one of that line. */
  #line: number;
  #from = 0;
  #changesHeeded = 0;
  #scansBegun = 0;
  #ratesHeeded = 0;
  #oldScanUntil = 0;
  /** Whether a present waits for an edge, and when that is given up. */
  isAwaiting = false;
  by = 0;
  /** Edges waited for since the last present. */
  awaited = 0;

  constructor(options: EdgeWatchOptions) {
    this.#options = options;
    this.#beam = options.beam;
    this.#te = options.te;
    this.#panel = options.panel;
    this.#line = options.visibleLines;
  }

  /** No present waits any more. */
  rest(): void {
    this.isAwaiting = false;
    this.awaited = 0;
  }

  /** Looks for a stale beam, for whoever will need it soon; nobody waits. */
  refresh(now: number): void {
    if (now > this.#beam.vagueAfter && this.#te && !this.isAwaiting && this.#panel.ready) this.#options.bus.awaitTe();
  }

  /** Has TE rise where it serves the windows of the pacer's last `find` best, and waits for it: the processor can sleep until then. */
  ask(now: number, lead: number): void {
    const { pacer, beam, bus, panel, visibleLines } = this.#options;
    const line = pacer.edgeLine(lead, visibleLines);
    if (line !== this.#line) {
      this.#line = line;
      // DCS has line 0 mean the start of vertical blanking.
      panel.setTeLine(line === visibleLines ? 0 : line, now);
      beam.expectLine(line);
      this.#from = now + LINE_MICROS;
    }
    bus.awaitTe();
    this.isAwaiting = true;
    this.by = Math.max(now, this.#oldScanUntil) + PATIENCE_PERIODS * beam.nominalMicros;
  }

  /** Takes an edge; answers whether a present waited for it. */
  edge(when: number): boolean {
    if (when < this.#from) {
      // Where line or rate was just changed it may still be an edge of the old one.
      this.#options.bus.awaitTe();
      return false;
    }
    this.#options.beam.edge(when);
    if (!this.isAwaiting) return false;
    this.isAwaiting = false;
    this.awaited += 1;
    return true;
  }

  /** A panel that slept scans anew, and one that was told so at another rate: its beam may be anywhere. */
  heedScan(now: number): void {
    if (this.#panel.scanChanges !== this.#changesHeeded) this.#heedChange(now);
  }

  #heedChange(now: number): void {
    const { beam, panel } = this.#options;
    this.#changesHeeded = panel.scanChanges;
    if (panel.rateChanges !== this.#ratesHeeded) {
      this.#ratesHeeded = panel.rateChanges;
      beam.retime(panel.scanHz);
      // What comes first may still be an edge of the old rate, and the scan under way ends at that rate, too.
      this.#from = now + LINE_MICROS;
      this.#oldScanUntil = now + Math.ceil(2_000_000 / panel.slowestScanHz);
    }
    if (panel.awakenings === this.#scansBegun) return;
    this.#scansBegun = panel.awakenings;
    beam.forget();
  }
}
