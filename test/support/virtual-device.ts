import { setImmediate as macrotask } from 'node:timers/promises';
import type {
  DeviceTimers,
  FrameAccepted,
  FrameMessage,
  FrameShown,
  SendFrameOptions,
  SentFrame,
} from '../../hosts/sdk/device-types.js';
import type { FrameDevice } from '../../hosts/sdk/frame-stream.js';
import { VirtualClock } from '../../simulator/clock/virtual-clock.js';
import { drawMessages } from './frame-interpreter.js';

interface Arrived {
  readonly presentAt: number;
  readonly pixels: Uint8Array;
  readonly settle: (outcome: FrameShown) => void;
}

/** What the glass showed and when, in milliseconds. */
export interface Shown {
  readonly at: number;
  readonly pixels: Uint8Array;
}

/**
 * A device at the end of a line of a given rate, in virtual time: draws each frame that arrives on the last one accepted and
 * shows it when its time has come. For what decides which frames are sent when; the link itself has tests of its own.
 */
export class VirtualDevice implements FrameDevice {
  readonly clock = new VirtualClock();
  readonly info: { readonly width: number; readonly height: number };
  readonly shown: Shown[] = [];
  /** How the next frames end instead of being accepted. */
  readonly failures: FrameAccepted[] = [];
  /** Frames that stood alone. */
  keys = 0;
  isAway = false;
  bytesPerMilli: number;
  readonly #surface: Uint8Array;
  #id = 0;
  #acceptedId = 0;
  #lineFreeAt = 0;
  #heldUntil = 0;
  #waiting: Arrived | undefined;

  constructor(width: number, height: number, bytesPerMilli: number) {
    this.info = { width, height };
    this.bytesPerMilli = bytesPerMilli;
    this.#surface = new Uint8Array(2 * width * height);
  }

  get now(): number {
    return this.clock.time / 1000;
  }

  readonly timers: DeviceTimers = {
    now: () => this.now,
    set: (millis, run) => this.clock.schedule(this.clock.time + millis * 1000, run),
    clear: (handle) => (handle as { cancel(): void }).cancel(),
  };

  sendFrame(messages: readonly FrameMessage[], options: SendFrameOptions): SentFrame {
    this.#id += 1;
    const id = this.#id;
    const lineBytes = messages.reduce((sum, each) => sum + 24 + (each.kind === 'region' ? each.data.length : 0), 48);
    const lost = { state: 'dropped', cause: 'lost' } as const;
    if (this.isAway) {
      const gone = Promise.resolve(lost);
      return { id, lineBytes, written: Promise.resolve(), accepted: gone, shown: gone };
    }
    const sent = Math.max(this.now, this.#lineFreeAt) + lineBytes / this.bytesPerMilli;
    const written = Math.max(sent, this.#heldUntil);
    this.#lineFreeAt = written;
    this.#heldUntil = options.presentAtMillis ?? 0;
    let accept: (outcome: FrameAccepted) => void;
    let show: (outcome: FrameShown) => void;
    const accepted = new Promise<FrameAccepted>((resolve) => {
      accept = resolve;
    });
    const shown = new Promise<FrameShown>((resolve) => {
      show = resolve;
    });
    this.#at(written + 1, () => {
      const failure = this.isAway ? lost : (this.failures.shift() ?? this.#baseFailure(options));
      if (failure !== undefined) {
        accept(failure);
        show(failure.state === 'accepted' ? { state: 'needKey' } : failure);
        return;
      }
      drawMessages(this.#surface, this.info.width, this.info.height, messages, options.key);
      this.#acceptedId = id;
      if (options.key) this.keys += 1;
      accept({ state: 'accepted' });
      this.#await({ presentAt: options.presentAtMillis ?? 0, pixels: this.#surface.slice(), settle: show });
    });
    return { id, lineBytes, written: new Promise((resolve) => this.#at(written, resolve)), accepted, shown };
  }

  /** Lets time pass until a promise settles. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let isOver = false;
    const over = promise.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    for (;;) {
      await macrotask();
      if (isOver) return over;
      if (this.clock.next === Number.POSITIVE_INFINITY) throw new Error('nothing will ever happen again');
      this.clock.runUntil(this.clock.next);
    }
  }

  #baseFailure({ key, base }: SendFrameOptions): FrameAccepted | undefined {
    return key || (base ?? this.#id - 1) === this.#acceptedId ? undefined : { state: 'needKey' };
  }

  #await(frame: Arrived): void {
    this.#waiting?.settle({ state: 'dropped', cause: 'replaced' });
    this.#waiting = frame;
    this.#at(Math.max(frame.presentAt, this.now), () => {
      if (this.#waiting !== frame) return;
      this.#waiting = undefined;
      this.shown.push({ at: this.now, pixels: frame.pixels });
      frame.settle({ state: 'shown' });
    });
  }

  #at(millis: number, run: () => void): void {
    this.clock.schedule(millis * 1000, run);
  }
}
