import { spawnSync } from 'node:child_process';
import { createECDH, createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { EventKind } from '../../../firmware/platform/events.js';
import { VirtualClock } from '../../../simulator/clock/virtual-clock.js';
import type { SignedMessage, VerifiedMessage } from '../../../simulator/engine/xs/verify.js';
import { VirtualCrypto } from '../../../simulator/flash/virtual-crypto.js';
import { formatLines, parseLines } from '../../../simulator/transcript/transcript.js';
import { linuxBuild } from '../../support/linux-build.js';
import { scratchFile, scratchFolder } from '../../support/scratch.js';

/** RFC 6979 A.2.5, its P-256 key. */
const key = [
  '04',
  '60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6',
  '7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
];
/** Its signatures with SHA-256: r, s. */
const sample = [
  'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
  'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
];
const other = [
  'F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367',
  '019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083',
];
/** FIPS 186-4 D.1.2.3: the prime, the order, and the base point. */
const p = 'FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF';
const n = 'FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551';
const Gx = '6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296';
const Gy = '4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5';
const zero = '00'.repeat(32);
const one = `${'00'.repeat(31)}01`;

function bytes(...hex: readonly string[]): number[] {
  return [...Buffer.from(hex.join(''), 'hex')];
}

function said(text: string, signature: readonly string[], by: readonly string[] = key): SignedMessage {
  return { parts: [[...Buffer.from(text)]], key: bytes(...by), signature: bytes(...signature) };
}

/** A number one larger, or one smaller. */
function next(hex: string, by = 1n): string {
  return (BigInt(`0x${hex}`) + by).toString(16).padStart(64, '0');
}

/** What the SDK's modules find on XS, in a heap of that size. */
async function onXs(t: ExecutionContext, messages: readonly SignedMessage[], limits: readonly string[] = []) {
  const executable = await linuxBuild(t);
  if (executable === null) return null;
  const output = join(scratchFolder(t), 'output');
  const words = [...limits, 'verify', scratchFile(t, 'input', formatLines(messages)), output];
  const { status, stderr } = spawnSync(executable, words, { encoding: 'utf8' });
  t.is(status, 0, stderr);
  return parseLines(readFileSync(output, 'utf8')) as VerifiedMessage[];
}

/** What Node's finds, as the simulator uses it. */
function onNode({ parts, key: point, signature }: SignedMessage): boolean {
  const clock = new VirtualClock();
  const crypto = new VirtualCrypto(clock);
  crypto.begin();
  for (const part of parts) crypto.update(Uint8Array.from(part), 0, part.length);
  crypto.verify(Uint8Array.from(point), 0, Uint8Array.from(signature), 0);
  clock.runForMillis(1000);
  return crypto.isGenuine;
}

function pointOf(publicKey: KeyObject): number[] {
  const { x, y } = publicKey.export({ format: 'jwk' });
  return [4, ...Buffer.from(x!, 'base64url'), ...Buffer.from(y!, 'base64url')];
}

test('on XS SHA-256 is that of FIPS 180, in however many parts a message comes', async (t) => {
  const long = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
  const whole = randomBytes(10_000);
  const cuts = [0, 1, 64, 64, 119, 4215, 8311, 10_000];
  const parts = cuts.slice(1).map((cut, index) => [...whole.subarray(cuts[index], cut)]);
  const found = await onXs(t, [
    said('', sample),
    said('abc', sample),
    said(long, sample),
    { ...said('', sample), parts },
  ]);
  if (found === null) return;
  t.deepEqual(
    found.map(({ digest }) => Buffer.from(digest ?? []).toString('hex')),
    [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
      createHash('sha256').update(whole).digest('hex'),
    ],
  );
});

test('on XS the signatures of RFC 6979 are genuine, in a heap as small as a board’s; that is reported once, and not within the call', async (t) => {
  const messages = [said('sample', sample), said('test', other), said('sample', other), said('test', sample)];
  const found = await onXs(t, messages, ['--heap', '78848,4928,768']);
  if (found === null) return;
  t.deepEqual(
    found.map(({ isGenuine }) => isGenuine),
    [true, true, false, false],
  );
  for (const { events } of found) t.deepEqual(events, [[EventKind.verified, false]]);
});

test('on XS what Node has signed is genuine, and with any bit of it changed it is not', async (t) => {
  const messages: SignedMessage[] = [];
  for (let count = 0; count < 8; count += 1) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const message = randomBytes(1 + count * 777);
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const genuine = { parts: [[...message]], key: pointOf(publicKey), signature: [...signature] };
    const bit = (all: readonly number[]): number[] => {
      const at = randomBytes(1)[0]! % all.length;
      return all.map((byte, index) => (index === at ? byte ^ (1 << count) : byte));
    };
    messages.push(
      genuine,
      { ...genuine, parts: [bit(genuine.parts[0]!)] },
      { ...genuine, key: bit(genuine.key) },
      { ...genuine, signature: bit(genuine.signature) },
    );
  }
  const found = await onXs(t, messages);
  if (found === null) return;
  found.forEach(({ isGenuine }, index) => {
    t.is(isGenuine, index % 4 === 0, JSON.stringify(messages[index]));
  });
});

