import { Done, DoneResult, MessageType } from '../../firmware/link/messages.js';
import {
  LEAST_ROTATION,
  PACK_UNSIGNED,
  PACK_USE,
  PackAction,
  PackBegin,
  PackReason,
  PackState,
  PackStateAnswer,
  PUBLIC_KEY_BYTES,
  Setting,
} from '../../firmware/link/pack-messages.js';
import { readU32, writeU32 } from '../../firmware/link/packet.js';
import type { Connection } from './connection.js';
import type { DeviceTimers } from './device-types.js';
import { DeviceLostError, NotSupportedError, PackError, RequestError } from './errors.js';
import { chooseRequest, readShelf, scheduleRequest } from './pack-requests.js';
import { packSentence } from './pack-sentences.js';
import type { InstalledPack, InstallOptions, PackShelf, ScheduleEntry } from './pack-types.js';
import { packDataPackets } from './reliable-stream.js';
import { sleep, systemTimers } from './timers.js';

/** How often a device is asked that reads a pack back. */
const ASK_MILLIS = 50;
const PATIENCE_MILLIS = 10_000;

/** What `Packs` needs of its device. */
export interface PackDevice {
  /** The open session. Throws `DeviceLostError` where there is none. */
  there(): Connection;
  /** Resolves when there is a session again, rejects after so long. */
  back(millis: number): Promise<void>;
  /** The system's where absent. */
  readonly timers: DeviceTimers | undefined;
}

/** The packs of a device: installing, listing, choosing. Refusals are `PackError`s whose message is a sentence. */
export class Packs {
  readonly #device: PackDevice;

  /** Use `Device.packs`. */
  constructor(device: PackDevice) {
    this.#device = device;
  }

