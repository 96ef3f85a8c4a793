import { connect, type Socket } from 'node:net';
import { DeviceMissingError } from '../sdk/errors.js';
import type { Endpoint, Transport, TransportListener } from '../sdk/transport.js';

const openMillis = 3000;
const closeMillis = 500;

/** A device, or a simulator, that listens on a TCP port. */
export function tcpEndpoint(host: string, port: number): Endpoint {
  const name = `tcp:${host.includes(':') ? `[${host}]` : host}:${port}`;
  return { name, open: () => openTcp(host, port, name) };
}

function openTcp(host: string, port: number, name: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.setTimeout(openMillis, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', (cause) => reject(new DeviceMissingError(sentenceOf(name, cause), { cause })));
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeAllListeners();
      resolve(new TcpTransport(socket));
    });
  });
}

class TcpTransport implements Transport {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket.pause();
  }

  get pending(): number {
    return this.#socket.writableLength;
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(Uint8Array.from(bytes), () => this.#listener?.drained());
  }

  #listener: TransportListener | undefined;

  listen(listener: TransportListener): void {
    this.#listener = listener;
    let cause: Error | undefined;
    this.#socket
      .on('data', (bytes) => listener.data(bytes))
      .on('error', (error) => {
        cause = error;
      })
      .on('end', () => {
        cause = new Error('the other end closed the line');
      })
      .on('close', () => {
        this.#listener = undefined;
        listener.closed(this.#isClosing ? undefined : cause);
      })
      .resume();
  }

  #isClosing = false;

  close(): Promise<void> {
    this.#isClosing = true;
    return new Promise((resolve) => {
      if (this.#socket.closed) return resolve();
      const timer = setTimeout(() => this.#socket.destroy(), closeMillis);
      this.#socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#socket.end();
    });
  }
}

function sentenceOf(name: string, cause: NodeJS.ErrnoException): string {
  switch (cause.code) {
    case 'ECONNREFUSED':
      return `Nothing listens on ${name}: start the simulator with "npm start", or name the device with --device.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${name} is not known: check its spelling.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${name} cannot be reached: check the address and the network.`;
    default:
      return `${name} cannot be opened (${cause.message}): check that the device is on.`;
  }
}
