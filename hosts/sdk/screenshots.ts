import {
  DoneResult,
  MessageType,
  SCREENSHOT_CHANGED,
  Screenshot,
  ScreenshotData,
  ScreenshotRead,
  ScreenshotTaken,
} from '../../firmware/link/messages.js';
import { readU16, readU32, readU48, writeU16, writeU32 } from '../../firmware/link/packet.js';
import type { Connection } from './connection.js';
import type { ScreenshotPicture } from './device-types.js';
import { NotSupportedError, RequestError } from './errors.js';

/** Reads that are under way at a time. */
const PIPELINED = 3;

/** Fetches what the device's front surface holds, and keeps it, so that the next time only what changed is sent. */
export class Screenshots {
  readonly #connection: Connection;
  #pixels: Uint8Array | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** One at a time. With `changedOnly` false all is fetched, whatever is known. */
  take(changedOnly: boolean): Promise<ScreenshotPicture> {
    const taken = this.#last.then(() => this.#take(changedOnly));
    this.#last = taken.catch(() => {
      this.#pixels = null;
    });
    return taken;
  }

  async #take(changedOnly: boolean): Promise<ScreenshotPicture> {
    const isPart = changedOnly && this.#pixels !== null;
    const flags = Uint8Array.of(isPart ? SCREENSHOT_CHANGED : 0);
    const { type, payload } = await this.#connection.ask(MessageType.screenshot, flags.subarray(0, Screenshot.bytes));
    if (type !== MessageType.screenshotTaken || payload.length < ScreenshotTaken.bytes) {
      throw new NotSupportedError('this device has no memory for screenshots');
    }
    const width = readU16(payload, ScreenshotTaken.width);
    const height = readU16(payload, ScreenshotTaken.height);
    const box = {
      left: readU16(payload, ScreenshotTaken.left),
      top: readU16(payload, ScreenshotTaken.top),
      right: readU16(payload, ScreenshotTaken.right),
      bottom: readU16(payload, ScreenshotTaken.bottom),
    };
    if (box.right > width || box.bottom > height) throw new RequestError('the device’s screenshot makes no sense');
    this.#pixels ??= new Uint8Array(width * height * 2);
    const pixels = this.#pixels;
    const rowBytes = Math.max(0, box.right - box.left) * 2;
    const bytes = await this.#read(readU16(payload, ScreenshotTaken.id), rowBytes * Math.max(0, box.bottom - box.top));
    for (let row = box.top, from = 0; from < bytes.length; row++, from += rowBytes) {
      pixels.set(bytes.subarray(from, from + rowBytes), (row * width + box.left) * 2);
    }
    return { width, height, pixels, box, timeMicros: readU48(payload, ScreenshotTaken.time) };
  }

  async #read(id: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const most = this.#connection.info.largestPayload - ScreenshotData.bytes;
    let next = 0;
    const reader = async (): Promise<void> => {
      while (next < length) {
        const offset = next;
        next += most;
        await this.#readPart(id, offset, Math.min(most, length - offset), bytes);
      }
    };
    await Promise.all(Array.from({ length: PIPELINED }, reader));
    return bytes;
  }

  async #readPart(id: number, offset: number, length: number, into: Uint8Array): Promise<void> {
    const request = new Uint8Array(ScreenshotRead.bytes);
    writeU16(request, ScreenshotRead.id, id);
    writeU16(request, ScreenshotRead.length, length);
    writeU32(request, ScreenshotRead.offset, offset);
    const { type, payload } = await this.#connection.ask(MessageType.screenshotRead, request);
    const isData = type === MessageType.screenshotData && payload.length === ScreenshotData.bytes + length;
    if (!isData || readU32(payload, ScreenshotData.offset) !== offset) {
      const why =
        type === MessageType.done && payload[1] === DoneResult.gone ? 'a newer one was taken' : 'data are missing';
      throw new RequestError(`the screenshot could not be read (${why}); take it again`);
    }
    into.set(payload.subarray(ScreenshotData.bytes), offset);
  }
}
