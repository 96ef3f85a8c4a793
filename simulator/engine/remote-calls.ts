import type { Surface } from '../../firmware/pixels/surface.js';
import type { InputReading } from '../../firmware/platform/inputs.js';
import type { Platform } from '../../firmware/platform/platform.js';
import type { Rest } from '../../firmware/platform/power.js';
import { EngineError } from './engine-error.js';
import type { MessageReader } from './message-reader.js';
import type { MessageWriter } from './message-writer.js';
import { Ask, Call } from './messages.js';
import type { BytePipe } from './pipe.js';
import { RemoteStoreCalls } from './remote-store-calls.js';

/** Does to a platform what a firmware in another process calls for. */
export class RemoteCalls {
  readonly #platform: Platform;
  readonly #store: RemoteStoreCalls;
  readonly #reading: InputReading = { kind: 0, value: 0, when: 0 };
  readonly #windows = new Uint16Array(0x4000);
  #bytes = new Uint8Array(0);
  /** Holds of the firmware's surface what it has written last: nothing else is looked at. */
  #surface: Surface | undefined;

  constructor(platform: Platform) {
    this.#platform = platform;
    this.#store = new RemoteStoreCalls(platform);
  }

  /** Throws `RangeError` on a call that there is not. */
  obey(call: number, reader: MessageReader, writer: MessageWriter, pipe: BytePipe): void {
    const { clock, bus, power } = this.#platform;
    if (call === Call.alarm) clock.alarm(reader.number());
    else if (call === Call.command) this.#command(reader);
    else if (call === Call.write) this.#write(reader);
    else if (call === Call.awaitTe) bus.awaitTe();
    else if (call === Call.origin) bus.origin(reader.number(), reader.number());
    else if (call === Call.reset) bus.reset(reader.byte() !== 0);
    else if (call === Call.rest) power.rest(reader.byte() as Rest, reader.number());
    else if (call === Call.processorClock) power.processorClock(reader.number());
    else if (call === Call.panelRail) power.panelRail(reader.byte() !== 0);
    else if (call === Call.fault) this.#platform.fault?.(new EngineError(`On XS: ${reader.text()}`));
    else if (call >= Call.flashRead) this.#store.obey(call, reader, writer, pipe);
    else {
      writer.begin(Ask.answer);
      if (call === Call.portRead) this.#portRead(reader, writer);
      else if (call === Call.portWrite) this.#portWrite(reader, writer);
      else if (call === Call.takeInput) this.#takeInput(writer);
      else throw new RangeError(`no call ${call}`);
      writer.send(pipe);
    }
  }

  #command(reader: MessageReader): void {
    const code = reader.byte();
    const params = new Uint8Array(reader.left);
    reader.bytes(params, 0, params.length);
    this.#platform.bus.command(code, params);
  }

  #write(reader: MessageReader): void {
    const start = reader.number();
    const surface = this.#surfaceOf(reader.number(), reader.number());
    const count = reader.number();
    const windows = this.#windows;
    for (let at = 0; at < count * 4; at += 1) windows[at] = reader.number();
    for (let at = 0; at < count * 4; at += 4) {
      const left = windows[at]!;
      const rowBytes = (windows[at + 2]! - left) * 2;
      for (let y = windows[at + 1]!; y < windows[at + 3]!; y += 1)
        reader.bytes(surface.bytes, y * surface.stride + left * 2, rowBytes);
    }
    this.#platform.bus.write(windows, count, surface, start);
  }

  #surfaceOf(width: number, height: number): Surface {
    if (this.#surface?.width !== width || this.#surface.height !== height) {
      const stride = width * 2;
      this.#surface = { bytes: this.#platform.memory.allocate(stride * height), width, height, stride };
    }
    return this.#surface;
  }

  #portRead(reader: MessageReader, writer: MessageWriter): void {
    const port = this.#platform.ports[reader.number()];
    const most = reader.number();
    if (this.#bytes.length !== most) this.#bytes = new Uint8Array(most);
    const length = port?.read(this.#bytes) ?? 0;
    writer.bytes(this.#bytes, 0, length);
  }

  #portWrite(reader: MessageReader, writer: MessageWriter): void {
    const port = this.#platform.ports[reader.number()];
    const bytes = new Uint8Array(reader.left);
    reader.bytes(bytes, 0, bytes.length);
    writer.number(port?.write(bytes, 0, bytes.length) ?? 0);
  }

  #takeInput(writer: MessageWriter): void {
    const reading = this.#reading;
    if (!this.#platform.inputs.take(reading)) return;
    writer.number(reading.kind);
    writer.number(reading.value);
    writer.number(reading.when);
  }
}
