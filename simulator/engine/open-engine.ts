import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from './engine-error.js';
import type { EngineProcess } from './remote-firmware.js';

/**
 * Starts an executable that serves a firmware on two named pipes, its third and fourth file, as nothing else that Node
 * offers can be waited for: a simulated world does not go on before its firmware has answered. `options` are the
 * executable's own, as `--heap`.
 */
export function openEngine(
  executable: string,
  options: readonly string[] = [],
  words: readonly string[] = [],
): EngineProcess {
  const folder = mkdtempSync(join(tmpdir(), 'verso-engine-'));
  const opened: number[] = [];
  try {
    const [asks, calls] = [join(folder, 'asks'), join(folder, 'calls')];
    execFileSync('mkfifo', [asks, calls]);
    // Opened for both directions a pipe does not wait for its other end.
    const open = (path: string, flags: number): number => {
      const file = openSync(path, flags);
      opened.push(file);
      return file;
    };
    for (const pipe of [asks, calls]) open(pipe, constants.O_RDWR);
    const theirs = [open(asks, constants.O_RDONLY), open(calls, constants.O_WRONLY)] as const;
    const ours = [openSync(asks, constants.O_WRONLY), openSync(calls, constants.O_RDONLY)] as const;
    const child = spawn(executable, [...options, 'serve', ...words], {
      stdio: ['ignore', process.stderr, 'inherit', ...theirs],
    });
    // What becomes of the process is seen at its pipe.
    child.on('error', () => {});
    child.unref();
    return pipesTo(ours);
  } finally {
    for (const file of opened) closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

function pipesTo([toThem, fromThem]: readonly [number, number]): EngineProcess {
  let isOpen = true;
  return {
    read(into, at, length) {
      for (let got = 0; got < length; ) {
        const more = readSync(fromThem, into, at + got, length - got, null);
        if (more === 0) return false;
        got += more;
      }
      return true;
    },
    write(from, at, length) {
      try {
        for (let put = 0; put < length; ) put += writeSync(toThem, from, at + put, length - put);
      } catch (error) {
        throw new EngineError('The engine has stopped.', { cause: error });
      }
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(toThem);
      closeSync(fromThem);
    },
  };
}
