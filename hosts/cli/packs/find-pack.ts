import type { InstalledPack } from '../../sdk/pack-types.js';
import { UsageError } from '../failures.js';

/** The installed pack that a person means: by its name, or the beginning of its id or name. Throws UsageError. */
export function findPack(packs: readonly InstalledPack[], wanted: string): InstalledPack {
  const small = wanted.toLowerCase();
  const exact = packs.filter(({ id, name }) => id === small || name.toLowerCase() === small);
  const found =
    exact.length > 0
      ? exact
      : packs.filter(({ id, name }) => id.startsWith(small) || name.toLowerCase().startsWith(small));
  const [first] = found;
  if (first === undefined) {
    const known = packs.map(({ name }) => `"${name}"`).join(', ') || 'none yet';
    throw new UsageError(`No pack "${wanted}" is installed (there are: ${known}).`);
  }
  if (found.length === 1) return first;
  throw new UsageError(
    `"${wanted}" may be several packs: name one by its id (${found.map(({ id }) => id.slice(0, 8)).join(', ')}).`,
  );
}
