/** Something that stays for a while. */
export interface Timed {
  readonly durationMillis: number;
}

/**
 * Thins a film out to at most `hz` pictures a second, its length unchanged: at each turn of that clock the picture of that
 * moment is taken. A film that is no faster keeps its own times. Durations come out as whole milliseconds that do not
 * drift, at least 1 each.
 */
export function limitRate<T extends Timed>(film: readonly T[], hz: number): T[] {
  const turn = 1000 / hz;
  // A hundredth of slack: a film of exactly this rate, told in rounded times, is not thinned.
  const isSlow = film.every(({ durationMillis }) => durationMillis >= Math.floor(0.99 * turn));
  return wholeMillis(isSlow ? film : sampled(film, turn));
}

function sampled<T extends Timed>(film: readonly T[], turn: number): T[] {
  const total = film.reduce((sum, { durationMillis }) => sum + durationMillis, 0);
  const taken: T[] = [];
  let index = 0;
  let end = film[0]?.durationMillis ?? 0;
  let last = -1;
  for (let due = 0; due < total - turn / 100; due += turn) {
    while (end <= due + turn / 100 && index + 1 < film.length) end += film[++index]!.durationMillis;
    const stays = Math.min(turn, total - due);
    const before = taken.at(-1);
    if (index === last && before !== undefined) {
      taken[taken.length - 1] = { ...before, durationMillis: before.durationMillis + stays };
    } else {
      taken.push({ ...film[index]!, durationMillis: stays });
    }
    last = index;
  }
  return taken;
}

/** The same with times in whole milliseconds: each picture's end is rounded, not its length. */
function wholeMillis<T extends Timed>(film: readonly T[]): T[] {
  let exact = 0;
  let whole = 0;
  return film.map((item) => {
    exact += item.durationMillis;
    const durationMillis = Math.max(1, Math.round(exact) - whole);
    whole += durationMillis;
    return { ...item, durationMillis };
  });
}
