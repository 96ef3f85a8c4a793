import { checkStructure } from '../../firmware/packs/check-structure.js';
import type { PackBytes } from '../../firmware/packs/pack-bytes.js';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import type { PackTarget } from '../../firmware/packs/reader-table.js';
import { Random } from '../../simulator/random.js';
import { packBytes, writePack } from '../support/packs/pack-writer.js';
import { samplePack } from '../support/packs/sample-pack.js';

/** Reads of 512 bytes that any file is checked with, a few times those of its length: more would be a hang. */
const MOST_READS = 60_000;
const target: PackTarget = { width: 100, height: 100, shape: 0, firmware: 0x000100 };
const whole = writePack(samplePack(target.width, target.height));
const interesting = [0, 1, 2, 7, 8, 31, 32, 33, 63, 64, 100, 101, 127, 128, 255, 256, 4095, 4096, 32767, 32768, 65535];

/** What a run of cases came to: how many had nothing wrong with them, and how many each reason. */
export interface PackFuzz {
  readonly cases: number;
  /** By number of `PackFault`. */
  readonly faults: ReadonlyMap<number, number>;
}

/** Where in the file numbers stand: head, table, manifest, and the heads of blobs. */
const places = structuredPlaces();

/** One case: what it is depends on its number alone. */
export function fuzzedPack(number: number): Uint8Array {
  const random = new Random(number);
  let file = whole.slice();
  if (random.below(50) === 0) {
    for (let at = 0; at < 4096; at += 1) if (random.below(4) === 0) file[at] = random.below(256);
    return file;
  }
  for (let times = 1 + random.below(random.below(3) === 0 ? 8 : 2); times > 0; times -= 1) {
    switch (random.below(8)) {
      case 0:
        file[random.below(file.length)]! ^= 1 << random.below(8);
        break;
      case 1:
        file = file.slice(0, random.below(file.length + 1));
        if (file.length === 0) return file;
        if (file.length >= 12 && random.below(2) === 0) new DataView(file.buffer).setUint32(8, file.length, true);
        break;
      case 2:
        swapEntries(file, random);
        break;
      default:
        mutateNumber(file, random);
    }
  }
  return file;
}

function mutateNumber(file: Uint8Array, random: Random): void {
  const at = places[random.below(places.length)]! & (random.below(4) === 0 ? ~0 : ~1);
  const value = interesting[random.below(interesting.length)]! + (random.below(4) === 0 ? random.below(65536) : 0);
  if (at + 4 > file.length) return;
  const view = new DataView(file.buffer);
  const kind = random.below(4);
  if (kind === 0) view.setUint8(at, value);
  else if (kind === 1) view.setUint16(at, value, true);
  else if (kind === 2) view.setUint32(at, value * (1 + random.below(70_000)), true);
  else view.setUint16(at, (view.getUint16(at, true) + random.below(5) - 2) & 0xffff, true);
}

/** Gives an entry another one's place, kind or size. */
function swapEntries(file: Uint8Array, random: Random): void {
  const [to, from] = [64 + 64 * random.below(7), 64 + 64 * random.below(7)];
  const [at, count] = [random.below(32), 1 + random.below(12)];
  if (Math.max(to, from) + 64 <= file.length) file.copyWithin(to + at, from + at, from + Math.min(32, at + count));
}

function structuredPlaces(): number[] {
  const view = new DataView(whole.buffer);
  const found: number[] = [];
  for (let at = 0; at < 64 + 64 * view.getUint16(12, true); at += 1) if (at < 64 || at % 64 < 32) found.push(at);
  for (let entry = 0; entry < view.getUint16(12, true); entry += 1) {
    const offset = view.getUint32(64 + 64 * entry + 8, true);
    const length = view.getUint32(64 + 64 * entry + 12, true);
    for (let at = 0; at < Math.min(length, view.getUint8(64 + 64 * entry) === 1 ? 512 : 320); at += 1)
      found.push(offset + at);
  }
  return found;
}

/** Runs cases `first` to `first + cases` through the reader; throws where one is read outside, throws or does not end. */
export function fuzzPacks(cases: number, first: number, played?: (pack: PackBytes) => void): PackFuzz {
  const faults = new Map<number, number>();
  for (let number = first; number < first + cases; number += 1) {
    const file = fuzzedPack(number);
    try {
      let reads = 0;
      const pack = packBytes(file);
      const counted: PackBytes = {
        length: pack.length,
        read(at, into, intoAt, count) {
          reads += 1;
          if (reads > MOST_READS) throw new Error('the reader does not come to an end');
          pack.read(at, into, intoAt, count);
        },
      };
      const fault = checkStructure(counted, target);
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
      if (fault === PackFault.none) played?.(pack);
    } catch (cause) {
      throw new Error(`case ${number}`, { cause });
    }
  }
  return { cases, faults };
}
