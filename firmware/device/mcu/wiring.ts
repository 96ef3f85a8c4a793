/** How a board's panel gets its supply, where that can be cut: a pin, or an output of an AXP2101 on I2C. */
export type RailWiring =
  | { readonly kind: 'pin'; readonly pin: number }
  | { readonly kind: 'axp2101'; readonly output: AxpOutput };

/** Outputs of the AXP2101, in the order of their bits in register 90h (data sheet 6.13). */
export const axpOutputs = ['aldo1', 'aldo2', 'aldo3', 'aldo4', 'bldo1', 'bldo2'] as const;
export type AxpOutput = (typeof axpOutputs)[number];

/** The wires of a board, from its manifest: numbers of GPIOs, and what sits on them. */
export interface Wiring {
  /** Name in `firmware/panel/boards.ts`. */
  readonly board: string;
  readonly mcu: 'esp32s3' | 'rp2350';
  readonly bus: {
    /** Number of the SPI controller. */
    readonly port: number;
    readonly select: number;
    readonly clock: number;
    /** One data wire, or four: D0 to D3. */
    readonly data: readonly number[];
    /** D/C, where there is one data wire. */
    readonly command?: number;
    readonly reset?: number;
    readonly te?: number;
  };
  /** Lit while the panel shows, where that is a pin. */
  readonly backlight?: number;
  readonly i2c?: { readonly data: number; readonly clock: number };
  readonly rail?: RailWiring;
  /** Pressed where it reads 0. */
  readonly button?: number;
}

type Found = { readonly [name: string]: unknown };

/** The wiring a manifest holds under `config`. Throws `RangeError`, which names the field, where it is not one. */
export function checkedWiring(value: unknown): Wiring {
  const wiring = record(value, 'wiring');
  for (const name of Object.keys(wiring)) if (!known.has(name)) throw new RangeError(`wiring has no field "${name}"`);
  if (typeof wiring.board !== 'string') throw new RangeError('wiring.board is no name');
  if (wiring.mcu !== 'esp32s3' && wiring.mcu !== 'rp2350') throw new RangeError('wiring.mcu is none that is known');
  const bus = record(wiring.bus, 'wiring.bus');
  for (const name of ['port', 'select', 'clock']) pin(bus[name], `wiring.bus.${name}`);
  const { data } = bus;
  if (!Array.isArray(data) || (data.length !== 1 && data.length !== 4))
    throw new RangeError('wiring.bus.data is not 1 or 4 pins');
  for (const one of data) pin(one, 'wiring.bus.data');
  for (const name of ['reset', 'te']) if (bus[name] !== undefined) pin(bus[name], `wiring.bus.${name}`);
  if (data.length === 1) pin(bus.command, 'wiring.bus.command');
  for (const name of ['backlight', 'button']) if (wiring[name] !== undefined) pin(wiring[name], `wiring.${name}`);
  if (wiring.i2c !== undefined) {
    const i2c = record(wiring.i2c, 'wiring.i2c');
    for (const name of ['data', 'clock']) pin(i2c[name], `wiring.i2c.${name}`);
  }
  if (wiring.rail !== undefined) checkRail(record(wiring.rail, 'wiring.rail'), wiring);
  return wiring as unknown as Wiring;
}

const known = new Set(['board', 'mcu', 'bus', 'backlight', 'i2c', 'rail', 'button']);

function checkRail(rail: Found, wiring: Found): void {
  if (rail.kind === 'pin') {
    pin(rail.pin, 'wiring.rail.pin');
    return;
  }
  if (rail.kind !== 'axp2101') throw new RangeError('wiring.rail.kind is none that is known');
  if (!axpOutputs.includes(rail.output as AxpOutput)) throw new RangeError('wiring.rail.output is none of an AXP2101');
  if (wiring.i2c === undefined) throw new RangeError('wiring.rail needs wiring.i2c');
}

function record(value: unknown, name: string): Found {
  if (typeof value !== 'object' || value === null) throw new RangeError(`${name} is missing`);
  return value as Found;
}

function pin(value: unknown, name: string): void {
  if (typeof value !== 'number' || value >>> 0 !== value || value > 63)
    throw new RangeError(`${name} is no number of a pin`);
}
