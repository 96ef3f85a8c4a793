import type { AddressInfo } from 'node:net';
import test from 'ava';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { connect } from '../../../hosts/sdk/device.js';
import { type WebSocketLike, webSocketEndpoint } from '../../../hosts/sdk/websocket-transport.js';
import { RealTime } from '../../../simulator/clock/real-time.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import { VirtualLine } from '../../../simulator/serial/virtual-line.js';
import { DeviceRig } from '../../support/link/device-rig.js';

const nodeSocket = (url: string): WebSocketLike => new WebSocket(url) as unknown as WebSocketLike;

test('a device behind a WebSocket is greeted, fed and left like any other', async (t) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const clock = new VirtualClock();
  const rig = new DeviceRig(clock);
  const time = new RealTime(clock);
  server.on('connection', (socket) => {
    const line = new VirtualLine(clock, rig.ports[0]!, { toDevice: { bytesPerSecond: 800_000 } });
    socket.on('message', (data: RawData) => time.enter(() => line.toDevice.send(data as Buffer)));
    line.toHost.deliver = (bytes) => socket.send(bytes);
  });
  const endpoint = webSocketEndpoint(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, nodeSocket);
  const device = await connect(endpoint);
  t.is(device.info.panel, 'test-64x48');
  const region = { left: 0, top: 0, right: 64, bottom: 48 };
  const data = Uint8Array.from({ length: 64 * 48 * 2 }, (_, at) => (at * 31) & 255);
  const frame = device.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: true });
  t.deepEqual(await frame.accepted, { state: 'accepted' });
  t.deepEqual(Buffer.from(rig.handler.accepted), Buffer.from(data));
  await device.close({ keep: true });
  t.is(rig.handler.events.at(-1), 'closed bye-keep Infinity');
  time.stop();
  server.close();
});

test('a server that closes the socket is a lost device', async (t) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => socket.close());
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const error = await t.throwsAsync(connect(webSocketEndpoint(url, nodeSocket)));
  t.is(error?.name, 'DeviceLostError');
  server.close();
});

test('a place where nobody listens is an error that says what to start', async (t) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
  const error = await t.throwsAsync(connect(webSocketEndpoint(url, nodeSocket)));
  t.is(error?.name, 'DeviceMissingError');
  t.regex(error?.message ?? '', /npm start/);
});
