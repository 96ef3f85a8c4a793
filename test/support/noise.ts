/** A seeded source of 32-bit integers (xorshift): the same numbers for the same seed everywhere. */
export function noise(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Fills with noise. */
export function fillNoise(bytes: Uint8Array, seed: number): void {
  const next = noise(seed);
  for (let at = 0; at < bytes.length; at++) bytes[at] = next() >>> 7;
}
