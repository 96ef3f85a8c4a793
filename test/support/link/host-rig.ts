import type {
  DeviceInfo,
  FrameAccepted,
  FrameMessage,
  FrameShown,
  SendFrameOptions,
} from '../../../hosts/sdk/device-types.js';
import { HostLink } from '../../../hosts/sdk/link.js';
import type { Scheduled, VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import type { VirtualLine } from '../../../simulator/serial/virtual-line.js';

/** What became of a frame that a rig sent. */
export interface FrameLog {
  id: number;
  written: number | null;
  accepted: FrameAccepted | null;
  acceptedAt: number;
  shown: FrameShown | null;
  shownAt: number;
}

/** The host's end of the link in virtual time, on a virtual line. */
export class HostRig {
  readonly link: HostLink;
  info: DeviceInfo | null = null;
  openedAt = Number.NaN;
  closed: Error | null = null;
  /** Called when a frame has been handed over. */
  onWritten: (frame: FrameLog) => void = () => {};
  onSettled: (frame: FrameLog) => void = () => {};
  readonly #clock: VirtualClock;
  #alarm: Scheduled | null = null;

  constructor(clock: VirtualClock, line: VirtualLine, nonce: number, largestPayload = 1024) {
    this.#clock = clock;
    this.link = new HostLink(
      line.toDevice,
      {
        opened: (info) => {
          this.info = info;
          this.openedAt = clock.time;
        },
        closed: (cause) => {
          this.closed = cause;
        },
      },
      nonce,
      largestPayload,
    );
    line.toHost.deliver = (bytes) => this.#do((now) => this.link.receive(bytes, now));
    line.toDevice.drained = () => this.#do((now) => this.link.pump(now));
  }

  greet(): void {
    this.#do((now) => this.link.greet(now));
  }

  sendFrame(messages: readonly FrameMessage[], options: SendFrameOptions): FrameLog {
    const log: FrameLog = { id: 0, written: null, accepted: null, acceptedAt: 0, shown: null, shownAt: 0 };
    const order = { messages, key: options.key, presentAt: (options.presentAtMillis ?? 0) * 1000, options };
    this.#do((now) => {
      log.id = this.link.sendFrame(
        order,
        {
          written: () => {
            log.written = this.#clock.time;
            this.onWritten(log);
          },
          accepted: (result) => {
            log.accepted = result;
            log.acceptedAt = this.#clock.time;
          },
          shown: (result) => {
            log.shown = result;
            log.shownAt = this.#clock.time;
            this.onSettled(log);
          },
        },
        now,
      );
    });
    return log;
  }

  ask(type: number, payload: Uint8Array, end: (type: number, payload: Uint8Array | null) => void): void {
    this.#do((now) => this.link.ask(type, payload, now, end));
  }

  bye(keep: boolean, seconds = 0): void {
    this.#do((now) => this.link.bye(keep, seconds, now, () => {}));
  }

  /** The program is killed: nothing is sent or heard any more. */
  kill(line: VirtualLine): void {
    this.#alarm?.cancel();
    line.toHost.deliver = () => {};
    line.toDevice.drained = () => {};
  }

  #do(what: (now: number) => void): void {
    what(Math.ceil(this.#clock.time));
    this.#alarm?.cancel();
    const at = this.link.wakeAt;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#alarm = this.#clock.schedule(at, () => this.#do((now) => this.link.step(now)));
  }
}
