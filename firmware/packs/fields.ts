/** Bytes of text a field holds. */
export const FIELD_BYTES = 96;
/** Fields there are: by number of `SceneSource`. */
export const FIELD_COUNT = 16;
/** As a level: none was told. */
export const NO_LEVEL = -1;

const NEVER = Number.POSITIVE_INFINITY;

/** What hosts told the face to show: for each source a text and a level, until their time is over. Allocates only when made. */
export class Fields {
  readonly #texts = new Uint8Array(FIELD_COUNT * FIELD_BYTES);
  readonly #lengths = new Uint8Array(FIELD_COUNT);
  readonly #levels = new Int32Array(FIELD_COUNT).fill(NO_LEVEL);
  readonly #expire = new Float64Array(FIELD_COUNT).fill(NEVER);
  /** Called after each change. */
  onChanged: () => void = () => {};

  /**
   * Takes `length` bytes of UTF-8 and a level (a count, or thousandths; `NO_LEVEL` for none), good until `expiresAt`
   * (microseconds; `Infinity` for ever). Answers false, and changes nothing, for what is no source or too long.
   */
  set(source: number, bytes: Uint8Array, at: number, length: number, level: number, expiresAt: number): boolean {
    if (source <= 0 || source >= FIELD_COUNT || length > FIELD_BYTES || at + length > bytes.length) return false;
    for (let index = 0; index < length; index += 1) this.#texts[source * FIELD_BYTES + index] = bytes[at + index]!;
    this.#lengths[source] = length;
    this.#levels[source] = level;
    this.#expire[source] = expiresAt;
    this.onChanged();
    return true;
  }

  /** Whether a host told something of it that is not taken back; it may be stale. */
  isTold(source: number): boolean {
    return this.#lengths[source]! > 0 || this.#levels[source]! > NO_LEVEL;
  }

  isFresh(source: number, now: number): boolean {
    return this.isTold(source) && now < this.#expire[source]!;
  }

  /** When it goes stale; `Infinity` where it is stale already or never will be. */
  staleAt(source: number, now: number): number {
    const at = this.#expire[source]!;
    return at > now ? at : NEVER;
  }

  /** Of the text, bytes. */
  length(source: number): number {
    return this.#lengths[source]!;
  }

  byte(source: number, index: number): number {
    return this.#texts[source * FIELD_BYTES + index]!;
  }

  level(source: number): number {
    return this.#levels[source]!;
  }
}
