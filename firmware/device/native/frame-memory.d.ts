/** Zeroed bytes outside the engine's heap, 8-aligned, that never move; undefined where memory is used up. Given back when collected. */
export function allocate(bytes: number): ArrayBuffer | undefined;
