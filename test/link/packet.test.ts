import test from 'ava';
import fc from 'fast-check';
import { PacketClass, readU48, seal, stuff, stuffedBytes, writeHeader, writeU48 } from '../../firmware/link/packet.js';
import { crc32, hostCrc32 } from '../../hosts/sdk/crc32.js';
import { PacketReader } from '../../hosts/sdk/packet-reader.js';
import { encodePacket } from '../../hosts/sdk/packet-writer.js';
import { DeskRig } from '../support/link/desk-rig.js';
import { hex, naivePacket, naivePackets, naiveStuff, naiveUnstuff } from '../support/link/naive-packets.js';

const bytes = (most: number) => fc.uint8Array({ minLength: 0, maxLength: most });
/** Bytes among which zeros and long runs without any are common. */
const lumpy = fc
  .array(
    fc.oneof(
      fc.constant(new Uint8Array([0])),
      bytes(9),
      fc.integer({ min: 250, max: 520 }).map((length) => new Uint8Array(length).fill(7)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

test('the CRC of "123456789" is CBF43926, the catalogue’s check value of CRC-32', (t) => {
  const nine = Uint8Array.from('123456789', (digit) => digit.charCodeAt(0));
  t.is(crc32(0, nine, 0, 9), 0xcbf43926);
  t.is(crc32(crc32(0, nine, 0, 4), nine, 4, 5), 0xcbf43926);
});

test('a PING is, byte by byte, what the page of the protocol says', (t) => {
  // 23: version 1 (001), to the device (0), control (00), FIRST and LAST (11). The CRC is from Python's zlib.crc32.
  const ping = encodePacket(PacketClass.control, 3, 4, 0x107, 0x1234, new Uint8Array(0));
  t.is(hex(ping), '00 0b 23 04 07 01 34 12 ca a0 fc 11 00');
});

test('zeros are stuffed as the COBS paper has it', (t) => {
  const stuffed = (...data: number[]): string => {
    const to = new Uint8Array(stuffedBytes(data.length));
    return hex(to.subarray(0, stuff(Uint8Array.from(data), 0, data.length, to, 0)));
  };
  t.is(stuffed(), '00 01 00');
  t.is(stuffed(0), '00 01 01 00');
  t.is(stuffed(0, 0), '00 01 01 01 00');
  t.is(stuffed(0x11, 0x22, 0, 0x33), '00 03 11 22 02 33 00');
  t.is(stuffed(0x11, 0, 0, 0), '00 02 11 01 01 01 00');
});

test('stuffing agrees with a naive one, is undone by a naive one, and has no zero inside', (t) => {
  fc.assert(
    fc.property(lumpy, (data) => {
      const to = new Uint8Array(stuffedBytes(data.length) + 3).fill(0xee);
      const length = stuff(data, 0, data.length, to, 2);
      t.true(length <= stuffedBytes(data.length));
      const inner = [...to.subarray(3, 2 + length - 1)];
      t.false(inner.includes(0));
      t.deepEqual(inner, naiveStuff([...data]));
      t.deepEqual(naiveUnstuff(inner), [...data]);
      t.deepEqual([to[0], to[1], to[2], to[1 + length], to[2 + length]], [0xee, 0xee, 0, 0, 0xee]);
    }),
  );
});

test('stuffing costs at most 2 % at 1,024 bytes of payload and 6 % at 256, delimiters, header and CRC included', (t) => {
  const cost = (payload: number): number => stuffedBytes(payload + 10) / payload - 1;
  t.true(cost(1024) <= 0.02, `${cost(1024)}`);
  t.true(cost(256) <= 0.06, `${cost(256)}`);
});

test('what the host writes, the device’s rules read, and the other way round', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1, 2) as fc.Arbitrary<0 | 1 | 2>,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 65535 }),
      fc.integer({ min: 0, max: 65535 }),
      bytes(1024),
      (packetClass, flags, type, sequence, session, payload) => {
        const line = encodePacket(packetClass, flags, type, sequence, session, payload);
        const fields = { version: 1, class: packetClass, flags, type, sequence, session, payload: [...payload] };
        t.deepEqual(naivePackets(line), [{ ...fields, direction: 0 }]);
        const read: object[] = [];
        const reader = new PacketReader((packet) => read.push({ ...packet, payload: [...packet.payload] }));
        reader.read(naivePacket({ ...fields, direction: 1 }));
        t.deepEqual(read, [{ type, sequence, session, payload: [...payload] }]);
      },
    ),
  );
});

test('neither receiver depends on how the bytes are cut', (t) => {
  const lines = [1, 2, 3].map((sequence) =>
    naivePacket({ type: 4, session: 9, sequence, payload: Array(sequence * 200).fill(sequence) }),
  );
  const host = [4, 5, 6].map((sequence) =>
    naivePacket({ type: 0x84, direction: 1, sequence, payload: Array(sequence * 99).fill(0) }),
  );
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 1, max: 255 })), (cuts) => {
      const rig = new DeskRig();
      for (const chunk of cut(lines, cuts)) rig.hear(chunk);
      t.is(rig.link.counters.packetsGood, 3);
      t.is(rig.link.counters.packetsBad, 0);
      const read: number[] = [];
      const reader = new PacketReader(({ sequence }) => read.push(sequence));
      for (const chunk of cut(host, cuts)) reader.read(chunk);
      t.deepEqual(read, [4, 5, 6]);
    }),
    { numRuns: 30 },
  );
});

test('noise, then a good packet, and the packet is delivered, at both ends', (t) => {
  fc.assert(
    fc.property(bytes(3000), (noise) => {
      const rig = new DeskRig();
      rig.hear(noise);
      const before = rig.link.counters.packetsGood;
      rig.hear(naivePacket({ type: 4, session: 9 }));
      t.is(rig.link.counters.packetsGood, before + 1);
      let read = 0;
      const reader = new PacketReader(() => {
        read += 1;
      });
      reader.read(noise);
      reader.read(naivePacket({ type: 0x84, direction: 1 }));
      t.is(read, 1);
    }),
    { numRuns: 50 },
  );
});

test('48-bit numbers keep every bit', (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (value) => {
      const to = new Uint8Array(8);
      writeU48(to, 1, value);
      t.is(readU48(to, 1), value);
      t.is(
        to.reduceRight((sum, byte, at) => (at >= 1 && at < 7 ? sum * 256 + byte : sum), 0),
        value,
      );
    }),
  );
});

test('a sealed packet is header, payload and CRC', (t) => {
  const packet = new Uint8Array(64);
  writeHeader(packet, 0, 0x23, 4, 0x107, 0x1234);
  t.is(seal(hostCrc32, packet, 0, 6), 10);
  t.is(hex(packet.subarray(0, 6)), '23 04 07 01 34 12');
});

function* cut(lines: readonly Uint8Array[], cuts: Iterator<number>): Generator<Uint8Array> {
  const all = Uint8Array.from(lines.flatMap((line) => [...line]));
  for (let at = 0; at < all.length; ) {
    const length = cuts.next().value as number;
    yield all.subarray(at, at + length);
    at += length;
  }
}
