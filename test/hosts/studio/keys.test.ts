import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import test from 'ava';
import { newKey, readPublicKey, readSigningKey } from '../../../hosts/studio/keys.js';

const bytes = Uint8Array.from({ length: 300 }, (_, at) => at & 255);

test('a new key is a PEM that another library reads, and what it signs that library verifies', async (t) => {
  const pem = await newKey();
  const key = await readSigningKey(pem);
  const signature = await key.sign(bytes);
  t.is(signature.length, 64);
  const theirs = createPublicKey(createPrivateKey(pem));
  t.true(verify('sha256', bytes, { key: theirs, dsaEncoding: 'ieee-p1363' }, signature));
  const jwk = theirs.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x!, 'base64url'), Buffer.from(jwk.y!, 'base64url')]);
  t.deepEqual(Buffer.from(key.publicKey), point);
});

test('a key may also be a JWK, and its public half a PEM or a JWK of its own', async (t) => {
  const pem = await newKey();
  const theirs = createPrivateKey(pem);
  const { publicKey } = await readSigningKey(pem);
  const spki = createPublicKey(theirs).export({ format: 'pem', type: 'spki' }).toString();
  const half = JSON.stringify(createPublicKey(theirs).export({ format: 'jwk' }));
  const whole = JSON.stringify(theirs.export({ format: 'jwk' }));
  t.deepEqual((await readSigningKey(whole)).publicKey, publicKey);
  for (const text of [pem, whole, spki, half]) t.deepEqual(await readPublicKey(text), publicKey);
});

test('what is no key is refused with a sentence that says what to do', async (t) => {
  for (const text of [
    '',
    'words',
    '{"kty":"RSA"}',
    '{',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
  ]) {
    await t.throwsAsync(readSigningKey(text), { message: /verso pack key new FILE"\.$/ });
    await t.throwsAsync(readPublicKey(text), { message: /^This is no / });
  }
});
