import type { Source } from './compose/source.js';
import type { CheckedKernels } from './kernels/checked-kernels.js';
import type { DeviceLink } from './link/device-link.js';
import type { StatisticsWriter } from './link/link-handler.js';
import { StatisticKey } from './link/statistic-key.js';
import { PackSession } from './pack-session.js';
import type { PackBytes } from './packs/pack-bytes.js';
import type { PackTarget } from './packs/reader-table.js';
import { BUILT_IN_KEYS } from './packs/store/built-in-keys.js';
import type { TimeOfDay } from './packs/store/chooser.js';
import { PackStore } from './packs/store/store.js';
import type { Platform } from './platform/platform.js';
import type { Stepper } from './platform/stepper.js';

/** A present that was under way when the face was drawn, and the face's own. */
const OWN_PRESENTS = 2;

/** Whoever draws the faces of packs. */
export interface PackPlayer {
  /** What it draws with: any of these has the glass when a pack's face is on it. */
  readonly sources: readonly Source[];
  /** Whether the face that is shown has been drawn, and not only begun. */
  readonly hasDrawn: boolean;
  /**
   * Shows a face of a pack, or (undefined) none; what it was given before may be read no more. Answers whether it can be
   * played.
   */
  show(pack: PackBytes | undefined, face: number, now: number): boolean;
}

export interface PackKeeperParts {
  readonly kernels: CheckedKernels;
  readonly clock: TimeOfDay;
  readonly target: PackTarget;
  readonly player: PackPlayer;
}

/** The packs of a device whose platform has flash for them: the store, what hosts do to it, and who draws. */
export class PackKeeper implements Stepper {
  readonly store: PackStore;
  readonly session: PackSession;
  /** Somebody has chosen a face. */
  onChosen: () => void = () => {};
  readonly #player: PackPlayer;
  #link: DeviceLink | undefined;
  #isOnGlass = false;
  #holder: Source | undefined;
  #presentedBefore = 0;

  constructor(
    { flash, crypto, memory }: Required<Pick<Platform, 'flash' | 'crypto' | 'memory'>>,
    { kernels, clock, target, player }: PackKeeperParts,
  ) {
    this.#player = player;
    this.store = new PackStore({
      flash,
      crypto,
      memory,
      kernels,
      clock,
      target,
      keys: BUILT_IN_KEYS,
      show: (pack, face, now) => this.#show(pack, face, now),
      onRoom: () => this.#link!.packRoom(),
      onChanged: (isKept) => this.#link!.packsChanged(isKept),
      onChosen: () => this.onChosen(),
    });
    this.session = new PackSession(this.store, target);
  }

  /** Where answers go; called once, before the first packet. */
  attach(link: DeviceLink): void {
    this.#link = link;
  }

  get wakeAt(): number {
    return this.store.wakeAt;
  }

  step(now: number): void {
    this.store.step(now);
  }

  /** The clock was set. */
  timeChanged(now: number): void {
    this.store.timeChanged(now);
  }

  /** Somebody swiped: where a pack's face is on the glass the next one is chosen, or (-1) the one before. */
  swiped(by: 1 | -1): void {
    if (this.#isOnGlass) this.session.turn(by);
  }

  /**
   * A step is over: `holder` has the glass, so many frames were presented, and `isPresented` says whether all that was drawn
   * is. Finds out when the face that was started is on the glass.
   */
  look(holder: Source | undefined, presented: number, isPresented: boolean, now: number): void {
    if (holder !== this.#holder) {
      this.#holder = holder;
      this.#isOnGlass = holder !== undefined && this.#player.sources.includes(holder);
      this.#presentedBefore = presented;
    }
    if (!this.#isOnGlass || !this.store.chooser.awaitsShown || !this.#player.hasDrawn)
      this.#presentedBefore = presented;
    else if (isPresented || presented >= this.#presentedBefore + OWN_PRESENTS) this.store.shown(now);
  }

  statistics(writer: StatisticsWriter): void {
    const { counts, intake } = this.store;
    writer.put(StatisticKey.packsInstalled, counts.installed);
    writer.put(StatisticKey.packsRefused, intake.refused);
    writer.put(StatisticKey.flashSectorsErased, counts.sectorsErased);
    writer.put(StatisticKey.flashBytesWritten, counts.bytesWritten);
  }

  #show(pack: PackBytes | undefined, face: number, now: number): void {
    if (!this.#player.show(pack, face, now) && pack !== undefined) this.store.chooser.failed(now);
  }
}
