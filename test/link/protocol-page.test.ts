import { readFileSync } from 'node:fs';
import test from 'ava';
import { GlassShape, MessageType } from '../../firmware/link/messages.js';
import { StatisticKey } from '../../firmware/link/statistic-key.js';
import { DeskRig } from '../support/link/desk-rig.js';
import { testInfo } from '../support/link/device-rig.js';
import { hex, naivePackets, unhex } from '../support/link/naive-packets.js';

const page = readFileSync(new URL('../../docs/PROTOCOL.md', import.meta.url), 'utf8');

interface Line {
  readonly from: '>' | '<';
  readonly time: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The conversation of the page: a line with direction, time and name, then one of bytes. */
function conversation(): Line[] {
  const block = /```conversation\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  return [...block.matchAll(/^([<>]) (\d+) ([A-Z_]+).*\n([0-9a-f ]+)$/gm)].map(([, from, time, name, bytes]) => ({
    from: from as '>' | '<',
    time: Number(time),
    name: name!,
    bytes: unhex(bytes!),
  }));
}

/** `SCREENSHOT_READ` to `screenshotRead`. */
function key(name: string): keyof typeof MessageType {
  const camel = name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return camel as keyof typeof MessageType;
}

test('the conversation of the page is what the device says, byte for byte', (t) => {
  const info = {
    ...testInfo,
    panel: 'demo',
    address: '',
    width: 4,
    height: 2,
    rotation: 0,
    shape: GlassShape.rectangle,
    cornerRadius: 0,
    unsafe: [],
    features: 1,
  };
  const rig = new DeskRig(1, info);
  const lines = conversation();
  t.is(lines.length, 18);
  let heard: number[] = [];
  for (const line of lines) {
    rig.now = line.time;
    if (line.from === '>') {
      t.is(hex(heard), '', `before ${line.name}`);
      heard = [...rig.hear(line.bytes)];
    } else {
      if (line.name === 'SHOWN') {
        rig.link.frameShown(1, 1_006_000, 1_007_000, 1_020_000, 1_026_000);
        heard.push(...rig.output());
      }
      t.is(hex(heard.splice(0, line.bytes.length)), hex(line.bytes), line.name);
    }
  }
  t.deepEqual(heard, []);
  t.is(hex(rig.handler.accepted), 'f8 00 07 e0 00 1f ff ff 00 00 00 00 00 00 84 10');
  t.deepEqual(rig.handler.events, ['open', 'brightness 128', 'closed bye-keep 60000000']);
});

test('every packet of the conversation checks, and is of the type that the page says', (t) => {
  for (const { from, name, bytes } of conversation()) {
    const [packet, ...rest] = naivePackets(bytes);
    t.deepEqual(rest, []);
    t.is(packet!.type, MessageType[key(name)], name);
    t.is(packet!.direction, from === '>' ? 0 : 1);
  }
});

test('the numbers of messages on the page are those of the source', (t) => {
  const rows = [...page.matchAll(/^\| ([0-9A-F]{2}) \| ([A-Z_]+) \|/gm)];
  t.true(rows.length >= 31);
  for (const [, number, name] of rows) t.is(MessageType[key(name!)], Number.parseInt(number!, 16) as never, name);
  const told = new Set(rows.map(([, , name]) => key(name!)));
  const ranges = /reserved: ([A-Z_, ]+)/g;
  for (const [, names] of page.matchAll(ranges)) for (const name of names!.trim().split(', ')) told.add(key(name));
  t.deepEqual(
    Object.keys(MessageType).filter((name) => !told.has(name as never)),
    [],
  );
});

test('the keys of statistics on the page are those of the source', (t) => {
  const text = /\*\*Statistics\*\* keys: ([\s\S]*?)\./.exec(page)?.[1] ?? '';
  const numbers = [...text.matchAll(/\b(\d+) [a-z]/g)].map(([, number]) => Number(number));
  t.deepEqual(
    numbers,
    Object.values(StatisticKey).sort((a, b) => a - b),
  );
});
