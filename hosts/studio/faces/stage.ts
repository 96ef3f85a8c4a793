/** Where a face is drawn: the panel in pixels, and the part of it that no lens and no rounded corner hides. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Half-open, glass pixels. */
  readonly safe: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** A whole SVG picture of the stage's size around `body`. */
export function svgOf({ width, height }: Stage, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
}

/** A number as SVG wants it: two decimals are a fiftieth of a pixel. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Numbers 0..1 that look thrown but are the same on every machine (a linear congruence). */
export function scatter(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
