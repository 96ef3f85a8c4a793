import type { DisplayStream } from './display-stream.js';
import type { ReliableStream } from './reliable-stream.js';

/** What of each sequenced class had gone out when a PING was sent. */
export interface Vouch {
  readonly display: number;
  readonly reliable: number;
}

/** Both sequenced classes of a session, as one who asks what became of them sees them. */
export class Streams {
  readonly display: DisplayStream;
  readonly reliable: ReliableStream;

  constructor(display: DisplayStream, reliable: ReliableStream) {
    this.display = display;
    this.reliable = reliable;
  }

  get isOutstanding(): boolean {
    return this.display.isOutstanding || this.reliable.isOutstanding;
  }

  /** Whether there is nothing left to do. */
  get isIdle(): boolean {
    return this.display.isIdle && this.reliable.isIdle;
  }

  /** When that class last moved which waits the longest. */
  get progressAt(): number {
    const { display, reliable } = this;
    if (!reliable.isOutstanding) return display.progressAt;
    return display.isOutstanding ? Math.min(display.progressAt, reliable.progressAt) : reliable.progressAt;
  }

  /** What a PING sent now vouches for. */
  get vouch(): Vouch {
    return { display: this.display.onLine, reliable: this.reliable.onLine };
  }

  /** The session is over: what is open ends as lost. */
  close(): void {
    this.display.frames.close('lost');
    this.reliable.close();
  }
}
