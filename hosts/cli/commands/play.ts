import type { Command } from 'commander';
import type { Fit, Media } from '../../node/media/media.js';
import { openMedia } from '../../node/media/open-media.js';
import { ReplacedError } from '../../sdk/errors.js';
import { play } from '../../sdk/play.js';
import type { PlayReport } from '../../sdk/play-report.js';
import { namedEndpoint, openDevice } from '../devices.js';
import { interruptSignal } from '../interrupt.js';
import { playlist } from '../playlist.js';
import { kilobytes, Terminal } from '../terminal.js';
import { readFps, readMillis, readTimes } from '../values.js';
import { fitOption, toleranceOption } from './show.js';

interface PlayFlags {
  readonly times: number;
  readonly fps?: number;
  readonly fit: Fit;
  readonly shuffle?: boolean;
  readonly every?: number;
  readonly tolerance: number;
}

/** `play`: animations, videos and pictures, one after another. */
export function addPlay(program: Command): void {
  program
    .command('play <files...>')
    .description('play animations, videos and pictures')
    .option('--times <turns>', 'how often, or "forever"', readTimes, 1)
    .option('--fps <rate>', 'frames a second, instead of their own times', readFps)
    .addOption(fitOption())
    .option('--shuffle', 'in another order each time')
    .option('--every <time>', 'how long each file stays: 30s, 5m', readMillis)
    .addOption(toleranceOption())
    .action(async (files: string[], flags: PlayFlags, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const named = namedEndpoint(command);
      const media: Media[] = [];
      for (const file of files) media.push(await openMedia(file));
      const interrupted = interruptSignal();
      const stop = new AbortController();
      interrupted.addEventListener('abort', () => stop.abort());
      const { device } = await openDevice(named, true);
      let isReplaced = false;
      device.listen({
        lost: () => terminal.note('The device is away: waiting for it to come back (Ctrl-C ends).'),
        found: () => terminal.note('The device is back.'),
        replaced: () => {
          isReplaced = true;
          stop.abort();
        },
      });
      try {
        const { width, height } = device.info;
        const shape = { width, height, fit: flags.fit, ...(flags.fps === undefined ? {} : { fps: flags.fps }) };
        const film = playlist(media, shape, {
          times: flags.times,
          isShuffled: flags.shuffle === true,
          everyMillis: flags.every,
          pictureMillis: flags.fps === undefined ? undefined : 1000 / flags.fps,
        });
        const total = countOf(media, flags);
        const report = await play(device, film, {
          tolerance: flags.tolerance,
          signal: stop.signal,
          onProgress: (soFar) => terminal.progress(total && soFar.due / total, progressWords(soFar)),
        });
        if (isReplaced) throw new ReplacedError('Another program took the device over: close it, then play again.');
        terminal.result(resultWords(report), report);
      } finally {
        terminal.clearBar();
        await device.close();
      }
    });
}

/** Pictures in all, where that is known. */
function countOf(media: readonly Media[], { times, every }: PlayFlags): number | undefined {
  if (every !== undefined || times === Number.POSITIVE_INFINITY) return undefined;
  let total = 0;
  for (const { count } of media) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total * times;
}

function progressWords({ due, dropped, lineBytes, elapsedMillis, slowBecause }: PlayReport): string {
  const perSecond = elapsedMillis === 0 ? 0 : (1000 * lineBytes) / elapsedMillis;
  return `${due} frames, ${dropped} dropped, ${kilobytes(Math.round(perSecond))}/s${slowBecause ? ` · ${slowBecause}` : ''}`;
}

function resultWords({ due, presented, dropped, lineBytes, slowBecause }: PlayReport): string {
  const sent = `${kilobytes(lineBytes)} on the line`;
  if (dropped === 0) return `${presented} of ${due} frames presented, none dropped; ${sent}.`;
  return `${presented} of ${due} frames presented, ${dropped} dropped; ${sent}.\n${slowBecause}.`;
}
