import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const PLATFORMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: 'lin', darwin: 'mac' };

/** The engine's executable, once the package is installed. */
export const XS_EXECUTABLE = fileURLToPath(
  new URL(
    `./node_modules/@agoric/xsnap/xsnap-native/xsnap/build/bin/${PLATFORMS[process.platform]}/release/xsnap-worker`,
    import.meta.url,
  ),
);

/** What the engine answers, and what it holds then. */
export interface XsAnswer {
  readonly text: string;
  /** Slots in use. */
  readonly heapCount: number;
}

interface Waiting {
  readonly resolve: (answer: XsAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One XS engine in a process of its own. Talks to it as xsnap's own host does: netstrings on its file descriptors 3 and 4,
 * a letter for what is meant before each ("e" evaluates, "?" calls `handleCommand`; "." is an answer, "!" an exception).
 */
export class XsWorker {
  readonly #process: ChildProcess;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);

  constructor() {
    this.#process = spawn(XS_EXECUTABLE, ['verso', '-s', '65536'], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe', 'ignore', 'ignore', 'ignore', 'ignore'],
    });
    (this.#process.stdio[4] as Readable).on('data', (bytes: Buffer) => this.#receive(bytes));
    this.#process.on('error', (error) => this.#fail(error));
    this.#process.on('exit', (code, signal) => this.#fail(new Error(`XS ended with ${signal ?? code}`)));
  }

  /** Runs a script. */
  evaluate(code: string): Promise<XsAnswer> {
    return this.#send('e', code);
  }

  /** Calls `globalThis.handleCommand` there. Rejects with what it throws. */
  command(text: string): Promise<XsAnswer> {
    return this.#send('?', text);
  }

  close(): void {
    this.#process.removeAllListeners('exit');
    (this.#process.stdio[3] as Writable).end();
  }

  #send(letter: string, text: string): Promise<XsAnswer> {
    const body = Buffer.from(letter + text);
    const answer = new Promise<XsAnswer>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    (this.#process.stdio[3] as Writable).write(Buffer.concat([Buffer.from(`${body.length}:`), body, Buffer.from(',')]));
    return answer;
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.toString('latin1', 0, colon));
      if (this.#received.length <= end) return;
      const message = this.#received.subarray(colon + 1, end);
      this.#received = this.#received.subarray(end + 1);
      this.#answered(message);
    }
  }

  #answered(message: Buffer): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) return;
    if (message[0] !== '.'.charCodeAt(0)) {
      waiting.reject(new Error(`thrown on XS: ${message.toString('utf8', 1)}`));
      return;
    }
    // Behind the dot is the meter's reading in JSON, and behind a byte 1 the answer itself.
    const apart = message.indexOf(1);
    const meter = JSON.parse(message.toString('utf8', 1, apart)) as { currentHeapCount: number };
    waiting.resolve({ text: message.toString('utf8', apart + 1), heapCount: meter.currentHeapCount });
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error);
  }
}
