import type { WebSocket } from 'ws';
import type { LiveMessage } from './live-messages.js';

/** A viewer this far behind gets no deltas, but the whole glass once it has caught up. */
const lateBytes = 4_000_000;

/** The open `/live` sockets. */
export class Viewers {
  readonly #sockets = new Map<WebSocket, { isLate: boolean }>();

  get any(): boolean {
    return this.#sockets.size > 0;
  }

  add(socket: WebSocket): void {
    this.#sockets.set(socket, { isLate: false });
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {}); // 'close' follows
  }

  tell(message: LiveMessage): void {
    if (!this.any) return;
    const text = JSON.stringify(message);
    for (const socket of this.#sockets.keys()) socket.send(text);
  }

  /** Sends a change of the glass; `whole` makes the glass for those who missed one. */
  send(delta: Uint8Array, whole: () => Uint8Array | null): void {
    for (const [socket, viewer] of this.#sockets) {
      if (socket.bufferedAmount > lateBytes) {
        viewer.isLate = true;
        continue;
      }
      const bytes = viewer.isLate ? whole() : delta;
      viewer.isLate = false;
      if (bytes) socket.send(bytes);
    }
  }
}
