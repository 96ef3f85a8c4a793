/** One step of a sequence a panel is put into operation with. A wait is a kind of its own, so no code can be taken for it. */
export type InitStep = SendStep | WaitStep | BrightnessStep;

export interface SendStep {
  readonly kind: 'send';
  readonly code: number;
  readonly params: readonly number[];
}

export interface WaitStep {
  readonly kind: 'wait';
  readonly millis: number;
}

/** Stands where the wanted brightness is sent. */
export interface BrightnessStep {
  readonly kind: 'brightness';
}

/** A command with its parameters. Throws `RangeError` where one is not a byte. */
export function send(code: number, ...params: number[]): SendStep {
  checkByte(code);
  params.forEach(checkByte);
  return Object.freeze({ kind: 'send', code, params: Object.freeze(params) });
}

/** The next command is not sooner than this after the one before; settle times of the model that are longer hold. */
export function waitMillis(millis: number): WaitStep {
  if (!Number.isInteger(millis) || millis <= 0) throw new RangeError('a wait is a positive number of milliseconds');
  return Object.freeze({ kind: 'wait', millis });
}

/** Command 51 with the brightness wanted at that moment. */
export const sendBrightness: BrightnessStep = Object.freeze({ kind: 'brightness' });

function checkByte(value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 255) throw new RangeError('a command is made of bytes');
}
