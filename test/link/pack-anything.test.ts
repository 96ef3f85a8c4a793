import test from 'ava';
import { connect } from '../../hosts/sdk/device.js';
import { Random } from '../../simulator/random.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { naivePacket, naivePackets, u16, u32 } from '../support/link/naive-packets.js';
import { settle, VirtualSocket, virtualTimers } from '../support/link/virtual-endpoint.js';
import { lineOf, PackBench, panelPack } from '../support/packs/pack-bench.js';
import { faceColour } from '../support/packs/store-pack.js';

test('messages about packs that make no sense change nothing that was installed, and the next pack is taken', async (t) => {
  const first = await PackBench.open();
  await first.settle(first.device.packs.allowUnsigned(true));
  await first.settle(first.device.packs.install(panelPack({ id: 1, faces: 2 }), { unsigned: true }));
  for (const seed of [1, 2]) {
    const bench = first.restart();
    const { clock, simulation } = bench;
    const random = new Random(seed);
    const line = new VirtualLine(clock, simulation.ports[0]!, lineOf(2_000_000));
    const heard: number[] = [];
    line.toHost.deliver = (bytes) => heard.push(...bytes);
    line.toDevice.send(naivePacket({ type: 1, payload: [...u32(seed + 1), 1, 1] }));
    clock.runForMillis(2);
    const { session } = naivePackets(Uint8Array.from(heard))[0]!;
    let request = 1;
    let sequence = 0;
    let offset = 0;
    for (let count = 0; count < 1200; count += 1) {
      const isData = random.below(3) > 0;
      const type = isData ? 0x41 : [0x40, 0x40, 0x42, 0x43, 0x44, 0x45, 0x46][random.below(7)]!;
      if (type === 0x40) offset = 0;
      let payload = wild(random, type, offset);
      if (random.below(12) === 0) payload = payload.slice(0, random.below(payload.length + 1));
      else if (isData) offset += payload.length - 4;
      line.toDevice.send(
        isData
          ? naivePacket({ class: 1, type, session, sequence: sequence++ & 0xffff, payload })
          : naivePacket({ type, session, sequence: random.below(9) === 0 ? request : ++request, payload }),
      );
      if (random.below(6) === 0) clock.runForMillis(random.below(120));
    }
    clock.runForMillis(5000);
    line.close();
    t.is(simulation.controller.link.counters.packetsBad, 0);
    t.is(simulation.controller.faults, 0);

    const socket = new VirtualSocket('again', clock, simulation.ports[1]!, lineOf(800_000));
    const options = { timers: virtualTimers(clock), random: () => random.uint32(), reconnect: false };
    const device = await settle(clock, connect(socket, options));
    await settle(clock, device.power('active'));
    const { packs } = await settle(clock, device.packs.list());
    t.deepEqual(
      packs.map(({ name, faces }) => [name, faces]),
      [['pack 1', 2]],
    );
    await settle(clock, device.packs.allowUnsigned(true));
    await settle(clock, device.packs.install(panelPack({ id: 2 + seed }), { unsigned: true }));
    clock.runForMillis(400);
    t.is(bench.colour, faceColour(2 + seed, 1, 0), `seed ${seed}`);
    await settle(clock, device.packs.pin('01'.repeat(16), 1));
    clock.runForMillis(400);
    t.is(bench.colour, faceColour(1, 1, 1), `seed ${seed}`);
    simulation.close();
  }
});

/** Bytes of about the right length, of about the right meaning; no pack's id is right but now and then. */
function wild(random: Random, type: number, offset: number): number[] {
  const bytes = (count: number): number[] => Array.from({ length: count }, () => random.below(256));
  const id = random.below(3) === 0 ? Array<number>(16).fill(1) : bytes(16);
  const length = [0, 135, 136, 5000, 70_000, 4_194_304, 4_194_305, 0xffffffff][random.below(8)]!;
  if (type === 0x40) return [...u32(length), random.below(8), 0, 0, 0, ...bytes(32)];
  if (type === 0x41)
    return [...u32(random.below(30) === 0 ? random.below(2 ** 32) : offset), ...bytes(random.below(1000))];
  if (type === 0x43) return random.below(2) === 0 ? [1, random.below(3)] : [random.below(4), 4, ...bytes(64)];
  if (type === 0x44) return [random.below(20)];
  // All but removing.
  if (type === 0x45) return [random.below(6), random.below(3), 0, 0, ...u32(random.below(100)), ...id];
  if (type === 0x46) {
    const count = random.below(18);
    return [
      count,
      0,
      0,
      0,
      ...Array.from({ length: count }, () => [...u16(random.below(1500)), 0, 0, ...id]).flat(),
    ].slice(0, 1024);
  }
  return [];
}
