import { SerialPort } from 'serialport';
import type { Endpoint } from '../sdk/transport.js';
import { serialEndpoint } from './serial-endpoint.js';
import { tcpEndpoint } from './tcp-endpoint.js';

/** Where the simulator listens. */
export const simulatorEndpoint = tcpEndpoint('127.0.0.1', 7373);

/** Reads `tcp:HOST:PORT` or `serial:PATH[@BAUD]`. Throws SyntaxError, with a sentence, on anything else. */
export function parseEndpoint(text: string): Endpoint {
  const tcp = /^tcp:(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  if (tcp !== null) {
    const port = Number(tcp[3]);
    if (port >= 1 && port <= 65535) return tcpEndpoint((tcp[1] ?? tcp[2])!, port);
  }
  const serial = /^serial:(.+?)(?:@(\d+))?$/.exec(text);
  if (serial !== null) {
    const baud = serial[2] === undefined ? undefined : Number(serial[2]);
    if (baud === undefined || (baud >= 300 && baud <= 20_000_000)) return serialEndpoint(serial[1]!, baud);
  }
  throw new SyntaxError(`"${text}" names no device: write tcp:HOST:PORT or serial:PATH[@BAUD].`);
}

/** Where a device may be: serial ports with something on USB behind them, then the simulator's port. */
export async function findEndpoints(): Promise<Endpoint[]> {
  const ports = await SerialPort.list().catch(() => []);
  const paths = ports.filter((port) => port.vendorId !== undefined).map((port) => port.path);
  return [...paths.map((path) => serialEndpoint(path)), simulatorEndpoint];
}
