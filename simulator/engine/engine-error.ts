/** A firmware in another process has failed: its own words, or that it has gone. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
