import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { parseEndpoint } from '../../../hosts/node/endpoints.js';
import { serialFault } from '../../../hosts/node/serial-fault.js';
import type { Transport } from '../../../hosts/sdk/transport.js';
import { scratchFolder } from '../../support/scratch.js';
import { hasProgram } from '../../support/system-program.js';

/** All that arrives, and how the line ended. */
function listen(line: Transport): { bytes: number[]; closed: Promise<Error | undefined> } {
  const bytes: number[] = [];
  const closed = new Promise<Error | undefined>((resolve) => {
    line.listen({ data: (part) => bytes.push(...part), drained() {}, closed: resolve });
  });
  return { bytes, closed };
}

test('endpoints are read from words, and anything else is refused with a sentence', (t) => {
  t.is(parseEndpoint('tcp:127.0.0.1:7373').name, 'tcp:127.0.0.1:7373');
  t.is(parseEndpoint('tcp:[::1]:7373').name, 'tcp:[::1]:7373');
  t.is(parseEndpoint('serial:/dev/ttyACM0').name, 'serial:/dev/ttyACM0');
  t.is(parseEndpoint('serial:COM3@115200').name, 'serial:COM3@115200');
  for (const text of ['', 'tcp:', 'tcp:host', 'tcp:host:0', 'tcp:host:65536', 'serial:', 'serial:/dev/x@5', 'usb:1']) {
    t.throws(
      () => parseEndpoint(text),
      { instanceOf: SyntaxError, message: /names no device: write tcp:HOST:PORT or/ },
      text,
    );
  }
});

test('where a rate is named it is a UART, and packets are small', (t) => {
  t.is(parseEndpoint('serial:/dev/ttyUSB0@115200').largestPayload, 256);
  t.is(parseEndpoint('serial:/dev/ttyACM0').largestPayload, undefined);
});

test('a port that cannot be opened says why, and what to do', (t) => {
  const sentence = (message: string) => serialFault('/dev/ttyACM0', 'serial:/dev/ttyACM0', new Error(message));
  // As serialport words them on Linux and Windows.
  const refused = sentence('Error: Permission denied, cannot open /dev/ttyACM0');
  t.regex(refused, /^You may not open \/dev\/ttyACM0: join its group \("sudo usermod -aG dialout \$USER"/);
  t.regex(refused, /udev rule SUBSYSTEM=="tty", ATTRS\{idVendor\}=="303a", MODE="0666"/);
  t.regex(sentence('Error Resource temporarily unavailable Cannot lock port'), /in use by another program: close it/);
  t.regex(sentence('Opening COM3: Access denied'), /^You may not open/);
  t.regex(
    sentence('Error: No such file or directory, cannot open /dev/ttyACM0'),
    /^There is no port .*: plug the device in/,
  );
  t.regex(sentence('Opening COM9: File not found'), /^There is no port/);
  t.regex(sentence('Error: Inappropriate ioctl for device setting custom baud rate of 115200'), /is no serial port/);
  t.regex(sentence('Error: Input/output error'), /cannot be opened \(Error: Input\/output error\): unplug the device/);
});

test('TCP carries bytes both ways, says when they are out, and tells a cut from a farewell', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const endpoint = parseEndpoint(`tcp:127.0.0.1:${(server.address() as { port: number }).port}`);
  const meet = async (): Promise<[Transport, Socket]> => {
    const arrival = once(server, 'connection') as Promise<[Socket]>;
    const line = await endpoint.open();
    return [line, (await arrival)[0]];
  };

  const [line, far] = await meet();
  const near = listen(line);
  const sent = Uint8Array.from({ length: 100_000 }, (_, at) => at * 7);
  line.send(sent);
  sent.fill(0);
  const received: number[] = [];
  far.on('data', (part) => received.push(...part));
  far.write(Uint8Array.of(1, 2, 3));
  while (received.length < 100_000 || near.bytes.length < 3) await sleep(5);
  t.is(line.pending, 0);
  t.true(received.every((byte, at) => byte === ((at * 7) & 255)));
  t.deepEqual(near.bytes, [1, 2, 3]);
  far.destroy();
  t.true((await near.closed) instanceof Error);

  const [second, secondFar] = await meet();
  secondFar.resume();
  const quiet = listen(second);
  await second.close();
  t.is(await quiet.closed, undefined);
  await second.close();
});

test('a serial line carries bytes both ways, and a port in use says so', async (t) => {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  const folder = scratchFolder(t);
  const [a, b] = [join(folder, 'a'), join(folder, 'b')];
  const socat = spawn('socat', [`pty,raw,echo=0,link=${a}`, `pty,raw,echo=0,link=${b}`]);
  t.teardown(() => socat.kill('SIGKILL'));
  while (!existsSync(a) || !existsSync(b)) await sleep(10);
  const [near, far] = [await parseEndpoint(`serial:${a}`).open(), await parseEndpoint(`serial:${b}`).open()];
  const [nearHears, farHears] = [listen(near), listen(far)];
  near.send(Uint8Array.from({ length: 20_000 }, (_, at) => at));
  far.send(Uint8Array.of(0, 255, 17, 19, 3, 4, 10, 13));
  while (farHears.bytes.length < 20_000 || nearHears.bytes.length < 8) await sleep(5);
  t.true(farHears.bytes.every((byte, at) => byte === (at & 255)));
  t.deepEqual(nearHears.bytes, [0, 255, 17, 19, 3, 4, 10, 13]);
  const busy = await t.throwsAsync(parseEndpoint(`serial:${a}`).open(), { name: 'DeviceMissingError' });
  t.regex(busy?.message ?? '', /is in use by another program: close it/);
  await near.close();
  t.is(await nearHears.closed, undefined);
  socat.kill('SIGKILL');
  t.true((await farHears.closed) instanceof Error);
});
