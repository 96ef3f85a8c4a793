/** Bytes put one behind the other, little-endian, as docs/PACKS.md counts them. */
export class Bytes {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  u8(...values: readonly number[]): this {
    for (const value of values) this.#bytes.push(value & 0xff);
    return this;
  }

  u16(...values: readonly number[]): this {
    for (const value of values) this.u8(value, value >> 8);
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) this.u16(value, value >>> 16);
    return this;
  }

  /** Colours: the high byte first. */
  colour(...values: readonly number[]): this {
    for (const value of values) this.u8(value >> 8, value);
    return this;
  }

  zeros(count: number): this {
    for (let index = 0; index < count; index += 1) this.#bytes.push(0);
    return this;
  }

  put(bytes: Iterable<number>): this {
    for (const value of bytes) this.#bytes.push(value & 0xff);
    return this;
  }

  text(text: string): this {
    return this.put(Buffer.from(text, 'utf8'));
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
