import { readFileSync } from 'node:fs';

/** One golden vector of PX565: pixels as r5g6b5 with the high byte first. */
export interface Px565Vector {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
  readonly reference: Buffer | null;
  readonly coded: Buffer;
}

interface VectorText {
  width: number;
  height: number;
  pixels: string;
  reference: string | null;
  coded: string;
}

/** The vectors in test/golden/px565-vectors.json. */
export function px565Vectors(): Px565Vector[] {
  const text = readFileSync(new URL('../golden/px565-vectors.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as VectorText[]).map(({ width, height, pixels, reference, coded }) => ({
    width,
    height,
    pixels: Buffer.from(pixels, 'hex'),
    reference: reference === null ? null : Buffer.from(reference, 'hex'),
    coded: Buffer.from(coded, 'hex'),
  }));
}
