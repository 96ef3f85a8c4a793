import { Mode, NO_WISH, PowerEvent } from './modes.js';
import type { World } from './world.js';

/** Where a row leads: a mode, the one the device rests in, or nowhere. */
export type Goal = Mode | 'rest' | 'stay';

/** One way from a mode to another; `says` is the sentence a test repeats. */
export interface ModeRow {
  /** Modes in which it holds; all where absent. */
  readonly from?: readonly Mode[];
  readonly on: readonly PowerEvent[];
  readonly when?: (world: World) => boolean;
  readonly to: Goal;
  readonly says: string;
}

const { active, idle, aod, sleep } = Mode;
const E = PowerEvent;
const held = (world: World): boolean => world.held;
const wishesDark = (world: World): boolean => world.wish === sleep;

/**
 * The ways between modes, the first row that fits is taken; where none fits the mode stays.
 */
export const modeTable: readonly ModeRow[] = Object.freeze([
  { on: [E.facingDown], to: sleep, says: 'a rear screen that lies face down on the table goes dark' },
  { on: [E.heatCritical], to: sleep, says: 'from 60 degrees on the glass is dark, whatever a host asks for' },
  {
    on: [E.batteryEmpty],
    when: held,
    to: sleep,
    says: 'at 0 % of charge without a charger the glass goes dark',
  },
  {
    on: Object.values(PowerEvent),
    when: held,
    to: sleep,
    says: 'while the glass must be dark nothing lights it: no touch, no button, no frame, no wish',
  },
  {
    from: [active, idle, aod],
    on: [E.wish],
    when: (world) => world.wish === NO_WISH,
    to: 'stay',
    says: 'a host that takes its wish back changes nothing at once while the glass is lit',
  },
  {
    on: [E.wish],
    to: 'rest',
    says: 'a host that asks for a mode gets it, and one that takes its wish for darkness back gets light',
  },
  { on: [E.touch], to: active, says: 'a touch lights the glass' },
  { on: [E.button], to: active, says: 'the button lights the glass' },
  { from: [active, idle, aod], on: [E.hostFrame], to: active, says: "a host's frame brings the device to life" },
  {
    from: [sleep],
    on: [E.hostFrame],
    when: wishesDark,
    to: 'stay',
    says: "a host's frame does not light a glass that a host asked to be dark",
  },
  { from: [sleep], on: [E.hostFrame], to: active, says: "a host's frame lights a glass that nothing keeps dark" },
  {
    on: [E.notification],
    when: (world) => wishesDark(world) || world.night,
    to: 'stay',
    says: 'a notification lights nothing at night, nor a glass that a host asked to be dark',
  },
  { on: [E.notification], to: active, says: 'a notification that shall be noticed brings the device to life' },
  {
    from: [idle],
    on: [E.damage],
    when: (world) => world.wish === idle,
    to: 'stay',
    says: 'where a host asked for idle a source that moves does so at the rate of idle',
  },
  { from: [idle, aod], on: [E.damage], to: active, says: 'a source that moves brings the device to life' },
  {
    from: [active],
    on: [E.released],
    when: (world) => world.roused,
    to: 'rest',
    says: 'when what brought the device to life lets go of the glass it goes back to rest at once',
  },
  {
    from: [active],
    on: [E.still],
    when: (world) => world.wish === active && !world.strained,
    to: 'stay',
    says: 'a host that asks for active keeps a still device active while battery and heat allow it',
  },
  {
    from: [active],
    on: [E.still],
    when: (world) => world.wish === aod || world.wish === sleep,
    to: 'rest',
    says: 'a device that was lit although a host asked for the always-on face or for darkness goes back to it when nothing moves',
  },
  {
    from: [active],
    on: [E.still],
    to: idle,
    says: 'when nothing has moved for five seconds the picture is still: idle',
  },
  {
    from: [idle],
    on: [E.standing],
    when: (world) => (world.wish === active || world.wish === idle) && !world.strained,
    to: 'stay',
    says: 'a host that asks for idle keeps its picture while battery and heat allow it',
  },
  {
    from: [idle],
    on: [E.standing],
    when: (world) => world.hostPicture && world.wish === NO_WISH && !world.strained,
    to: 'stay',
    says: "a host's picture stays, dimmed, until a touch, another host or the end of its time, while battery and heat allow it",
  },
  {
    from: [idle],
    on: [E.standing],
    when: (world) => world.timeKnown || world.wish !== NO_WISH,
    to: aod,
    says: 'a picture that has stood for long gives way to the always-on face',
  },
  {
    from: [idle],
    on: [E.standing],
    to: 'stay',
    says: 'as long as nobody told the time a still picture stays: there is nothing to show instead',
  },
  {
    from: [idle],
    on: [E.nightBegins],
    when: (world) => !world.hostPicture && world.wish !== idle && world.wish !== active,
    to: aod,
    says: "at nightfall the device's own still picture gives way to the always-on face",
  },
  {
    from: [sleep],
    on: [E.inHand],
    when: (world) => !wishesDark(world),
    to: active,
    says: 'taken in hand a dark glass lights up',
  },
  { from: [aod], on: [E.inHand], to: active, says: 'taken in hand the always-on face gives way to the picture' },
  {
    from: [sleep],
    on: [
      E.facingUp,
      E.postureUnknown,
      E.charging,
      E.batteryGood,
      E.batteryLow,
      E.heatGood,
      E.heatHigh,
      E.hostGone,
      E.hostDied,
      E.notCharging,
    ],
    to: 'rest',
    says: 'when what kept the glass dark is over the device goes to where it rests',
  },
  {
    on: [E.clockBack, E.nightBegins, E.nightEnds, E.unknown],
    to: 'stay',
    says: 'a clock that jumps, dawn and readings nobody knows change no mode',
  },
]);

/** Where the device rests when nothing calls for anything else. */
export function restOf(world: World): Mode {
  if (world.held) return sleep;
  if (world.wish !== NO_WISH) return world.strained && world.wish === active ? idle : world.wish;
  return world.timeKnown ? aod : idle;
}

/** The mode after `event` in `mode`. */
export function nextMode(mode: Mode, event: PowerEvent, world: World): Mode {
  for (let index = 0; index < modeTable.length; index += 1) {
    const row = modeTable[index]!;
    if (row.from !== undefined && !row.from.includes(mode)) continue;
    if (!row.on.includes(event) || row.when?.(world) === false) continue;
    if (row.to === 'stay') return mode;
    return row.to === 'rest' ? restOf(world) : row.to;
  }
  return mode;
}
