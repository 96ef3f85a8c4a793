import type { BytePort } from '../../firmware/platform/byte-port.js';
import { EventKind, type EventSink } from '../../firmware/platform/events.js';
import type { Inputs } from '../../firmware/platform/inputs.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { TranscribingBus } from './transcribing-bus.js';
import { transcribingCrypto, transcribingFlash } from './transcribing-flash.js';
import { transcribingPower } from './transcribing-power.js';
import {
  eventNames,
  type Transcript,
  type TranscriptInput,
  type TranscriptOutput,
  toHex,
  writePower,
} from './transcript.js';

/** Stands between a firmware and its platform and writes down all that crosses, in both directions. */
export class Recorder {
  readonly #inputs: TranscriptInput[] = [];
  readonly #outputs: TranscriptOutput[] = [];
  #platform: Platform | undefined;

  /** The platform to hand to the firmware instead of `platform`. */
  wrap(platform: Platform): Platform {
    this.#platform = platform;
    const now = (): number => platform.clock.now();
    const { flash, crypto, kernels } = platform;
    return {
      ...platform,
      ...(flash && { flash: transcribingFlash(flash, kernels, now, this.#outputs) }),
      ...(crypto && { crypto: transcribingCrypto(crypto, now, this.#inputs) }),
      bus: new TranscribingBus(platform.bus, platform.kernels, now, this.#outputs),
      ports: platform.ports.map((port, index) => this.#port(port, index, now)),
      inputs: this.#takingDown(platform.inputs, now),
      power: transcribingPower(platform.power, now, this.#outputs),
      attach: (sink) => platform.attach(this.#sink(sink)),
    };
  }

  /** What was written down so far. */
  transcript(): Transcript {
    const platform = this.#platform;
    if (platform === undefined) throw new Error('nothing was recorded');
    const { board, deviceId, address, ports, clock } = platform;
    return {
      header: {
        format: 'transcript-v1',
        panel: board.panel,
        board: board.name,
        ports: ports.length,
        deviceId: toHex(deviceId, 0, deviceId.length),
        address,
        until: clock.now(),
        power: writePower(platform.power.facts),
        ...(platform.flash && { flash: platform.flash.bytes }),
      },
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
  }

  #sink(sink: EventSink): EventSink {
    return {
      note: (kind, when) => {
        // What a port or a sensor has is written down when it is read.
        if (kind === EventKind.verified)
          this.#inputs.push([when, 'verified', this.#platform?.crypto?.isGenuine === true]);
        else if (kind !== EventKind.readable && kind !== EventKind.input) this.#inputs.push([when, eventNames[kind]]);
        sink.note(kind, when);
      },
      step: (now) => sink.step(now),
    };
  }

  #takingDown(inputs: Inputs, now: () => number): Inputs {
    return {
      take: (into) => {
        const taken = inputs.take(into);
        if (taken) this.#inputs.push([now(), 'input', into.kind, into.value, into.when]);
        return taken;
      },
    };
  }

  #port(port: BytePort, index: number, now: () => number): BytePort {
    let writes = 0;
    return {
      read: (into) => {
        const length = port.read(into);
        if (length > 0) this.#inputs.push([now(), 'bytes', index, toHex(into, 0, length)]);
        return length;
      },
      write: (from, at, length) => {
        const taken = port.write(from, at, length);
        if (taken < length) this.#inputs.push([now(), 'took', index, writes, taken]);
        if (taken > 0) this.#outputs.push([now(), 'sent', index, toHex(from, at, taken)]);
        writes += 1;
        return taken;
      },
    };
  }
}
