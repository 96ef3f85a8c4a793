import { spawn } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import test from 'ava';
import { WebSocket } from 'ws';
import { serialEndpoint } from '../../../hosts/node/serial-endpoint.js';
import { tcpEndpoint } from '../../../hosts/node/tcp-endpoint.js';
import { connect } from '../../../hosts/sdk/device.js';
import type { Picture } from '../../../hosts/sdk/picture.js';
import { show } from '../../../hosts/sdk/show.js';
import type { Endpoint } from '../../../hosts/sdk/transport.js';
import { type WebSocketLike, webSocketEndpoint } from '../../../hosts/sdk/websocket-transport.js';
import { readOptions } from '../../../simulator/options.js';
import type { RunningSimulator } from '../../../simulator/simulator.js';
import { startSimulator } from '../../../simulator/simulator.js';
import { hasProgram } from '../../support/system-program.js';
import { until } from '../../support/until.js';

const panel = 'st7789-240x280';

async function running(t: ExecutionContext, ...args: string[]): Promise<RunningSimulator> {
  const simulator = await startSimulator({ ...readOptions(['--headless', '--panel', panel, ...args]), http: 0 });
  t.teardown(() => simulator.close());
  return simulator;
}

/** Every pixel another, so that a shifted or lost one shows. */
function picture(seed: number): Picture {
  const pixels = new Uint8Array(240 * 280 * 2);
  for (let at = 0; at < 240 * 280; at += 1) {
    const value = (at * 40503 + seed * 977) & 0xffff;
    pixels[at * 2] = value >> 8;
    pixels[at * 2 + 1] = value & 0xff;
  }
  return { width: 240, height: 280, pixels };
}

function valuesOf({ pixels }: Picture): Uint16Array {
  return Uint16Array.from({ length: pixels.length / 2 }, (_, at) => (pixels[at * 2]! << 8) | pixels[at * 2 + 1]!);
}

/** Shows a picture and takes leave; the glass has it, pixel for pixel, and keeps it. */
async function showsThrough(
  t: ExecutionContext,
  { stage }: RunningSimulator,
  endpoint: Endpoint,
  seed: number,
): Promise<void> {
  const device = await connect(endpoint, { reconnect: false });
  t.is(device.info.panel, panel);
  await show(device, picture(seed));
  stage.catchUp();
  t.deepEqual(stage.simulation.glass(), valuesOf(picture(seed)));
  await device.close({ keep: true });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  stage.catchUp();
  t.deepEqual(stage.simulation.glass(), valuesOf(picture(seed)), 'the picture stays');
}

function tcpOf({ links }: RunningSimulator): Endpoint {
  return tcpEndpoint('127.0.0.1', Number(links[0]!.split(':').at(-1)));
}

test('a picture over TCP is on the glass in every pixel, and stays when the host has gone', async (t) => {
  const simulator = await running(t, '--link', 'tcp:0');
  await showsThrough(t, simulator, tcpOf(simulator), 1);
});

test('so it is over the page’s WebSocket', async (t) => {
  const simulator = await running(t, '--link', 'tcp:0');
  const url = `${simulator.url.replace('http', 'ws')}/link`;
  await showsThrough(
    t,
    simulator,
    webSocketEndpoint(url, (at) => new WebSocket(at) as unknown as WebSocketLike),
    2,
  );
});

test('so it is over the pty that the simulator opens, for one host after another', async (t) => {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  const simulator = await running(t);
  const path = simulator.links.find((link) => link.startsWith('serial:'))!.slice('serial:'.length);
  await showsThrough(t, simulator, serialEndpoint(path), 3);
  await showsThrough(t, simulator, serialEndpoint(path), 4);
});

test('so it is over a serial device that the simulator was given, also after another panel was plugged in', async (t) => {
  if (!hasProgram(t, 'socat', ['-V'])) return;
  const socat = spawn('socat', ['-d', '-d', 'PTY,raw,echo=0', 'PTY,raw,echo=0']);
  t.teardown(() => socat.kill());
  let said = '';
  socat.stderr.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await until('socat has two ptys', () => /PTY is \S+[\s\S]*PTY is \S+/.test(said));
  const [ours, theirs] = [...said.matchAll(/PTY is (\S+)/g)].map((match) => match[1]!);
  const simulator = await running(t, '--link', `serial:${ours}@115200`);
  simulator.stage.setPanel('co5300-410x502');
  simulator.stage.setPanel(panel);
  await showsThrough(t, simulator, serialEndpoint(theirs!), 5);
});

test('a second host takes the device over; the first is told, and what it sends changes nothing', async (t) => {
  const simulator = await running(t, '--link', 'tcp:0');
  const first = await connect(tcpOf(simulator), { reconnect: false });
  let replaced = 0;
  first.listen({
    replaced: () => {
      replaced += 1;
    },
  });
  await show(first, picture(6));
  const second = await connect(tcpOf(simulator), { reconnect: false });
  await show(second, picture(7));
  await until('the first is told', () => replaced === 1);
  await t.throwsAsync(show(first, picture(8)));
  simulator.stage.catchUp();
  t.deepEqual(simulator.stage.simulation.glass(), valuesOf(picture(7)));
  await Promise.all([first.close(), second.close()]);
});

test('more hosts than the device has ports: the one that was there longest makes room', async (t) => {
  const simulator = await running(t, '--link', 'tcp:0');
  const ports = simulator.stage.simulation.ports.length;
  const closed: number[] = [];
  for (let index = 0; index <= ports; index += 1) {
    const transport = await tcpOf(simulator).open();
    transport.listen({ data() {}, drained() {}, closed: () => closed.push(index) });
    t.teardown(() => transport.close());
  }
  await until('the first is closed', () => closed.length > 0);
  t.deepEqual(closed, [0]);
  const device = await connect(tcpOf(simulator), { reconnect: false });
  await show(device, picture(9));
  await device.close();
});

test('an idle simulator sleeps: no timer is set once the face is calm and nobody is connected', async (t) => {
  const { stage } = await running(t, '--link', 'tcp:0');
  // The face is calm after 30 s of its own time, dims half a minute later, and has stood long enough after another minute.
  stage.simulation.clock.runUntil(300_000_000);
  t.is(stage.simulation.clock.next, Number.POSITIVE_INFINITY);
});
