/** What the engine's executable adds to the language, as far as it is used here. */
declare const resetMeter: (limit: number, steps: number) => number;
