import type { DisplayStream } from './display-stream.js';

/** How far ahead of the line pixels are handed over, so that control can pre-empt them. */
const AHEAD_BYTES = 4096;
/** The same for a while after a loss: what is ahead then has to go out again. */
const AHEAD_AFTER_LOSS_BYTES = 2048;

/** Where a link puts its bytes; every `Transport` will do. */
export interface LinkOutput {
  send(bytes: Uint8Array): void;
  readonly pending: number;
}

/** Hands the packets of a display stream to the port, never far ahead of the line. */
export class DisplayPump {
  /** When a FRAME_END that is held may go; `Infinity` where none is. */
  heldUntil = Number.POSITIVE_INFINITY;
  /** When a packet last went out. */
  busyAt = 0;
  readonly #display: DisplayStream;
  readonly #output: LinkOutput;
  #isRunning = false;

  constructor(display: DisplayStream, output: LinkOutput) {
    this.#display = display;
    this.#output = output;
  }

  /** Hands over what may go now; answers whether anything did. */
  run(now: number): boolean {
    // What a frame's listener sends from within joins the queue of the loop that is running.
    if (this.#isRunning) return false;
    this.#isRunning = true;
    this.heldUntil = Number.POSITIVE_INFINITY;
    const ahead = Math.min(this.#display.limit, this.#display.isWary(now) ? AHEAD_AFTER_LOSS_BYTES : AHEAD_BYTES);
    const most = ahead - this.#display.largestPacket;
    let isBusy = false;
    while (this.#output.pending <= most) {
      const line = this.#display.next(now);
      if (line === null) {
        this.heldUntil = this.#display.heldUntil;
        break;
      }
      isBusy = true;
      this.busyAt = now;
      this.#output.send(line);
    }
    this.#isRunning = false;
    return isBusy;
  }
}
