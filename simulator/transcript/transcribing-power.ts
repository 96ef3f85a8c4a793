import type { PowerControl } from '../../firmware/platform/power.js';
import type { TranscriptOutput } from './transcript.js';

/** Writes down what is asked of the board's supply, and passes it on. */
export function transcribingPower(power: PowerControl, now: () => number, outputs: TranscriptOutput[]): PowerControl {
  return {
    facts: power.facts,
    rest: (rest, until) => {
      outputs.push([now(), 'rest', rest, until === Number.POSITIVE_INFINITY ? -1 : until]);
      power.rest(rest, until);
    },
    processorClock: (megahertz) => {
      outputs.push([now(), 'clock', megahertz]);
      power.processorClock(megahertz);
    },
    panelRail: (on) => {
      outputs.push([now(), 'rail', on]);
      power.panelRail(on);
    },
  };
}
