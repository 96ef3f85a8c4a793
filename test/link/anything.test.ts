import test from 'ava';
import { Simulation } from '../../simulator/headless/simulation.js';
import { Random } from '../../simulator/random.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { HostRig } from '../support/link/host-rig.js';
import { naivePacket, naivePackets, u16, u32 } from '../support/link/naive-packets.js';

const WIDTH = 240;
const HEIGHT = 280;

test('packets that check and make no sense freeze, crash and mislead nothing', (t) => {
  for (const seed of [1, 2, 3]) {
    const random = new Random(seed);
    const simulation = new Simulation({ panel: 'st7789-240x280', seed });
    const { clock } = simulation;
    const line = new VirtualLine(clock, simulation.ports[0]!, { toDevice: { bytesPerSecond: 2e6 } });
    const heard: number[] = [];
    line.toHost.deliver = (bytes) => heard.push(...bytes);
    clock.runForMillis(200);
    line.toDevice.send(naivePacket({ type: 1, payload: [...u32(seed + 1), 1, 1] }));
    clock.runForMillis(1);
    const { session } = naivePackets(Uint8Array.from(heard))[0]!;
    const next = [0, 0, 0, 0];
    for (let count = 0; count < 1500; count++) {
      const packetClass = [0, 1, 2, 2, 2, 2, 3][random.below(7)]!;
      const flags = random.below(4) === 0 ? random.below(4) : 3;
      const sequence = next[packetClass]!;
      next[packetClass] = (sequence + 1) & 0xffff;
      const type = packetClass === 2 ? 0x20 + random.below(6) : wild(random);
      line.toDevice.send(
        naivePacket({ class: packetClass, flags, type, session, sequence, payload: payload(random, type) }),
      );
      if (random.below(20) === 0) clock.runForMillis(random.below(30));
    }
    clock.runForMillis(3000);
    line.close();
    const { packetsBad, messagesRefused, framesRefused } = simulation.controller.link.counters;
    t.is(packetsBad, 0);
    t.true(messagesRefused > 100 && framesRefused > 20, `${messagesRefused} ${framesRefused}`);

    const again = new VirtualLine(clock, simulation.ports[1]!, { toDevice: { bytesPerSecond: 800_000 } });
    const host = new HostRig(clock, again, 5000 + seed);
    host.greet();
    clock.runForMillis(200);
    t.not(host.info, null);
    const data = Uint8Array.from({ length: WIDTH * HEIGHT * 2 }, () => random.below(256));
    const region = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT };
    const frame = host.sendFrame([{ kind: 'region', region, codec: 0, data }], { key: true });
    clock.runForMillis(1000);
    t.is(frame.shown?.state, 'shown', `seed ${seed}: ${JSON.stringify(frame)}`);
    const glass = simulation.glass();
    t.true(glass.every((pixel, at) => pixel === data[2 * at]! * 256 + data[2 * at + 1]!));
    simulation.close();
  }
});

/** Any type but those that end the session or the sequence on purpose. */
function wild(random: Random): number {
  const type = random.below(256);
  return type === 0x01 || type === 0x02 || type === 0x05 ? 0x04 : type;
}

/** Bytes of about the right length, of about the right meaning. */
function payload(random: Random, type: number): number[] {
  const small = (limit: number): number[] => u16(random.below(8) === 0 ? random.below(65536) : random.below(limit));
  const box = [...small(WIDTH), ...small(HEIGHT), ...small(WIDTH), ...small(HEIGHT)];
  const noise = Array.from({ length: random.below(1000) }, () => random.below(256));
  let bytes = noise;
  if (type === 0x20) bytes = [...small(9), ...small(9), random.below(4), 0, ...u32(random.below(3)), 0, 0];
  else if (type === 0x21)
    bytes = [...box, random.below(3), 0, ...u32(random.below(2) ? noise.length : random.below(1e6)), ...noise];
  else if (type === 0x22) bytes = [...box, ...small(WIDTH), ...small(HEIGHT)];
  else if (type === 0x23) bytes = [...box, ...small(65536)];
  else if (type === 0x24) bytes = [...small(9), random.below(3) === 0 ? 1 : 0, 0, ...u32(random.below(9))];
  if (random.below(10) === 0) bytes = bytes.slice(0, random.below(bytes.length + 1));
  return bytes.slice(0, 1024);
}
