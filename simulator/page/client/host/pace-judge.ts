import type { FilmPicture } from '../../../../hosts/sdk/play.js';
import type { PlayReport } from '../../../../hosts/sdk/play-report.js';

/** How often it is judged whether a film keeps its pace. */
const judgeMillis = 1500;
/** Below this share of the wanted pictures something is slow. */
const enough = 0.85;

/** Judges a film that may play for hours by its last moments. */
export class PaceJudge {
  #at = 0;
  #presented = 0;
  #pictures = 0;
  #filmMillis = 0;

  /** The film, its pictures counted as they pass. */
  async *watch(film: AsyncIterable<FilmPicture>): AsyncGenerator<FilmPicture> {
    for await (const each of film) {
      this.#pictures += 1;
      this.#filmMillis += each.durationMillis;
      yield each;
    }
  }

  /** Answers a sentence where it is slow, null where it is not, undefined where it is too early to say. */
  judge({ elapsedMillis, presented, slowBecause }: PlayReport): string | null | undefined {
    const elapsed = elapsedMillis - this.#at;
    if (elapsed < judgeMillis) return undefined;
    const wanted = (this.#pictures * 1000) / this.#filmMillis;
    const got = ((presented - this.#presented) * 1000) / elapsed;
    this.#at = elapsedMillis;
    this.#presented = presented;
    const reason = slowBecause?.slice(slowBecause.indexOf(': ') + 2);
    if (reason === undefined || got >= wanted * enough) return null;
    return `${round(got)} of ${round(wanted)} frames/s: ${reason}.`;
  }
}

function round(rate: number): string {
  return rate < 9.95 ? rate.toFixed(1) : rate.toFixed(0);
}
