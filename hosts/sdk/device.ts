import { Brightness, Done, DoneResult, MessageType, StatisticsEntry, TimeOfDay } from '../../firmware/link/messages.js';
import { readU16, readU48, writeU16, writeU48 } from '../../firmware/link/packet.js';
import { StatisticKey } from '../../firmware/link/statistic-key.js';
import { Connection } from './connection.js';
import type {
  ConnectOptions,
  DeviceInfo,
  DeviceListener,
  FrameAccepted,
  FrameMessage,
  FrameShown,
  HostStateNote,
  PowerModeName,
  PowerState,
  ScreenshotPicture,
  SendFrameOptions,
  SentFrame,
  StatisticName,
  Statistics,
} from './device-types.js';
import { DeviceLostError, type LinkError, NotSupportedError, ReplacedError, RequestError } from './errors.js';
import { Faces } from './faces.js';
import { lineBytesOf } from './frame-packets.js';
import { Packs } from './packs.js';
import { hostStateRequest, modeRequest, readPowerState } from './power-state.js';
import { reconnect } from './reconnect.js';
import { Screenshots } from './screenshots.js';
import { systemTimers } from './timers.js';
import type { Endpoint } from './transport.js';
import { whenBack } from './when-back.js';

/**
 * Opens an endpoint and greets the device there, which is this program's from then on: whoever had it is told. Rejects with
 * a `LinkError` whose message says what to do.
 */
export async function connect(endpoint: Endpoint, options: ConnectOptions = {}): Promise<Device> {
  return new Device(endpoint, options, await Connection.open(endpoint, options));
}

/** A device that was greeted. It may go and come back (`listen`); frames sent meanwhile are dropped for the cause `lost`. */
export class Device {
  readonly #options: ConnectOptions;
  readonly #listeners = new Set<DeviceListener>();
  /** Its faces in flash: install, list, choose. */
  readonly packs: Packs;
  /** What its faces show: live fields, notifications, cards. */
  readonly faces: Faces;
  #endpoint: Endpoint;
  #connection: Connection | null;
  #screenshots: Screenshots;
  #info: DeviceInfo;
  #isClosed = false;

