import { SerialPort } from 'serialport';
import type { Stage } from '../stage.js';

/** Makes a real serial device (or a pty) the device's line. Rejects with a sentence where it cannot be opened. */
export async function openSerial(stage: Stage, path: string, baudRate: number): Promise<{ close(): void }> {
  const serial = new SerialPort({ path, baudRate, autoOpen: false });
  await new Promise<void>((resolve, reject) => {
    serial.open((error) => (error ? reject(new Error(`cannot open ${path}: ${error.message}`)) : resolve()));
  });
  let plug = attach();
  serial.on('data', (bytes: Buffer) => plug.receive(bytes));
  const stop = stage.listen({
    exchanged() {
      plug = attach();
    },
  });
  function attach() {
    const made = stage.plug({
      send: (bytes) => serial.write(Buffer.from(bytes)),
      flow: (more) => (more ? serial.resume() : serial.pause()),
      close: () => {},
    });
    made.isLasting = true;
    return made;
  }
  return {
    close() {
      stop();
      plug.unplug();
      serial.close(() => {});
    },
  };
}
