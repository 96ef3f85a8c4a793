import test from 'ava';
import fc from 'fast-check';
import { Simulation } from '../../simulator/headless/simulation.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { DeskRig } from '../support/link/desk-rig.js';
import { naivePacket, naivePackets, u16, u32, u48 } from '../support/link/naive-packets.js';

const PARK = 0x03;
const PING = 0x04;
const [FRAME_BEGIN, REGION, FILL, FRAME_END] = [0x20, 0x21, 0x23, 0x24];
const WIDTH = 64;
const display = 2;

/** What comes between two packets of a region, and none of which is more of it. */
const strays = [
  'number',
  'cookie',
  'crc',
  'port',
  'echo',
  'version',
  'class',
  'repeat',
  'park',
  'ping',
  'half',
] as const;

test('a packet goes on with the open region only as the next of its class, whole, in the session and at its port', (t) => {
  const between = fc.array(fc.constantFrom(...strays), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(between, { minLength: 3, maxLength: 6 }), (turns) => {
      const rig = new DeskRig(2);
      // The other port was greeted once: what comes there is a stray, and not silence.
      rig.greet(5, 1);
      const session = rig.greet(6, 0);
      let sequence = 0;
      const packet = (type: number, payload: number[], flags: number) => ({
        ...{ type, class: display, sequence, session, payload, flags },
      });
      const send = (type: number, payload: number[], flags = 3): void => {
        rig.hear(naivePacket(packet(type, payload, flags)));
        sequence += 1;
      };
      const rows = turns.length + 2;
      const pixels = Array.from({ length: rows * WIDTH * 2 }, (_, at) => (at * 7 + (at >> 8)) & 255);
      const row = (at: number): number[] => pixels.slice(at * WIDTH * 2, (at + 1) * WIDTH * 2);
      send(FRAME_BEGIN, [...u16(1), ...u16(0), 1, 0, ...u48(0)]);
      const header = [...u16(0), ...u16(0), ...u16(WIDTH), ...u16(rows), 0, 0, ...u32(pixels.length)];
      send(REGION, [...header, ...row(0)], 2);
      turns.forEach((stray, at) => {
        for (const kind of stray) {
          const more = packet(REGION, Array<number>(WIDTH * 2).fill(0xee), 0);
          if (kind === 'number') rig.hear(naivePacket({ ...more, sequence: sequence + 1 }));
          else if (kind === 'cookie') rig.hear(naivePacket({ ...more, session: session ^ 1 }));
          else if (kind === 'port') rig.hear(naivePacket(more), 1);
          else if (kind === 'echo') rig.hear(naivePacket({ ...more, direction: 1 }));
          else if (kind === 'version') rig.hear(naivePacket({ ...more, version: 2 }));
          else if (kind === 'class') rig.hear(naivePacket({ ...more, class: 3 }));
          else if (kind === 'repeat') rig.hear(naivePacket({ ...more, sequence: sequence - 1 }));
          else if (kind === 'park') rig.hear(naivePacket({ type: PARK, session, payload: [0, 0] }));
          else if (kind === 'ping') rig.hear(naivePacket({ type: PING, session }));
          else if (kind === 'half') rig.hear(naivePacket(more).slice(0, 70));
          else {
            const bad = naivePacket(more);
            bad[20]! ^= 1;
            rig.hear(bad);
          }
          if (kind === 'park') t.false(rig.link.isStreaming);
        }
        send(REGION, row(at + 1), 0);
        t.true(rig.link.isStreaming);
      });
      send(REGION, row(rows - 1), 1);
      send(FRAME_END, [...u16(1), 0, 0, ...u32(0)]);
      t.is(rig.link.counters.framesAccepted, 1);
      t.deepEqual([...rig.handler.accepted.subarray(0, pixels.length)], pixels);
      // Two silent seconds after a packet of pixels end the session as after any other.
      rig.pass(1_999_999);
      t.true(rig.link.isOpen);
      rig.pass(1);
      t.false(rig.link.isOpen);
    }),
    { numRuns: 60 },
  );
});

const broken: readonly { what: string; more: readonly number[]; codec: number }[] = [
  { what: 'all that was missing, and yet it is not the last packet', more: Array<number>(12).fill(7), codec: 0 },
  { what: 'more than was missing', more: Array<number>(13).fill(7), codec: 0 },
  { what: 'a run beyond the region', more: [0xcf, 0xff, 0xff, 0xff], codec: 1 },
];

for (const { what, more, codec } of broken)
  test(`in the middle of a region ${what}: the frame is refused once, what it wrote is taken back, and the base stays`, (t) => {
    const simulation = new Simulation({ panel: 'st7789-240x280', seed: 3 });
    const line = new VirtualLine(simulation.clock, simulation.ports[0]!, { toDevice: { bytesPerSecond: 1e6 } });
    const heard: number[] = [];
    line.toHost.deliver = (bytes) => heard.push(...bytes);
    const say = (fields: Parameters<typeof naivePacket>[0]) => {
      line.toDevice.send(naivePacket(fields));
      simulation.clock.runForMillis(60);
      return naivePackets(Uint8Array.from(heard.splice(0)));
    };
    simulation.clock.runForMillis(1000);
    const session = say({ type: 1, payload: [...u32(77), 1, 1] }).find(({ type }) => type === 0x81)!.session;
    let sequence = 0;
    const send = (type: number, payload: readonly number[], flags = 3) => {
      sequence += 1;
      return say({ type, class: display, session, sequence: sequence - 1, payload: [...payload], flags });
    };
    const begin = (frame: number, base: number) => [...u16(frame), ...u16(base), base === 0 ? 1 : 2, 0, ...u48(0)];
    const end = (frame: number) => [...u16(frame), 0, 0, ...u32(0)];
    const fates = (packets: ReturnType<typeof say>) =>
      packets
        .filter(({ type }) => type >= 0x8c && type <= 0x8f)
        .map(({ type, payload }) => [type, ...payload.slice(0, 3)]);
    send(FRAME_BEGIN, begin(1, 0));
    send(FILL, [...u16(0), ...u16(0), ...u16(240), ...u16(280), 0x12, 0x34]);
    t.deepEqual(fates(send(FRAME_END, end(1)))[0], [0x8c, ...u16(1)]);
    simulation.clock.runForMillis(100);
    const before = simulation.glass();
    send(FRAME_BEGIN, begin(2, 1));
    // Four of sixteen bytes of 4 x 2 pixels are there; of PX565 two literals.
    const first = codec === 0 ? [1, 2, 3, 4] : [0xf9, 1, 2, 3, 4];
    const header = [...u16(8), ...u16(8), ...u16(4), ...u16(2), codec, 0, ...u32(codec === 0 ? 16 : 40)];
    t.deepEqual(fates(send(REGION, [...header, ...first], 2)), []);
    t.deepEqual(fates(send(REGION, [], 0)), []);
    t.deepEqual(fates(send(REGION, more, 0)), [[0x8e, ...u16(2), 3]]);
    t.deepEqual(fates(send(REGION, more, 0)), []);
    t.deepEqual(fates(send(FRAME_END, end(2))), []);
    send(FRAME_BEGIN, begin(3, 1));
    t.deepEqual(fates(send(FRAME_END, end(3)))[0], [0x8c, ...u16(3)]);
    simulation.clock.runForMillis(100);
    t.deepEqual(simulation.glass(), before);
    simulation.close();
  });