  /** Use `connect`. */
  constructor(endpoint: Endpoint, options: ConnectOptions, connection: Connection) {
    this.#endpoint = endpoint;
    this.#options = options;
    this.#info = connection.info;
    this.#connection = connection;
    this.#screenshots = new Screenshots(connection);
    this.faces = new Faces(() => this.#there());
    this.packs = new Packs({
      there: () => this.#there(),
      back: (millis) => this.#back(millis),
      timers: options.timers,
    });
    this.#adopt(connection);
  }

  /** What it said of itself when it was last greeted. */
  get info(): DeviceInfo {
    return this.#info;
  }

  /** Whether it is there now. */
  get isConnected(): boolean {
    return this.#connection !== null;
  }

  /** Where it is, or was last. */
  get endpoint(): Endpoint {
    return this.#endpoint;
  }

  /** Hears of losses and returns; answers a function that ends it. */
  listen(listener: DeviceListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Puts a frame on its way, after those sent before. Never throws for what the world does. */
  sendFrame(messages: readonly FrameMessage[], options: SendFrameOptions): SentFrame {
    const lineBytes = lineBytesOf(messages, this.#info.largestPayload);
    const connection = this.#connection;
    if (connection === null) return lostFrame(lineBytes);
    const written = deferred<void>();
    const accepted = deferred<FrameAccepted>();
    const shown = deferred<FrameShown>();
    const presentAt = options.presentAtMillis === undefined ? 0 : Math.round(options.presentAtMillis * 1000);
    const order = { messages, key: options.key, presentAt, options };
    const listener = { written: written.resolve, accepted: accepted.resolve, shown: shown.resolve };
    const id = connection.run((now, link) => link.sendFrame(order, listener, now));
    return { id, lineBytes, written: written.promise, accepted: accepted.promise, shown: shown.promise };
  }

  /** Gives up a frame that is not all sent yet; answers whether it could. The next delta's base is an older frame then. */
  abandonFrame(id: number): boolean {
    return this.#connection?.run((now, link) => link.abandonFrame(id, now)) ?? false;
  }

  /** The host's time (as `DeviceTimers.now`, milliseconds) of a moment in device microseconds. */
  hostMillis(deviceMicros: number): number {
    return (deviceMicros - (this.#connection?.offset ?? 0)) / 1000;
  }

  /** Sets the panel's brightness, 0..255. */
  async brightness(level: number): Promise<void> {
    if (!Number.isInteger(level) || level < 0 || level > 255)
      throw new RangeError('brightness is an integer, 0 to 255');
    const payload = new Uint8Array(Brightness.bytes);
    payload[Brightness.level] = level;
    await this.#command(MessageType.brightness, payload, 'set its brightness');
  }

  /** Tells the device the time and this computer's zone. */
  async setTime(date: Date): Promise<void> {
    const connection = this.#there();
    const payload = new Uint8Array(TimeOfDay.bytes);
    writeU48(payload, TimeOfDay.at, Math.max(1, connection.now + connection.offset));
    writeU48(payload, TimeOfDay.epochMillis, date.getTime());
    writeU16(payload, TimeOfDay.zone, -date.getTimezoneOffset());
    await this.#command(MessageType.timeOfDay, payload, 'keep the time');
  }

  /**
   * Asks how the device stands, or wishes a mode; `auto` takes the wish back. Heat, battery and posture may set a wish aside:
   * the answer says so.
   */
  async power(
    mode: PowerModeName | 'auto' | null = null,
    options: { readonly seconds?: boolean } = {},
  ): Promise<PowerState> {
    const answer = await this.#there().ask(MessageType.mode, modeRequest(mode, options.seconds ?? false));
    if (answer.type === MessageType.notSupported) throw new NotSupportedError('this device cannot be asked for a mode');
    const state = answer.type === MessageType.modeAnswer ? readPowerState(answer.payload) : null;
    if (state === null) throw new RequestError('the device would not change its mode');
    return state;
  }

  /** Tells what the host knows of battery, heat, night and time. */
  async hostState(state: HostStateNote): Promise<void> {
    const payload = hostStateRequest(state);
    if (payload !== null) await this.#command(MessageType.hostState, payload, 'take that as the state of its host');
    if (state.time !== undefined) await this.setTime(state.time);
  }

  /** Tells where the rear screen looks. */
  async posture(posture: 'unknown' | 'up' | 'down' | 'hand'): Promise<void> {
    const payload = Uint8Array.of(['unknown', 'up', 'down', 'hand'].indexOf(posture));
    await this.#command(MessageType.posture, payload, 'take a posture');
  }

  /** What the device's front surface holds. Only what changed since the last one is sent, unless `changedOnly` is false. */
  async screenshot(options: { readonly changedOnly?: boolean } = {}): Promise<ScreenshotPicture> {
    this.#there();
    return this.#screenshots.take(options.changedOnly ?? true);
  }

  /** The device's counters. */
  async statistics(): Promise<Statistics> {
    const { type, payload } = await this.#there().ask(MessageType.statistics, new Uint8Array(0));
    if (type !== MessageType.statisticsAnswer) throw new NotSupportedError('this device keeps no statistics');
    const names = new Map<number, StatisticName>();
    for (const name of Object.keys(StatisticKey) as StatisticName[]) names.set(StatisticKey[name], name);
    const found: Partial<Record<StatisticName, number>> = {};
    for (let at = 0; at + StatisticsEntry.bytes <= payload.length; at += StatisticsEntry.bytes) {
      const name = names.get(readU16(payload, at + StatisticsEntry.key));
      if (name !== undefined) found[name] = readU48(payload, at + StatisticsEntry.value);
    }
    return found;
  }

  /** Milliseconds there and back. */
  async ping(): Promise<number> {
    const connection = this.#there();
    const start = connection.now;
    await connection.ask(MessageType.ping, new Uint8Array(0));
    return (connection.now - start) / 1000;
  }

  /** Takes leave. With `keep` the picture stays, for `keepSeconds` or until something else wants the glass. */
  async close(options: { readonly keep?: boolean; readonly keepSeconds?: number } = {}): Promise<void> {
    this.#isClosed = true;
    const connection = this.#connection;
    this.#connection = null;
    await connection?.close(options.keep ?? false, options.keepSeconds ?? 0);
  }

  #there(): Connection {
    if (this.#connection === null) throw new DeviceLostError('the device is not there at the moment; plug it in again');
    return this.#connection;
  }

  #back(millis: number): Promise<void> {
    if (this.isConnected) return Promise.resolve();
    const { timers = systemTimers, reconnect } = this.#options;
    return whenBack((listener) => this.listen(listener), timers, reconnect === false ? 0 : millis);
  }

  async #command(type: number, payload: Uint8Array, what: string): Promise<void> {
    const answer = await this.#there().ask(type, payload);
    if (answer.type === MessageType.notSupported) throw new NotSupportedError(`this device cannot ${what}`);
    if (answer.type !== MessageType.done || answer.payload[Done.result] !== DoneResult.ok) {
      throw new RequestError(`the device would not ${what}`);
    }
  }

  #adopt(connection: Connection): void {
    this.#connection = connection;
    this.#info = connection.info;
    this.#screenshots = new Screenshots(connection);
    connection.onClosed = (cause) => void this.#lost(cause);
  }

  async #lost(cause: LinkError): Promise<void> {
    this.#connection = null;
    if (cause instanceof ReplacedError) {
      this.#isClosed = true;
      for (const listener of this.#listeners) listener.replaced?.();
      return;
    }
    for (const listener of this.#listeners) listener.lost?.(cause);
    if (this.#options.reconnect === false) return;
    const found = await reconnect(this.#endpoint, this.#info.deviceId, this.#options, () => this.#isClosed);
    if (found === null) return;
    this.#endpoint = found.endpoint;
    this.#adopt(found.connection);
    for (const listener of this.#listeners) listener.found?.();
  }
}

function lostFrame(lineBytes: number): SentFrame {
  const result = { state: 'dropped', cause: 'lost' } as const;
  const [accepted, shown] = [Promise.resolve(result), Promise.resolve(result)];
  return { id: 0, lineBytes, written: Promise.resolve(), accepted, shown };
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
