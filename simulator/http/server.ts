import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { listenFrom } from '../endpoints/listen-from.js';
import { answer, HttpError } from './answer.js';

export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

export type SocketRoute = (socket: WebSocket) => void;

export interface ServerOptions {
  /** Keys are `GET /stats.json`. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Keys are paths. */
  readonly sockets: ReadonlyMap<string, SocketRoute>;
}

export interface RunningServer {
  readonly port: number;
  close(): void;
}

/** Serves on `port` or the next free one, to this machine only. */
export async function serve(port: number, { routes, sockets }: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => void handle(routes, request, response));
  const webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const accept = sockets.get(urlOf(request).pathname);
    if (accept === undefined || !isOwn(request)) socket.destroy();
    else webSockets.handleUpgrade(request, socket, head, accept);
  });
  const taken = await listenFrom(server, port);
  return {
    port: taken,
    close() {
      for (const socket of webSockets.clients) socket.terminate();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function handle(
  routes: ServerOptions['routes'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  try {
    if (!isOwn(request)) throw new HttpError(403, 'Only pages of this simulator may ask.');
    const route = routes.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`);
    if (route === undefined) throw new HttpError(404, `There is nothing at ${url.pathname}.`);
    await route(request, response, url);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else if (error instanceof HttpError) answer(response, 'text/plain; charset=utf-8', error.message, error.status);
    else {
      answer(response, 'text/plain; charset=utf-8', 'The simulator failed; its terminal says why.', 500);
      console.error(error);
    }
  }
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'http://localhost');
}

/** Another site in the same browser could reach this machine too: it has another origin, or another name for the host. */
function isOwn({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
  return isLoopback && (headers.origin === undefined || headers.origin === `http://${host}`);
}
