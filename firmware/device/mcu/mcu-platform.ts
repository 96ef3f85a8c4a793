import { boardNamed } from '../../panel/boards.js';
import type { Board } from '../../platform/board.js';
import type { BytePort } from '../../platform/byte-port.js';
import type { EventSink } from '../../platform/events.js';
import { InputKind, type InputReading, type Inputs } from '../../platform/inputs.js';
import type { Kernels } from '../../platform/kernels.js';
import type { FrameMemory } from '../../platform/memory.js';
import type { Platform } from '../../platform/platform.js';
import type { PowerControl } from '../../platform/power.js';
import type { Natives } from './device-natives.js';
import { McuBus } from './mcu-bus.js';
import { McuClock } from './mcu-clock.js';
import { switchRail } from './panel-rail.js';
import { powerFacts } from './power-facts.js';
import type { Wiring } from './wiring.js';

/** The platform of a board with an MCU, from its wires and the natives. */
export function mcuPlatform(natives: Natives, wiring: Wiring, kernels: Kernels, memory: FrameMemory): Platform {
  const named = boardNamed(wiring.board);
  const clock = new McuClock(natives);
  natives.powerOpen();
  if (wiring.i2c !== undefined) natives.i2cOpen(wiring.i2c.data, wiring.i2c.clock);
  // The panel has its supply from power-on on every board but where a pin gives it.
  if (wiring.rail !== undefined) switchRail(natives, wiring.rail, true);
  const bus = new McuBus(natives, wiring, named.clockHz);
  const board: Board = Object.freeze({ ...named, clockHz: bus.clockHz });
  natives.linkOpen();
  const port: BytePort = { read: natives.linkRead, write: natives.linkWrite };
  const deviceId = new Uint8Array(8);
  natives.deviceId(deviceId);
  return {
    board,
    clock,
    bus,
    ports: [port],
    inputs: inputs(natives, clock, wiring.button),
    power: power(natives, wiring),
    memory,
    kernels,
    deviceId,
    address: '',
    attach: (sink: EventSink) => clock.attach(sink),
  };
}

/** One button. What bounces is read when the firmware looks, so it sees few changes, and the last one always. */
function inputs(natives: Natives, clock: McuClock, button: number | undefined): Inputs {
  let pressed = false;
  if (button !== undefined) natives.pinListen(button);
  return {
    take(into: InputReading): boolean {
      if (button === undefined) return false;
      const reads = natives.pinRead(button) === 0;
      if (reads === pressed) return false;
      pressed = reads;
      into.kind = InputKind.button;
      into.value = reads ? 1 : 0;
      into.when = clock.now();
      return true;
    },
  };
}

function power(natives: Natives, wiring: Wiring): PowerControl {
  const { rail } = wiring;
  return {
    facts: powerFacts(wiring),
    rest: (rest) => natives.rest(rest),
    processorClock: (megahertz) => natives.processorClock(megahertz),
    panelRail(on) {
      if (rail === undefined) throw new Error('this board cannot switch the rail');
      switchRail(natives, rail, on);
    },
  };
}