const [, x, y] = key as [string, string, string];
const [r, s] = sample as [string, string];
const lies: readonly (readonly [string, SignedMessage])[] = [
  ['r and s are 0', said('sample', [zero, zero])],
  ['r is 0', said('sample', [zero, s])],
  ['s is 0', said('sample', [r, zero])],
  ['r is the order', said('sample', [n, s])],
  ['s is the order', said('sample', [r, n])],
  ['r and s are the order', said('sample', [n, n])],
  ['r and s are more than the order', said('sample', [next(n), next(n)])],
  ['r and s are the largest there are', said('sample', ['FF'.repeat(32), 'FF'.repeat(32)])],
  ['r and s are 1', said('sample', [one, one])],
  ['r and s are changed over', said('sample', [s, r])],
  ['the key is not on the curve', said('sample', sample, ['04', x, next(y)])],
  ['the key is a point of order 2 of another curve', said('sample', sample, ['04', x, zero])],
  ['the key is nothing', said('sample', sample, ['04', zero, zero])],
  ['the key is not below the prime', said('sample', sample, ['04', p, Gy])],
  ['the key is the largest there is', said('sample', sample, ['04', 'FF'.repeat(32), 'FF'.repeat(32)])],
  ['the key is of another kind', said('sample', sample, ['02', x, y])],
  ['the key is infinity', said('sample', sample, ['00', zero, zero])],
  ['the key is the base point', said('sample', sample, ['04', Gx, Gy])],
  ['the key is the other point with its x', said('sample', sample, ['04', x, next(p, -BigInt(`0x${y}`))])],
];

test('on XS keys and signatures that are none are refused, as on Node, and the next one is looked at as ever', async (t) => {
  const messages = lies.flatMap(([, message]) => [message, said('sample', sample)]);
  const found = await onXs(t, messages);
  if (found === null) return;
  lies.forEach(([name, lie], index) => {
    t.false(found[2 * index]!.isGenuine, name);
    t.false(onNode(lie), name);
    t.deepEqual(found[2 * index]!.events, [[EventKind.verified, false]], name);
    t.true(found[2 * index + 1]!.isGenuine, `after ${name}`);
  });
});

test('on XS a key or a signature that is too short is a fault of the caller, who is told; the next message is as ever', async (t) => {
  const good = said('sample', sample);
  const found = await onXs(t, [
    { ...good, key: good.key.slice(1) },
    good,
    { ...good, signature: good.signature.slice(1) },
    good,
  ]);
  if (found === null) return;
  t.deepEqual(
    found.map(({ thrown, isGenuine }) => thrown ?? isGenuine),
    ['there are no such bytes', true, 'there are no such bytes', true],
  );
});

const [prime, order] = [BigInt(`0x${p}`), BigInt(`0x${n}`)];

function modulo(value: bigint, m: bigint): bigint {
  return ((value % m) + m) % m;
}

/** By Fermat: the modulus is a prime. */
function inverse(value: bigint, m: bigint): bigint {
  let [power, square] = [1n, modulo(value, m)];
  for (let left = m - 2n; left > 0n; left >>= 1n, square = (square * square) % m)
    if (left & 1n) power = (power * square) % m;
  return power;
}

function hex(value: bigint): string {
  return value.toString(16).padStart(64, '0');
}

/** So many times the base point. */
function times(factor: bigint): string {
  const half = createECDH('prime256v1');
  half.setPrivateKey(hex(factor), 'hex');
  return half.getPublicKey('hex');
}

test('on XS an s that is too large by the order is refused, and so is a key off the curve for which all else reckons out', async (t) => {
  const e = BigInt(`0x${createHash('sha256').update('sample').digest('hex')}`);
  // A.2.5's nonce, and the key for which it gives an s of 5.
  const k = 0xa6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60n;
  const five = times(modulo((5n * k - e) * inverse(BigInt(`0x${r}`), order), order));
  // r = s, so the signature asks for u1 * G + key, a sum whose formula has no b: any slope through u1 * G gives a point to say.
  let small = 2n;
  while (modulo(e * inverse(small, order), order) & 1n) small += 1n;
  const point = times(modulo(e * inverse(small, order), order));
  const [ax, ay] = [BigInt(`0x${point.slice(2, 66)}`), BigInt(`0x${point.slice(66)}`)];
  const qx = modulo(49n - small - ax, prime);
  const qy = modulo(ay - 7n * (ax - qx), prime);
  const messages = [
    said('sample', [r, hex(5n)], [five]),
    said('sample', [r, hex(5n + order)], [five]),
    said('sample', [hex(small), hex(small)], ['04', hex(qx), hex(qy)]),
  ];
  t.deepEqual(messages.map(onNode), [true, false, false]);
  const found = await onXs(t, messages);
  if (found === null) return;
  t.deepEqual(
    found.map(({ isGenuine }) => isGenuine),
    [true, false, false],
  );
});
