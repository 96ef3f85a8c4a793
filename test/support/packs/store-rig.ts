import { createHash } from 'node:crypto';
import { WallClock } from '../../../firmware/compose/face/wall-clock.js';
import { CheckedKernels } from '../../../firmware/kernels/checked-kernels.js';
import { PACK_UNSIGNED, PACK_USE, PackReason, PackState } from '../../../firmware/link/pack-messages.js';
import type { PackBytes } from '../../../firmware/packs/pack-bytes.js';
import { PackStore } from '../../../firmware/packs/store/store.js';
import { EventKind } from '../../../firmware/platform/events.js';
import { type Scheduled, VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { NorFlash } from '../../../simulator/flash/nor-flash.js';
import { VirtualCrypto } from '../../../simulator/flash/virtual-crypto.js';
import { type PowerCut, VirtualFlash } from '../../../simulator/flash/virtual-flash.js';
import { loadKernelsFile } from '../../../simulator/kernels/kernels-file.js';

export const STORE_TARGET = { width: 48, height: 40, shape: 0, firmware: 0x000100 };

/** C kernels in a memory of their own would be one WebAssembly a start: all stores of a test file share this one. */
const shared = loadKernelsFile();
const kernels = new CheckedKernels(shared.kernels);

/** Frame memory that a store which is thrown away gives back. */
class Arena {
  readonly #bytes = shared.memory.allocate(64 * 1024);
  #at = 0;

  reset(): void {
    this.#bytes.fill(0);
    this.#at = 0;
  }

  allocate(bytes: number): Uint8Array {
    const part = this.#bytes.subarray(this.#at, this.#at + bytes);
    if (part.length !== bytes) throw new RangeError('the arena is used up');
    this.#at += (bytes + 7) & ~7;
    return part;
  }
}

const arena = new Arena();
const packet = shared.memory.allocate(1024);

export interface StoreRigOptions {
  readonly keys?: readonly Uint8Array[];
  readonly cut?: PowerCut;
  /** Nothing ever comes onto the glass. */
  readonly isBlind?: boolean;
}

/** A store on flash in virtual time, without a device around it. One at a time. */
export class StoreRig {
  readonly clock = new VirtualClock();
  readonly flash: VirtualFlash;
  readonly store: PackStore;
  readonly wall = new WallClock();
  /** What is shown: bytes of its pack (undefined: the built-in face), and which face. */
  shown: { file: Uint8Array | undefined; face: number } = { file: undefined, face: 0 };
  /** Everything that was shown, by the pack's first id byte and version. */
  readonly history: string[] = [];
  /** Results of changes. */
  readonly changes: boolean[] = [];
  rooms = 0;
  /** Whether what is shown is on the glass at once. */
  isSeen: boolean;
  #alarm: Scheduled | undefined;

  constructor(nor: NorFlash = new NorFlash(16 * 65_536), options: StoreRigOptions = {}) {
    arena.reset();
    this.isSeen = options.isBlind !== true;
    this.flash = new VirtualFlash(this.clock, nor);
    this.flash.cut = options.cut;
    const crypto = new VirtualCrypto(this.clock);
    const sink = {
      note: (kind: EventKind) => {
        if (kind === EventKind.flashDone) this.store.flashDone();
        else this.store.verified();
        this.#wake();
      },
      step: () => {},
    };
    this.flash.attach(sink);
    crypto.attach(sink);
    this.store = new PackStore({
      flash: this.flash,
      crypto,
      memory: arena,
      kernels,
      clock: this.wall,
      target: STORE_TARGET,
      keys: options.keys ?? [],
      show: (pack, face) => this.#show(pack, face),
      onRoom: () => {
        this.rooms += 1;
      },
      onChanged: (isKept) => this.changes.push(isKept),
      onChosen: () => {},
    });
    this.#wake();
    this.run();
  }

  get now(): number {
    return Math.ceil(this.clock.time);
  }

  /** Runs until nothing but timers of more than a second is left, or the power is gone. */
  run(millis = 2000): void {
    this.clock.runForMillis(millis);
  }

  /** Begins a transfer, sends all of it and waits for the verdict. */
  install(file: Uint8Array, flags = PACK_UNSIGNED | PACK_USE): { state: number; reason: number } {
    this.begin(file, flags);
    this.send(file);
    return this.verdict();
  }

  begin(file: Uint8Array, flags = PACK_UNSIGNED | PACK_USE): void {
    const digest = new Uint8Array(createHash('sha256').update(file).digest());
    for (let times = 0; !this.store.begin(file.length, flags, digest) && times < 100; times += 1) this.run(10);
    this.#wake();
  }

  /** Sends from where the device goes on, up to `end`, as room comes. */
  send(file: Uint8Array, end = file.length): void {
    const { transfer } = this.store.intake;
    while (transfer.state === PackState.receiving && transfer.received < end && !this.flash.isDead) {
      const count = Math.min(1000, end - transfer.received);
      if (count > transfer.room) {
        this.clock.runForMillis(1);
        continue;
      }
      this.sendPart(file, transfer.received, count);
    }
  }

  sendPart(file: Uint8Array, at: number, count: number): void {
    packet.set(file.subarray(at, at + count));
    this.store.take(at, packet, 0, count);
    this.#wake();
  }

  verdict(): { state: number; reason: number } {
    const { transfer } = this.store.intake;
    this.store.intake.end();
    this.#wake();
    for (let times = 0; times < 1000 && !this.flash.isDead; times += 1) {
      if (transfer.state !== PackState.receiving && transfer.state !== PackState.checking) break;
      this.clock.runForMillis(20);
    }
    return { state: transfer.state, reason: transfer.reason };
  }

  /** Does something with the store, and lets it step. */
  with(act: (store: PackStore) => void): void {
    act(this.store);
    this.#wake();
    this.run();
  }

  /** Sets the clock to a minute of the day. */
  setMinute(minute: number): void {
    this.wall.set(minute * 60_000, 0, this.now);
    this.with((store) => store.timeChanged(this.now));
  }

  /** The same flash after a power cut. */
  reboot(options: StoreRigOptions = {}): StoreRig {
    this.#alarm?.cancel();
    return new StoreRig(this.flash.nor.copy(), options);
  }

  #wake(): void {
    this.#alarm?.cancel();
    const { wakeAt } = this.store;
    if (wakeAt === Number.POSITIVE_INFINITY) return;
    this.#alarm = this.clock.schedule(wakeAt, () => {
      const { now } = this;
      if (this.flash.isDead) return;
      this.store.step(now);
      if (this.isSeen && this.store.chooser.awaitsShown) this.store.shown(now);
      this.#wake();
    });
  }

  #show(pack: PackBytes | undefined, face: number): void {
    const file = pack === undefined ? undefined : new Uint8Array(pack.length);
    if (file !== undefined) pack!.read(0, file, 0, file.length);
    this.shown = { file, face };
    this.history.push(file === undefined ? 'built-in' : `${file[32]}.${file[48]}/${face}`);
  }
}

export const wellDone = { state: PackState.installed, reason: PackReason.none };
