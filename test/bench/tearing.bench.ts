import { boards } from '../../firmware/panel/boards.js';
import { tryTearing } from '../support/tear-trials.js';
import type { BenchResult } from './bench-result.js';

/** What CI holds. */
const BASELINE_PRESENTS = 100_000;

/**
 * Presents at random moments on every board with TE, oscillators within 8 %, and the same work unpaced as a control that shows
 * the detector sees tears. `--presents N` (a million where absent); a tenth as many, at most 10,000, are watched scan by scan. The
 * baseline holds the counts of 100,000, which take CI half a minute.
 */
export async function run(args: string[]): Promise<BenchResult> {
  const at = args.indexOf('--presents');
  const presents = at < 0 ? 1_000_000 : Number(args[at + 1]);
  if (!Number.isInteger(presents) || presents < 1)
    throw new RangeError('--presents takes a whole number of at least 1');
  const synchronised = boards.filter((board) => board.te);
  const paced = tryTearing(synchronised, presents, Math.min(10_000, Math.ceil(presents / 10)), 1);
  const control = Math.ceil(presents / 20);
  const unpaced = tryTearing(
    synchronised.map((board) => ({ ...board, te: false })),
    control,
    0,
    2,
    true,
  );
  const json = {
    presents: paced.presents + paced.watched,
    torn: paced.torn,
    unslotted: paced.unslotted,
    watched: paced.watched,
    disagreed: paced.disagreed,
    unsynchronised: unpaced.presents,
    unsynchronisedTorn: unpaced.torn,
  };
  return {
    tables: [
      {
        title: `Tearing, ${synchronised.length} boards with TE, random phase, oscillators within 8 %`,
        columns: ['', 'presents', 'torn', 'unslotted', 'watched', 'disagreed'],
        rows: [
          ['paced', json.presents, paced.torn, paced.unslotted, paced.watched, paced.disagreed],
          ['unsynchronised', unpaced.presents, unpaced.torn, '-', 0, 0],
        ],
      },
    ],
    json,
    counts: presents === BASELINE_PRESENTS ? json : {},
  };
}
