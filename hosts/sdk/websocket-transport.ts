import { DeviceMissingError } from './errors.js';
import type { Endpoint, Transport, TransportListener } from './transport.js';

/** As much of WebSocket as is used; the browser's own and that of `ws` both fit. */
export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

/** How often `bufferedAmount` is read while something waits: WebSocket has no event for it. */
const WATCH_MILLIS = 2;

/** An endpoint behind a WebSocket whose binary messages are plain bytes of the line: `ws://localhost:8080/link`. */
export function webSocketEndpoint(url: string, make: (url: string) => WebSocketLike = browserSocket): Endpoint {
  return {
    name: url,
    open: () =>
      new Promise((resolve, reject) => {
        const socket = make(url);
        socket.binaryType = 'arraybuffer';
        let transport: WebSocketTransport | null = null;
        socket.addEventListener('open', () => {
          transport = new WebSocketTransport(socket);
          resolve(transport);
        });
        const fail = (): void => {
          if (transport !== null) transport.ended();
          else reject(new DeviceMissingError(`nothing answers at ${url}; start the simulator with npm start`));
        };
        socket.addEventListener('close', fail);
        socket.addEventListener('error', fail);
      }),
  };
}

class WebSocketTransport implements Transport {
  readonly #socket: WebSocketLike;
  #listener: TransportListener | null = null;
  #watch: ReturnType<typeof setInterval> | null = null;
  #isClosing = false;
  #isOver = false;
  #closed: () => void = () => {};

  constructor(socket: WebSocketLike) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer && !this.#isOver) this.#listener?.data(new Uint8Array(data));
    });
  }

  get pending(): number {
    return this.#socket.bufferedAmount;
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
  }

  send(bytes: Uint8Array): void {
    if (this.#isOver || this.#isClosing) return;
    this.#socket.send(bytes.slice());
    if (this.#socket.bufferedAmount > 0) this.#watch ??= setInterval(() => this.#look(), WATCH_MILLIS);
  }

  close(): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    this.#isClosing = true;
    return new Promise((resolve) => {
      this.#closed = resolve;
      this.#socket.close();
    });
  }

  /** The socket is closed. */
  ended(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWatching();
    this.#closed();
    if (!this.#isClosing) this.#listener?.closed(new DeviceMissingError('the connection to the simulator was closed'));
  }

  #look(): void {
    if (this.#socket.bufferedAmount === 0) this.#stopWatching();
    this.#listener?.drained();
  }

  #stopWatching(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }
}

function browserSocket(url: string): WebSocketLike {
  const { WebSocket } = globalThis as unknown as { WebSocket: new (url: string) => WebSocketLike };
  return new WebSocket(url);
}
