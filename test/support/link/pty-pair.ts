import { spawn } from 'node:child_process';

/** Two ptys that are the ends of one line. */
export interface PtyPair {
  readonly paths: readonly [string, string];
  close(): void;
}

/** Opens a pair with socat, which must be there. */
export function openPtyPair(): Promise<PtyPair> {
  const socat = spawn('socat', ['-d', '-d', 'PTY,raw,echo=0', 'PTY,raw,echo=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    socat.on('error', reject);
    socat.on('exit', () => reject(new Error(`socat ended: ${said}`)));
    socat.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const [first, second] = [...said.matchAll(/PTY is (\S+)/g)].map(([, path]) => path!);
      if (first !== undefined && second !== undefined) resolve({ paths: [first, second], close: () => socat.kill() });
    });
  });
}
