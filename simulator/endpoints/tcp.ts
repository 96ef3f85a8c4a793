import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { Stage } from '../stage.js';
import { listenFrom } from './listen-from.js';

/** Lets hosts connect over TCP, on `port` or the next free one of this machine. */
export async function openTcp(stage: Stage, port: number): Promise<{ port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    connect(stage, socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const taken = await listenFrom(server, port);
  return {
    port: taken,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function connect(stage: Stage, socket: Socket): void {
  const plug = stage.plug({
    send: (bytes) => socket.writable && socket.write(bytes.slice()),
    flow: (more) => (more ? socket.resume() : socket.pause()),
    close: () => socket.end(),
  });
  socket.on('data', (bytes) => plug.receive(bytes));
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => plug.leave());
}
