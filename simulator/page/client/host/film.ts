import type { Picture } from '../../../../hosts/sdk/picture.js';
import type { FilmPicture } from '../../../../hosts/sdk/play.js';
import { mediaPictureHeader } from '../../live-messages.js';

/** What a film may keep so that its next turn needs no decoding. */
const mostKeptBytes = 256_000_000;

/** Where a film is decoded and for which glass. */
export interface FilmSource {
  readonly file: File;
  readonly fit: string;
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
}

/** A file as pictures for the glass, decoded by the simulator; a short one only once. */
export class Film implements AsyncIterable<FilmPicture> {
  readonly #source: FilmSource;
  #kept: FilmPicture[] = [];
  #keptBytes = 0;
  #isWhole = false;

  constructor(source: FilmSource) {
    this.#source = source;
  }

  /** The only picture where the film is a still, else undefined. Throws an `Error` with the reason where it cannot be read. */
  async still(): Promise<Picture | undefined> {
    let count = 0;
    for await (const _ of this) if (++count === 2) return undefined;
    return this.#kept[0]?.picture;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FilmPicture> {
    if (this.#isWhole) {
      yield* this.#kept;
      return;
    }
    this.#kept = [];
    this.#keptBytes = 0;
    for await (const each of this.#decode()) {
      this.#keptBytes += each.picture.pixels.length;
      if (this.#keptBytes <= mostKeptBytes) this.#kept.push(each);
      yield each;
    }
    this.#isWhole = this.#keptBytes <= mostKeptBytes;
  }

  async *#decode(): AsyncGenerator<FilmPicture> {
    const { file, fit, width, height, signal } = this.#source;
    const query = new URLSearchParams({ fit, width: String(width), height: String(height), name: file.name });
    const answer = await fetch(`/media?${query}`, { method: 'POST', body: file, signal });
    if (!answer.ok || answer.body === null) throw new Error(await answer.text());
    const reader = new ExactReader(answer.body.getReader());
    try {
      for (;;) {
        const header = await reader.take(mediaPictureHeader);
        if (header === null) return;
        const view = new DataView(header.buffer, header.byteOffset);
        const pixels = await reader.take(view.getUint32(0, true));
        if (pixels === null) throw new Error(`${file.name} broke off in the middle.`);
        yield { picture: { width, height, pixels }, durationMillis: view.getUint32(4, true) };
      }
    } finally {
      reader.cancel();
    }
  }
}

/** Reads a stream in pieces of a wanted length. */
class ExactReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  /** Exactly so many bytes of their own; null where the stream ends before. */
  async take(length: number): Promise<Uint8Array | null> {
    const out = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      if (this.#rest.length === 0) {
        const { value } = await this.#reader.read();
        if (value === undefined) return null;
        this.#rest = value;
      }
      const part = this.#rest.subarray(0, length - filled);
      out.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return out;
  }

  cancel(): void {
    this.#reader.cancel().catch(() => {}); // it is over anyway
  }
}
