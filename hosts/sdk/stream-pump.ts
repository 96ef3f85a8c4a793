import type { Streams } from './streams.js';

/** How far ahead of the line pixels are handed over, so that control can pre-empt them. */
const AHEAD_BYTES = 4096;
/** The same for a while after a loss: what is ahead then has to go out again. */
const AHEAD_AFTER_LOSS_BYTES = 2048;

const NEVER = Number.POSITIVE_INFINITY;

/** Where a link puts its bytes; every `Transport` will do. */
export interface LinkOutput {
  send(bytes: Uint8Array): void;
  readonly pending: number;
}

/** Hands the packets of both streams to the port, never far ahead of the line; frames go first. */
export class StreamPump {
  /** When a FRAME_END that is held may go; `Infinity` where none is. */
  heldUntil = NEVER;
  /** When a packet last went out. */
  busyAt = 0;
  readonly #streams: Streams;
  readonly #output: LinkOutput;
  #isRunning = false;

  constructor(streams: Streams, output: LinkOutput) {
    this.#streams = streams;
    this.#output = output;
  }

  /** Hands over what may go now; answers whether anything did. */
  run(now: number): boolean {
    // What a frame's listener sends from within joins the queue of the loop that is running.
    if (this.#isRunning) return false;
    this.#isRunning = true;
    this.heldUntil = NEVER;
    const { display, reliable } = this.#streams;
    const ahead = Math.min(display.limit, display.isWary(now) ? AHEAD_AFTER_LOSS_BYTES : AHEAD_BYTES);
    const most = ahead - display.largestPacket;
    let isBusy = false;
    while (this.#output.pending <= most) {
      const line = display.next(now);
      this.heldUntil = line === null ? display.heldUntil : NEVER;
      const packet = line ?? reliable.next(now);
      if (packet === null) break;
      isBusy = true;
      this.busyAt = now;
      this.#output.send(packet);
    }
    this.#isRunning = false;
    return isBusy;
  }
}
