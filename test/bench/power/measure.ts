import { Counter } from '../../../firmware/power/ledger.js';
import { modeNames } from '../../../firmware/power/modes.js';
import type { Simulation } from '../../../simulator/headless/simulation.js';
import type { Energy } from '../../../simulator/power/price.js';
import type { PeerLoop } from './peer-loop.js';

export interface Milliwatts {
  readonly controller: number;
  readonly bus: number;
  readonly panel: number;
  readonly total: number;
}

export interface Measured {
  readonly milliwatts: Milliwatts;
  readonly wakesPerHour: number;
  /** Share of the time in each mode, 0..1. */
  readonly residency: Readonly<Record<string, number>>;
  readonly realSeconds: number;
}

/** Exits from light and deep sleep since the start. */
export function wakesOf({ controller: { ledger } }: Simulation): number {
  return ledger.total(Counter.lightWakes) + ledger.total(Counter.deepWakes);
}

/** Runs a device for so long and reads its meter before and after. */
export function measure(simulation: Simulation, seconds: number): Measured {
  const from = simulation.energy();
  const wakes = wakesOf(simulation);
  const started = performance.now();
  simulation.clock.runForMicros(seconds * 1_000_000);
  const realSeconds = (performance.now() - started) / 1000;
  const to = simulation.energy();
  const residency = Object.entries(modeNames).map(([mode, name]) => {
    const micros = to.modes[Number(mode)]!.micros - from.modes[Number(mode)]!.micros;
    return [name, micros / (seconds * 1_000_000)] as const;
  });
  return {
    milliwatts: between(from.total, to.total, seconds),
    wakesPerHour: ((wakesOf(simulation) - wakes) * 3600) / seconds,
    residency: Object.fromEntries(residency),
    realSeconds,
  };
}

/** The same for a peer's loop. */
export function measurePeer(peer: PeerLoop, seconds: number): Milliwatts {
  const from = peer.energy();
  const { time } = peer.clock;
  peer.clock.runForMicros(seconds * 1_000_000);
  return between(from, peer.energy(), (peer.clock.time - time) / 1_000_000);
}

/** Microjoules in a stretch of seconds as milliwatts. */
function between(from: Energy, to: Energy, seconds: number): Milliwatts {
  const power = (name: keyof Energy): number => (to[name] - from[name]) / seconds / 1000;
  const [controller, bus, panel] = [power('controller'), power('bus'), power('panel')];
  return { controller, bus, panel, total: controller + bus + panel };
}
