import type { PowerFacts } from '../../platform/power.js';
import type { Wiring } from './wiring.js';

type ChipFacts = Omit<PowerFacts, 'rail'>;

/**
 * ESP32-S3: light sleep and the way out of it take 515 us and 100 uJ (the vendor's overheads), which waiting at 40 MHz uses in
 * 3.87 ms. Deep sleep keeps no memory, so none is offered. APB runs at 80 MHz from a clock of 80 on.
 */
const esp32s3: ChipFacts = {
  clocks: [40, 80, 240],
  lightExitMicros: 515,
  lightBreakEvenMicros: 3870,
  deepExitMicros: 150_000,
  deepBreakEvenMicros: Number.POSITIVE_INFINITY,
  linkWakesDeep: false,
};

/** RP2350: its sleeps stop the USB port and the timer, so it only waits, at a third of its rate. */
const rp2350: ChipFacts = {
  clocks: [50, 150],
  lightExitMicros: 0,
  lightBreakEvenMicros: Number.POSITIVE_INFINITY,
  deepExitMicros: 0,
  deepBreakEvenMicros: Number.POSITIVE_INFINITY,
  linkWakesDeep: false,
};

/** What sleeping costs on a board, from data sheets: none has been measured. */
export function powerFacts({ mcu, rail }: Wiring): PowerFacts {
  return { ...(mcu === 'esp32s3' ? esp32s3 : rp2350), rail: rail !== undefined };
}
