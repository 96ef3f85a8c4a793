import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import type { Stage } from '../stage.js';

const startMillis = 2000;

/** A pty that stands for the device's serial port. */
export interface Pty {
  /** What a host opens: `/dev/pts/4`. */
  readonly path: string;
  close(): void;
}

/** Opens a pty with socat; answers null where socat is not installed or has none to give. */
export async function openPty(stage: Stage): Promise<Pty | null> {
  const socat = spawn('socat', ['-d', '-d', 'PTY,raw,echo=0', 'STDIO']);
  const path = await pathOf(socat);
  if (path === null) {
    socat.kill();
    return null;
  }
  // Without a reader of its own the pty would end with the first host that closes it.
  const held = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  let plug = attach();
  socat.stdout.on('data', (bytes: Buffer) => plug.receive(bytes));
  socat.stdin.on('error', () => {}); // socat was ended
  const stop = stage.listen({
    exchanged() {
      plug = attach();
    },
  });
  function attach() {
    const made = stage.plug({
      send: (bytes) => socat.stdin.write(bytes.slice()),
      flow: (more) => (more ? socat.stdout.resume() : socat.stdout.pause()),
      close: () => {},
    });
    made.isLasting = true;
    return made;
  }
  return {
    path,
    close() {
      stop();
      plug.unplug();
      closeSync(held);
      socat.kill();
    },
  };
}

/** socat says `N PTY is /dev/pts/4` once it is there. */
function pathOf(socat: ChildProcessWithoutNullStreams): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve(null), startMillis);
    const answer = (path: string | null) => {
      clearTimeout(timer);
      resolve(path);
    };
    socat.on('error', () => answer(null));
    socat.on('exit', () => answer(null));
    socat.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /PTY is (\S+)/.exec(said);
      if (found?.[1] !== undefined) answer(found[1]);
    });
  });
}
