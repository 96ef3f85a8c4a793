import { FrameCoder, type Held } from './coder/frame-coder.js';
import type {
  DeviceInfo,
  FrameAccepted,
  FrameMessage,
  FrameShown,
  SendFrameOptions,
  SentFrame,
} from './device-types.js';
import type { Picture } from './picture.js';

/** What a frame stream needs of a `Device`. */
export interface FrameDevice {
  readonly info: Pick<DeviceInfo, 'width' | 'height'>;
  sendFrame(messages: readonly FrameMessage[], options: SendFrameOptions): SentFrame;
}

/** How a frame of a stream shall be sent. */
export interface PresentOptions {
  /** When the glass shall show it, on the clock of `DeviceTimers.now`; at once where absent. */
  readonly atMillis?: number;
  /** Steps a pixel may be off (0..15); the stream's own where absent. */
  readonly tolerance?: number;
}

/** A picture on its way to the glass. */
export interface PresentedFrame {
  /** Bytes of it on the line. */
  readonly lineBytes: number;
  readonly written: Promise<void>;
  readonly accepted: Promise<FrameAccepted>;
  readonly shown: Promise<FrameShown>;
}

/** A picture made ready for the line, to be sent or thrown away before anything else is prepared. */
export interface PreparedFrame {
  /** Bytes of its messages, before they are packed. */
  readonly bytes: number;
  /** Whether the device will still be able to draw it: false once its base has failed. */
  readonly isGood: boolean;
  send(atMillis?: number): PresentedFrame;
}

/** Bytes a message and its packet take besides region data, about. */
const messageBytes = 24;

interface Sent {
  readonly id: number;
  readonly held: Held;
}

/**
 * Sends pictures one after another, each as changes of the one before it. Where the device has lost that base, or a frame
 * was given up, the next one is coded against what the device accepted last, or stands alone.
 */
export class FrameStream {
  readonly #device: FrameDevice;
  readonly #coder: FrameCoder;
  readonly #tolerance: number;
  /** What the next frame is coded against: the last one sent, unless that failed. */
  #base: Sent | undefined;
  #accepted: Sent | undefined;
  /** Grows whenever frames in flight have lost their base: their failures say nothing new. */
  #chain = 0;
  #written: Promise<void> = Promise.resolve();

  constructor(device: FrameDevice, tolerance = 0) {
    this.#device = device;
    this.#coder = new FrameCoder(device.info.width, device.info.height);
    this.#tolerance = tolerance;
  }

  /** Resolves when all that was sent is handed to the port: the time for the next frame. */
  get ready(): Promise<void> {
    return this.#written;
  }

  /** Codes a picture and sends it. Throws RangeError on a picture that is not the panel's size. */
  present(picture: Picture, options: PresentOptions = {}): PresentedFrame {
    return this.prepare(picture, options.tolerance).send(options.atMillis);
  }

  /** Codes a picture without sending it yet. */
  prepare(picture: Picture, tolerance = this.#tolerance): PreparedFrame {
    const base = this.#base;
    const chain = this.#chain;
    const { key, messages, held } = this.#coder.code(base?.held, picture, tolerance);
    const bytes = messages.reduce((sum, { kind, ...rest }) => {
      return sum + messageBytes + (kind === 'region' && 'data' in rest ? rest.data.length : 0);
    }, 2 * messageBytes);
    const send = (atMillis?: number): PresentedFrame => {
      const sent = this.#device.sendFrame(messages, {
        key,
        ...(base === undefined ? {} : { base: base.id }),
        ...(atMillis === undefined ? {} : { presentAtMillis: atMillis }),
      });
      if (isGood()) this.#follow(sent, held);
      return sent;
    };
    const isGood = () => chain === this.#chain;
    return {
      bytes,
      get isGood() {
        return isGood();
      },
      send,
    };
  }

  #follow(sent: SentFrame, held: Held): void {
    const frame = { id: sent.id, held };
    const chain = this.#chain;
    this.#base = frame;
    this.#written = sent.written;
    void sent.accepted.then((outcome) => {
      if (chain !== this.#chain) return;
      if (outcome.state === 'accepted') {
        this.#accepted = frame;
        return;
      }
      this.#chain += 1;
      // What was given up leaves the device with the frame before it; after anything else it wants a key frame.
      const isGivenUp = outcome.state === 'dropped' && outcome.cause === 'abandoned';
      this.#accepted = isGivenUp ? this.#accepted : undefined;
      this.#base = this.#accepted;
    });
  }
}