  /**
   * Installs the file of a pack, whole or not at all; one with the same id is replaced. Goes on where a broken transfer
   * ended, in this call or an earlier one. Rejects with `PackError` where the device refuses it.
   */
  async install(file: Uint8Array, options: InstallOptions = {}): Promise<InstalledPack> {
    const begin = new Uint8Array(PackBegin.bytes);
    writeU32(begin, PackBegin.length, file.length);
    begin[PackBegin.flags] = (options.unsigned ? PACK_UNSIGNED : 0) | (options.use === false ? 0 : PACK_USE);
    begin.set(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(file))), PackBegin.digest);
    // Sectors that an older transfer left may have rotted or been overwritten: then the device forgets them, and all is sent anew.
    let canRepeat = true;
    for (;;) {
      let wasBegun = false;
      try {
        const start = await this.#state(MessageType.packBegin, begin);
        wasBegun = start.offset > 0;
        if (start.state === PackState.receiving) await this.#send(file, start.offset, options);
        if (start.state === PackState.receiving || start.state === PackState.checking) {
          await this.#check(file.length, options);
        } else expectInstalled(start.state, start.reason);
        return await this.#installed(begin);
      } catch (cause) {
        if (cause instanceof DeviceLostError) {
          await this.#device.back(options.patienceMillis ?? PATIENCE_MILLIS);
        } else if (cause instanceof PackError && cause.reason === PackReason.digest && wasBegun && canRepeat) {
          canRepeat = false;
        } else throw cause;
      }
    }
  }

  /** What is installed and what is chosen. */
  async list(): Promise<PackShelf> {
    return readShelf((payload) => this.#ask(MessageType.packList, payload));
  }

  /** Shows a face of a pack now (`null`: the built-in face); a rotation or schedule goes on from there. */
  async use(id: string | null, face = 0): Promise<void> {
    await this.#choose(id === null ? PackAction.builtIn : PackAction.use, id, { face });
  }

  /** Shows this face and no other. */
  async pin(id: string, face = 0): Promise<void> {
    await this.#choose(PackAction.pin, id, { face });
  }

  /** Shows all faces of all packs, one after the other, each for so many seconds. */
  async rotate(seconds: number): Promise<void> {
    if (!Number.isInteger(seconds) || seconds < LEAST_ROTATION || seconds > 0xffffffff)
      throw new RangeError(`a rotation takes whole seconds, at least ${LEAST_ROTATION}`);
    await this.#choose(PackAction.rotate, null, { seconds });
  }

  /** Shows each face from its minute of the day on. The device must know the time; until then the last choice stays. */
  async schedule(entries: readonly ScheduleEntry[]): Promise<void> {
    await this.#command(MessageType.packSchedule, scheduleRequest(entries));
  }

  /** Shows the next face of all. */
  async next(): Promise<void> {
    await this.#choose(PackAction.next, null);
  }

  /** Shows the face before. */
  async previous(): Promise<void> {
    await this.#choose(PackAction.previous, null);
  }

  /** Takes a pack off the device. */
  async remove(id: string): Promise<void> {
    await this.#choose(PackAction.remove, id);
  }

  /** Sets whether packs without signature may be installed by hosts that ask for it. */
  async allowUnsigned(isAllowed: boolean): Promise<void> {
    await this.#command(MessageType.settings, Uint8Array.of(Setting.allowUnsigned, isAllowed ? 1 : 0));
  }

  /** Trusts packs signed with this key: an uncompressed point of P-256, 65 bytes (04, x, y). */
  async addKey(publicKey: Uint8Array): Promise<void> {
    await this.#key(Setting.addKey, publicKey);
  }

  async removeKey(publicKey: Uint8Array): Promise<void> {
    await this.#key(Setting.removeKey, publicKey);
  }

  async #key(setting: number, publicKey: Uint8Array): Promise<void> {
    if (publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError(`a public key is ${PUBLIC_KEY_BYTES} bytes`);
    await this.#command(MessageType.settings, Uint8Array.of(setting, ...publicKey));
  }

  async #choose(action: number, id: string | null, more: { face?: number; seconds?: number } = {}): Promise<void> {
    await this.#command(MessageType.packChoose, chooseRequest(action, id, more.face ?? 0, more.seconds ?? 0));
  }

  async #send(file: Uint8Array, offset: number, { onProgress }: InstallOptions): Promise<void> {
    const total = file.length;
    onProgress?.({ stage: 'sending', bytes: offset, total });
    const connection = this.#device.there();
    const packets = packDataPackets(file, offset, connection.info.largestPayload);
    await connection.sendReliable(packets, (sent) => {
      onProgress?.({ stage: 'sending', bytes: Math.min(total, offset + sent), total });
    });
  }

  async #check(total: number, { onProgress }: InstallOptions): Promise<void> {
    for (;;) {
      const { state, reason, offset } = await this.#state(MessageType.packEnd, new Uint8Array(0));
      if (state === PackState.checking) onProgress?.({ stage: 'checking', bytes: offset, total });
      else if (state !== PackState.receiving) {
        expectInstalled(state, reason);
        onProgress?.({ stage: 'checking', bytes: total, total });
        return;
      }
      await sleep(this.#device.timers ?? systemTimers, ASK_MILLIS);
    }
  }

  /** Which pack the transfer has become: PACK_BEGIN says it again, and the list knows it by its place. */
  async #installed(begin: Uint8Array): Promise<InstalledPack> {
    const { state, reason, offset } = await this.#state(MessageType.packBegin, begin);
    expectInstalled(state, reason);
    const pack = (await this.list()).packs[offset];
    if (pack === undefined) throw new RequestError('the pack was removed by somebody else just now');
    return pack;
  }

  async #state(type: number, payload: Uint8Array): Promise<{ state: number; reason: number; offset: number }> {
    const answer = await this.#ask(type, payload);
    const bytes = answer.payload;
    if (answer.type !== MessageType.packState || bytes.length < PackStateAnswer.bytes)
      throw new RequestError('the device would not take a pack');
    return {
      state: bytes[PackStateAnswer.state]!,
      reason: bytes[PackStateAnswer.reason]!,
      offset: readU32(bytes, PackStateAnswer.offset),
    };
  }

  async #command(type: number, payload: Uint8Array): Promise<void> {
    const answer = await this.#ask(type, payload);
    const result = answer.payload[Done.result];
    if (answer.type === MessageType.done && result === DoneResult.ok) return;
    if (answer.type === MessageType.done && result === DoneResult.gone)
      throw new RequestError('the device has no such pack; `verso pack list` shows what it has');
    throw new RequestError('the device would not change its choice of packs');
  }

  async #ask(type: number, payload: Uint8Array): Promise<{ type: number; payload: Uint8Array }> {
    const answer = await this.#device.there().ask(type, payload);
    if (answer.type === MessageType.notSupported) throw new NotSupportedError('this device has no flash for packs');
    return answer;
  }
}

function expectInstalled(state: number, reason: number): void {
  if (state === PackState.installed) return;
  const why = state === PackState.none ? PackReason.noTransfer : reason;
  throw new PackError(packSentence(why), why);
}
