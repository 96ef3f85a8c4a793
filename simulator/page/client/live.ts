import type { LiveMessage } from '../live-messages.js';

export interface LiveListener {
  message(message: LiveMessage): void;
  glass(delta: ArrayBuffer): void;
  /** Whether the simulator answers. */
  connected(yes: boolean): void;
}

const againMillis = 1000;

/** The page's ear: glass and figures. Comes back by itself when the simulator was restarted. */
export function listen(listener: LiveListener): void {
  const socket = new WebSocket(`ws://${location.host}/live`);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => listener.connected(true));
  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === 'string') listener.message(JSON.parse(data) as LiveMessage);
    else listener.glass(data);
  });
  socket.addEventListener('close', () => {
    listener.connected(false);
    setTimeout(() => listen(listener), againMillis);
  });
}
