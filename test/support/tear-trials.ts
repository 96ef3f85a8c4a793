import type { Board } from '../../firmware/platform/board.js';
import { Random } from '../../simulator/random.js';
import { TearRig } from './tear-rig.js';

/** What a number of presents at random moments came to. */
export interface TearTrials {
  readonly presents: number;
  /** Torn ones that had a slot. */
  readonly torn: number;
  /** Presents for which no start avoids the beam. */
  readonly unslotted: number;
  /** Presents that were also watched scan by scan, and how often the eye and the timestamps disagreed. */
  readonly watched: number;
  readonly disagreed: number;
}

/** An oscillator is exchanged after so many presents. */
const PRESENTS_A_PANEL = 2000;

/**
 * Presents `presents` times on each board in turn, every so often with another oscillator within 8 %; `watched` of them are
 * judged by pixels too. `countsAll` counts a torn present although it had no slot.
 */
export function tryTearing(
  boards: readonly Board[],
  presents: number,
  watched: number,
  seed: number,
  countsAll = false,
): TearTrials {
  const random = new Random(seed);
  const result = { presents: 0, torn: 0, unslotted: 0, watched: 0, disagreed: 0 };
  for (let turn = 0; result.presents + result.watched < presents + watched; turn += 1) {
    const board = boards[turn % boards.length]!;
    const rig = new TearRig(board, random.uint32(), (random.fraction() - 0.5) * 0.16);
    const most = Math.max(1, Math.min(PRESENTS_A_PANEL, Math.ceil((presents + watched) / boards.length)));
    const { counts } = rig.simulation.controller.presenter;
    for (let count = 0; count < most && result.presents + result.watched < presents + watched; count += 1) {
      const { unslotted } = counts;
      let torn: boolean;
      // Watched ones are spread evenly among the others.
      if (result.watched * presents < result.presents * watched || result.presents === presents) {
        const seen = rig.presentAndLook();
        torn = seen.torn;
        result.watched += 1;
        if (seen.torn !== seen.seenTorn) result.disagreed += 1;
      } else {
        torn = rig.present();
        result.presents += 1;
      }
      const hadSlot = counts.unslotted === unslotted;
      if (!hadSlot) result.unslotted += 1;
      if (torn && (hadSlot || countsAll)) result.torn += 1;
    }
    rig.simulation.close();
  }
  return result;
}
