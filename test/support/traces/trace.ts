/** A rectangle as damage traces have it: left, top, width, height. */
export type Rectangle = readonly [x: number, y: number, width: number, height: number];

/** A frame of a trace: what its drawer declared, and exactly the pixels that are new. */
export interface TraceFrame {
  readonly declared: readonly Rectangle[];
  /** Runs of changed pixels. */
  readonly spans: readonly (readonly [y: number, x: number, length: number])[];
  /** The new values of the spans' pixels, span after span, RGB565. */
  readonly values: Uint16Array;
  /** Cycles of the best cover known and of LVGL's windows, where the trace has them for the window cost asked for. */
  readonly best: number | null;
  readonly lvgl: number | null;
}

/** Work of a screen that can be replayed: a first picture and what each frame changes of it. */
export interface Trace {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Window edges fall on multiples of it. */
  readonly align: number;
  /** First picture, RGB565. */
  readonly base: Uint16Array;
  readonly frames: readonly TraceFrame[];
}

/** Bus cycles of windows: what each costs, and four a pixel. */
export function cyclesOf(windows: readonly Rectangle[], windowCycles: number, pixelCycles = 4): number {
  return windows.reduce((sum, [, , width, height]) => sum + windowCycles + pixelCycles * width * height, 0);
}

/** Writes a frame's new pixels into a picture. */
export function applyFrame(picture: Uint16Array, width: number, frame: TraceFrame): void {
  let at = 0;
  for (const [y, x, length] of frame.spans) {
    picture.set(frame.values.subarray(at, at + length), y * width + x);
    at += length;
  }
}
