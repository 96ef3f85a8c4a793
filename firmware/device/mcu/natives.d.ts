/**
 * What the C of this folder and of the MCU's does. Every bound is held there: a number that is none, a buffer that is
 * detached or too short throws. Times are microseconds since the start.
 */

/** Sets who is called, on the engine's thread, once something waits to be taken. Once. */
export function listen(wake: () => void): void;
/** Takes what waits, in no order: an `EventKind` or `ALARM`; -1 where nothing does. */
export function take(): number;
/** When what was taken last happened. */
export function takenAt(): number;
export function now(): number;
/** Sets the one alarm, which comes as `ALARM`; `Infinity` clears it. */
export function alarm(at: number): void;
/** Writes eight bytes. */
export function deviceId(into: Uint8Array): void;

/** Sets the panel bus up on these pins (255 is none) and answers the rate it really runs at. `port` is the SPI controller. */
export function busOpen(
  port: number,
  hertz: number,
  lines: number,
  select: number,
  clock: number,
  data0: number,
  data1: number,
  data2: number,
  data3: number,
  command: number,
  reset: number,
  tear: number,
): number;
/** Queues a command with the first `length` of `parameters`, at most 32, which are copied. */
export function busCommand(code: number, parameters: Uint8Array, length: number): void;
/** As `Bus.write`; `windows` as bytes, `pixels` in frame memory, which stays as it is until `busDone`. */
export function busWrite(
  windows: Uint8Array,
  count: number,
  pixels: Uint8Array,
  width: number,
  height: number,
  stride: number,
  start: number,
): void;
export function busAwaitTe(): void;
export function busOrigin(x: number, y: number): void;
export function busReset(low: boolean): void;

export function linkOpen(): void;
export function linkRead(into: Uint8Array): number;
export function linkWrite(from: Uint8Array, at: number, length: number): number;

/** Starts power management; from then on the processor runs at its fastest and does not sleep. */
export function powerOpen(): void;
/** 0 waits, 1 may sleep lightly until an event. */
export function rest(rest: number): void;
export function processorClock(megahertz: number): void;

/** Makes the pin an output. */
export function pinWrite(pin: number, high: number): void;
/** Makes the pin an input with a pull-up, whose next change is an `EventKind.input`. */
export function pinListen(pin: number): void;
/** The level, 0 or 1; from now on a change is an event again. */
export function pinRead(pin: number): number;

export function i2cOpen(data: number, clock: number): void;
/** Writes a register of a byte; answers 0 where nobody answers. */
export function i2cWrite(address: number, index: number, value: number): number;
/** Reads a register of a byte; answers -1 where nobody answers. */
export function i2cRead(address: number, index: number): number;
