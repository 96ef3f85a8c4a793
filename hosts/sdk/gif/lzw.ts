const mostCodes = 4096;
const slots = 16384;

/**
 * Compresses palette indexes as a GIF wants them (GIF89a, appendix F): the code size byte, then sub-blocks of at most 255
 * bytes, then an empty one. `bits` is the width of an index, 2..8.
 */
export function compressIndexes(indexes: Uint8Array, bits: number): Uint8Array {
  const out = new BlockWriter(bits, indexes.length);
  const clear = 1 << bits;
  const keys = new Int32Array(slots);
  const codes = new Uint16Array(slots);
  let next = 0;
  let width = 0;
  const restart = () => {
    keys.fill(-1);
    next = clear + 2;
    width = bits + 1;
  };
  restart();
  out.write(clear, width);
  let prefix = indexes[0] ?? 0;
  for (let at = 1; at < indexes.length; at += 1) {
    const index = indexes[at]!;
    const key = (prefix << 8) | index;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 18) & (slots - 1);
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (slots - 1);
    if (keys[slot] === key) {
      prefix = codes[slot]!;
      continue;
    }
    out.write(prefix, width);
    prefix = index;
    if (next === mostCodes) {
      out.write(clear, width);
      restart();
      continue;
    }
    keys[slot] = key;
    codes[slot] = next;
    // The reader is one entry behind: it widens only once this code is in its table.
    if (next === 1 << width) width += 1;
    next += 1;
  }
  out.write(prefix, width);
  if (next === 1 << width && width < 12) width += 1;
  out.write(clear + 1, width);
  return out.finish();
}

/** Packs codes low bit first into sub-blocks, each behind its length. */
class BlockWriter {
  #bytes: Uint8Array;
  #length = 1;
  #blockAt = 1;
  #open = 0;
  #openBits = 0;

  constructor(bits: number, indexes: number) {
    // At worst each index takes a code of 12 bits; clear codes and block lengths add less than a hundredth.
    this.#bytes = new Uint8Array(Math.ceil(indexes * 1.55) + 600);
    this.#bytes[0] = bits;
    this.#length = 2;
  }

  write(code: number, width: number): void {
    this.#open |= code << this.#openBits;
    this.#openBits += width;
    while (this.#openBits >= 8) {
      this.#push(this.#open & 0xff);
      this.#open >>>= 8;
      this.#openBits -= 8;
    }
  }

  finish(): Uint8Array {
    if (this.#openBits > 0) this.#push(this.#open);
    const length = this.#length - this.#blockAt - 1;
    this.#bytes[this.#blockAt] = length;
    if (length > 0) this.#bytes[this.#length++] = 0;
    return this.#bytes.slice(0, this.#length);
  }

  #push(byte: number): void {
    if (this.#length - this.#blockAt === 256) {
      this.#bytes[this.#blockAt] = 255;
      this.#blockAt = this.#length;
      this.#length += 1;
    }
    this.#bytes[this.#length++] = byte;
  }
}
