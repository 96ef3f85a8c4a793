import type { Server } from 'node:net';

/** How many ports after the wanted one are tried. */
const tries = 50;

/** Listens on `port` of this machine or the next free one; answers which. 0 takes any. Nothing else can reach it. */
export async function listenFrom(server: Server, port: number): Promise<number> {
  for (let at = port; ; at += 1) {
    try {
      await listen(server, at);
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : at;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || at >= port + tries || at >= 65535) throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
