import type { ConnectOptions, DeviceInfo, DeviceTimers } from './device-types.js';
import { DeviceLostError, type LinkError, NoAnswerError } from './errors.js';
import { HostLink } from './link.js';
import type { Outgoing } from './sequence-sender.js';
import { nonceOf, systemTimers } from './timers.js';
import type { Endpoint, Transport } from './transport.js';

const PATIENCE_MILLIS = 3000;

/** One session on one open line: gives the link its bytes and its time. */
export class Connection {
  readonly info: DeviceInfo;
  readonly #link: HostLink;
  readonly #transport: Transport;
  readonly #timers: DeviceTimers;
  /** Called once when the session is over and nobody here ended it. */
  onClosed: (cause: LinkError) => void = () => {};
  #alarm: unknown = null;
  #alarmAt = Number.POSITIVE_INFINITY;
  #isOver = false;

  private constructor(transport: Transport, link: HostLink, timers: DeviceTimers, info: DeviceInfo) {
    this.#transport = transport;
    this.#link = link;
    this.#timers = timers;
    this.info = info;
  }

  /** Opens the endpoint and greets. Rejects with a `LinkError`, the line closed again. */
  static async open(endpoint: Endpoint, options: ConnectOptions): Promise<Connection> {
    const timers = options.timers ?? systemTimers;
    const transport = await endpoint.open();
    return new Promise((resolve, reject) => {
      let connection: Connection | null = null;
      const fail = (cause: LinkError): void => {
        timers.clear(alarm);
        timers.clear(repeat);
        if (connection !== null) connection.#end(cause);
        else reject(cause);
        void transport.close();
      };
      const micros = (): number => Math.floor(timers.now() * 1000);
      const opened = (info: DeviceInfo): void => {
        timers.clear(alarm);
        timers.clear(repeat);
        connection = new Connection(transport, link, timers, info);
        resolve(connection);
      };
      const most = Math.min(options.largestPayload ?? 1024, endpoint.largestPayload ?? 1024);
      const link = new HostLink(transport, { opened, closed: fail }, nonceOf(options), most);
      // Until the session is open, this short repeat does the link's steps; afterwards the connection's own alarm.
      let repeat: unknown = null;
      const step = (): void => {
        repeat = timers.set(10, step);
        if (link.wakeAt <= micros()) link.step(micros());
      };
      const alarm = timers.set(options.timeoutMillis ?? PATIENCE_MILLIS, () => {
        link.abort();
        fail(
          new NoAnswerError(
            `no device answers at ${endpoint.name}; check that it runs Verso and that the rate is right`,
          ),
        );
      });
      transport.listen({
        data(bytes) {
          if (connection === null) link.receive(bytes, micros());
          else connection.run((now) => link.receive(bytes, now));
          connection?.run(() => {});
        },
        drained() {
          connection?.run((now) => link.pump(now));
        },
        closed(cause) {
          link.abort();
          fail(new DeviceLostError(`the line to ${endpoint.name} is gone; plug the device in again`, { cause }));
        },
      });
      link.greet(micros());
      step();
    });
  }

  /** The clock of the host in microseconds, as the link knows it. */
  get now(): number {
    return Math.floor(this.#timers.now() * 1000);
  }

  /** Device time less host time, microseconds. */
  get offset(): number {
    return this.#link.clock.offset;
  }

  /** Does something with the link at this moment, and sets the alarm for what it has to do next. */
  run<T>(what: (now: number, link: HostLink) => T): T {
    try {
      return what(this.now, this.#link);
    } finally {
      this.#setAlarm();
    }
  }

  /** A request that waits for its answer. Rejects where the session ends before. */
  ask(type: number, payload: Uint8Array): Promise<{ type: number; payload: Uint8Array }> {
    return new Promise((resolve, reject) => {
      this.run((now, link) =>
        link.ask(type, payload, now, (answer, bytes) => {
          if (bytes !== null) resolve({ type: answer, payload: bytes });
          else reject(new DeviceLostError('the device did not answer; connect again'));
        }),
      );
    });
  }

  /**
   * Sends packets of class reliable; resolves when all are acknowledged, rejects where the session ends before. `progress` is
   * told how many bytes of payload are.
   */
  sendReliable(packets: Iterable<Outgoing>, progress: (bytes: number) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (isDone: boolean): void => {
        if (isDone) resolve();
        else reject(new DeviceLostError('the device went away in the middle; connect again'));
      };
      this.run((now, link) => link.sendReliable(packets, { progress, end }, now));
    });
  }

  /** Takes leave and closes the line. */
  async close(keep: boolean, keepSeconds: number): Promise<void> {
    if (this.#isOver) return;
    this.onClosed = () => {};
    await new Promise<void>((resolve) => {
      this.run((now, link) => link.bye(keep, keepSeconds, now, resolve));
    });
    this.#end(null);
    await this.#transport.close();
  }

  #end(cause: LinkError | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#timers.clear(this.#alarm);
    this.#alarmAt = Number.POSITIVE_INFINITY;
    if (cause !== null) this.onClosed(cause);
  }

  #setAlarm(): void {
    const at = this.#isOver ? Number.POSITIVE_INFINITY : this.#link.wakeAt;
    if (at === this.#alarmAt) return;
    this.#timers.clear(this.#alarm);
    this.#alarmAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#alarm = this.#timers.set(Math.max(0, Math.ceil((at - this.now) / 1000)), () => {
      this.#alarmAt = Number.POSITIVE_INFINITY;
      this.run((now, link) => link.step(now));
    });
  }
}
