import type { Random } from '../random.js';

/** What a line does to bytes on their way; answers what comes out. May keep some back, or change `bytes` in place. */
export type Fault = (bytes: Uint8Array) => Uint8Array;

/** Turns bits over, each with probability `rate`. */
export function bitErrors(random: Random, rate: number): Fault {
  let left = random.untilNext(rate);
  return (bytes) => {
    const bits = bytes.length * 8;
    while (left < bits) {
      bytes[left >> 3]! ^= 1 << (left & 7);
      left += 1 + random.untilNext(rate);
    }
    left -= bits;
    return bytes;
  };
}

/** Loses bytes, each with probability `rate`. */
export function droppedBytes(random: Random, rate: number): Fault {
  let left = random.untilNext(rate);
  return (bytes) => {
    let kept = 0;
    for (const byte of bytes) {
      if (left > 0) {
        bytes[kept++] = byte;
        left -= 1;
      } else left = random.untilNext(rate);
    }
    return bytes.subarray(0, kept);
  };
}

/** Puts a random byte before one of the line's, with probability `rate`. */
export function insertedBytes(random: Random, rate: number): Fault {
  let left = random.untilNext(rate);
  return (bytes) => {
    if (left >= bytes.length) {
      left -= bytes.length;
      return bytes;
    }
    const out: number[] = [];
    for (const byte of bytes) {
      if (left > 0) left -= 1;
      else {
        out.push(random.below(256));
        left = random.untilNext(rate);
      }
      out.push(byte);
    }
    return Uint8Array.from(out);
  };
}

/** What happens to a whole packet. */
export type PacketFate = 'pass' | 'drop' | 'duplicate';

/** Judges whole packets (all up to and with a closing zero byte), which it keeps back until they are complete. */
export function packetFaults(fate: (packet: Uint8Array) => PacketFate): Fault {
  let open: number[] = [];
  return (bytes) => {
    const out: number[] = [];
    for (const byte of bytes) {
      open.push(byte);
      if (byte !== 0 || open.length === 1) continue;
      const what = fate(Uint8Array.from(open));
      if (what !== 'drop') out.push(...open);
      if (what === 'duplicate') out.push(...open);
      open = [];
    }
    return Uint8Array.from(out);
  };
}

/** Loses and doubles whole packets with these probabilities. */
export function randomPacketFaults(random: Random, drop: number, duplicate: number): Fault {
  return packetFaults(() => {
    const dice = random.fraction();
    if (dice < drop) return 'drop';
    return dice < drop + duplicate ? 'duplicate' : 'pass';
  });
}

/** Lets `count` bytes through and loses all that follow, as a cable does that is pulled. */
export function cutAfter(count: number): Fault {
  let left = count;
  return (bytes) => {
    const kept = bytes.subarray(0, Math.min(left, bytes.length));
    left -= kept.length;
    return kept;
  };
}
