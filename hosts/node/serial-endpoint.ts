import { SerialPort } from 'serialport';
import { DeviceMissingError } from '../sdk/errors.js';
import type { Endpoint, Transport, TransportListener } from '../sdk/transport.js';
import { serialFault } from './serial-fault.js';

/** What a USB port, which has no rate, is opened with. */
const usualBaud = 115200;
/** The most payload a packet carries on a UART: a lost one costs less there. */
const uartPayload = 256;
const drainMillis = 500;

/** A serial port, or a pty. Where a rate is named it is a UART and takes small packets. */
export function serialEndpoint(path: string, baud?: number): Endpoint {
  const name = `serial:${path}${baud === undefined ? '' : `@${baud}`}`;
  const open = () => openSerial(path, baud ?? usualBaud, name);
  return baud === undefined ? { name, open } : { name, open, largestPayload: uartPayload };
}

function openSerial(path: string, baudRate: number, name: string): Promise<Transport> {
  return new Promise((resolve, reject) => {
    // Without hupcl a board that wires DTR to reset is left running when we go.
    const port = new SerialPort({ path, baudRate, autoOpen: false, hupcl: false });
    port.open((cause) => {
      if (cause) reject(new DeviceMissingError(serialFault(path, name, cause), { cause }));
      else resolve(new SerialTransport(port));
    });
  });
}

class SerialTransport implements Transport {
  readonly #port: SerialPort;
  #listener: TransportListener | undefined;
  #isClosing = false;

  constructor(port: SerialPort) {
    this.#port = port.pause();
  }

  get pending(): number {
    return this.#port.writableLength;
  }

  send(bytes: Uint8Array): void {
    if (this.#port.isOpen && !this.#isClosing) {
      this.#port.write(Buffer.from(bytes), () => this.#listener?.drained());
    }
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
    let cause: Error | undefined;
    const ended = (error?: Error | null) => {
      if (this.#listener === undefined) return;
      this.#listener = undefined;
      if (this.#port.isOpen && !this.#isClosing) this.#port.close(() => {});
      listener.closed(this.#isClosing ? undefined : (error ?? cause ?? new Error('the port is gone')));
    };
    this.#port
      .on('data', (bytes: Buffer) => listener.data(bytes))
      .on('error', (error: Error) => {
        cause = error;
        ended(error);
      })
      .on('close', ended)
      .resume();
  }

  async close(): Promise<void> {
    if (this.#isClosing || !this.#port.isOpen) return;
    await this.#drain();
    this.#isClosing = true;
    await new Promise<void>((resolve) => this.#port.close(() => resolve()));
  }

  /** Waits until what was sent is out, but not for ever: nobody may be reading at the other end. */
  #drain(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, drainMillis);
      this.#port.drain(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
