import { Random } from '../../simulator/random.js';

/** Fills with bytes that the seed decides. */
export function fillNoise(bytes: Uint8Array, seed: number): void {
  const random = new Random(seed);
  for (let at = 0; at < bytes.length; at++) bytes[at] = random.uint32() >>> 24;
}
