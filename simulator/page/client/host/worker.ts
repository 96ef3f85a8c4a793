import { connect, type Device } from '../../../../hosts/sdk/device.js';
import { type FilmPicture, play } from '../../../../hosts/sdk/play.js';
import { show } from '../../../../hosts/sdk/show.js';
import { webSocketEndpoint } from '../../../../hosts/sdk/websocket-transport.js';
import { samples } from '../samples/samples.js';
import { Film } from './film.js';
import type { HostWish, HostWord } from './host-messages.js';
import { doPacks } from './pack-deeds.js';
import { playSample } from './sample-player.js';

/** The page as a host: it greets only to send, and says BYE keep when it has. */

/** A film that has dropped nothing for so long is no longer called slow. */
const calmMillis = 3000;

type Work = (device: Device, signal: AbortSignal) => Promise<void>;

let stopping = new AbortController();
let running: Promise<void> = Promise.resolve();
let lineRate = 0;

addEventListener('message', ({ data: wish }: MessageEvent<HostWish>) => {
  if (wish.kind === 'line') {
    lineRate = wish.rate;
    return;
  }
  stopping.abort();
  stopping = new AbortController();
  const { signal } = stopping;
  running = running.then(() => obey(wish, signal));
});

function tell(word: HostWord): void {
  postMessage(word);
}

function say(sentence: string | null): void {
  tell({ kind: 'say', sentence });
}

async function obey(wish: Exclude<HostWish, { kind: 'line' }>, signal: AbortSignal): Promise<void> {
  if (wish.kind === 'stop' || signal.aborted) return;
  if (wish.kind === 'packs') {
    await doPacks(wish, (work) => withDevice(work, signal), tell);
    return;
  }
  try {
    const [id, work] = wish.kind === 'sample' ? sampleWork(wish) : ['media', await mediaWork(wish, signal)];
    if (signal.aborted) return;
    say(null);
    tell({ kind: 'playing', id });
    await withDevice(work, signal);
    say(null);
  } catch (error) {
    if (!signal.aborted) say(error instanceof Error ? error.message : String(error));
  } finally {
    tell({ kind: 'playing', id: null });
  }
}

async function withDevice(work: Work, signal: AbortSignal): Promise<void> {
  const device = await connect(webSocketEndpoint(`ws://${location.host}/link`), {
    reconnect: false,
  });
  const gone = new AbortController();
  device.listen({ lost: () => gone.abort(), replaced: () => gone.abort() });
  try {
    await device.setTime(new Date());
    await work(device, AbortSignal.any([signal, gone.signal]));
  } finally {
    await device.close({ keep: true });
  }
}

function sampleWork({ id, tolerance, device: facts }: HostWish & { kind: 'sample' }): [string, Work] {
  const sample = samples.find((each) => each.id === id);
  if (sample === undefined) throw new RangeError(`no sample "${id}"`);
  return [
    id,
    (device, signal) => playSample(sample, { device, facts, tolerance, lineRate: () => lineRate, signal, say }),
  ];
}

/** Reads the file first: what cannot be shown is refused before the device is greeted. */
async function mediaWork(
  { file, fit, tolerance, device: facts }: HostWish & { kind: 'media' },
  signal: AbortSignal,
): Promise<Work> {
  const film = new Film({ file, fit, width: facts.width, height: facts.height, signal });
  const still = await film.still();
  return still === undefined
    ? (device, stop) => playFilm(device, film, tolerance, stop)
    : (device) => show(device, still, { tolerance });
}

async function playFilm(
  device: Device,
  film: AsyncIterable<FilmPicture>,
  tolerance: number,
  signal: AbortSignal,
): Promise<void> {
  let dropped = 0;
  let saidAt = 0;
  await play(device, film, {
    times: Number.POSITIVE_INFINITY,
    tolerance,
    signal,
    onProgress(report) {
      if (report.dropped > dropped) {
        saidAt = report.elapsedMillis;
        say(report.slowBecause ?? null);
      } else if (report.elapsedMillis > saidAt + calmMillis) say(null);
      dropped = report.dropped;
    },
  });
}
