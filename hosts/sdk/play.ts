import type { DeviceTimers } from './device-types.js';
import { FilmClock } from './film-clock.js';
import type { FrameDevice } from './frame-stream.js';
import type { Picture } from './picture.js';
import type { PlayReport } from './play-report.js';
import { Player } from './player.js';
import { readAhead } from './read-ahead.js';
import { systemTimers } from './timers.js';

/** A picture and how long it stays. */
export interface FilmPicture {
  readonly picture: Picture;
  readonly durationMillis: number;
}

/** How a film is played. */
export interface PlayOptions {
  /** Turns through the film; 1 where absent, `Infinity` until the signal. */
  readonly times?: number;
  /** Frames a second, instead of the pictures' own durations. */
  readonly fps?: number;
  /** Steps (0..15) a pixel may be off; a picture that stays for a second or more is made exact afterwards. */
  readonly tolerance?: number;
  /** Stop after so much of the film, even inside a turn. */
  readonly forMillis?: number;
  readonly signal?: AbortSignal;
  /** Called after each picture that was sent or left out. */
  readonly onProgress?: (report: PlayReport) => void;
  /** `setTimeout` and `performance.now` where absent; the device's own, so that present times mean the same. */
  readonly timers?: DeviceTimers;
}

/**
 * Plays a film at its own times on the device's clock. It starts when the glass has its first picture; one that would come
 * after its time is left out whole, so the film keeps its pace on any line. `film` is iterated once a turn. Resolves when
 * the last picture has had its time, or the signal stopped it; rejects only where the film itself does.
 */
export async function play(
  device: FrameDevice,
  film: AsyncIterable<FilmPicture>,
  options: PlayOptions = {},
): Promise<PlayReport> {
  const clock = new FilmClock(options.timers ?? systemTimers, options.signal);
  const player = new Player(device, clock, options.tolerance ?? 0);
  const { times = 1, fps, forMillis = Number.POSITIVE_INFINITY } = options;
  const isOver = () => clock.isStopped || player.filmMillis >= forMillis;
  for (let turn = 0; turn < times && !isOver(); turn += 1) {
    const before = player.filmMillis;
    player.countTurn();
    for await (const { picture, durationMillis } of readAhead(film)) {
      const own = fps === undefined ? durationMillis : 1000 / fps;
      await player.add(picture, Math.min(own, forMillis - player.filmMillis));
      options.onProgress?.(player.report());
      if (isOver()) break;
    }
    // A film without pictures, or whose pictures take no time, would turn for ever.
    if (player.filmMillis === before) break;
  }
  await player.finish();
  return player.report();
}
