import type { WebSocket } from 'ws';
import type { Stage } from '../stage.js';

/** Lets the page be a host: plain bytes of the link, cut anywhere. */
export function connectWebSocket(stage: Stage, socket: WebSocket): void {
  socket.binaryType = 'nodebuffer';
  const plug = stage.plug({
    send: (bytes) => socket.send(bytes.slice()),
    flow: (more) => (more ? socket.resume() : socket.pause()),
    close: () => socket.close(),
  });
  socket.on('message', (bytes: Buffer, isBinary) => isBinary && plug.receive(bytes));
  socket.on('error', () => {}); // 'close' follows
  socket.on('close', () => plug.leave());
}
