import { StudioError } from './image.js';

/*
 * Keys of whoever signs packs: ECDSA on P-256 with SHA-256, by WebCrypto. A key file is PEM (PKCS #8, or SPKI for a public
 * key alone) or a JWK.
 */

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A key that signs, and the public half of it, which a device keeps. */
export interface SigningKey {
  /** The point, uncompressed: 04, x, y: 65 bytes. */
  readonly publicKey: Uint8Array;
  /** Signs with SHA-256: r, then s, 32 bytes each. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
type Jwk = Record<'kty' | 'crv' | 'x' | 'y' | 'd', string>;

/** Makes a key; answers it as the text of a PEM file. */
export async function newKey(): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return toPem('PRIVATE KEY', new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)));
}

/** Reads a private key from a file's text. Throws StudioError where it is none. */
export async function readSigningKey(text: string): Promise<SigningKey> {
  try {
    const key = await importPrivate(text.trim());
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
    if (kty !== 'EC' || x === undefined || y === undefined) throw new Error('it is no key on a curve');
    const point = await crypto.subtle.importKey('jwk', { kty, crv: crv!, x, y }, algorithm, true, ['verify']);
    return {
      publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', point)),
      sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(signing, key, bytes.slice())),
    };
  } catch (cause) {
    const hint = 'make one with "verso pack key new FILE"';
    throw new StudioError(`This is no private key for signing packs (P-256, PEM or JWK): ${hint}.`, { cause });
  }
}

/** Reads a public key (of a private one the public half): 65 bytes. Throws StudioError where it is none. */
export async function readPublicKey(text: string): Promise<Uint8Array> {
  try {
    const trimmed = text.trim();
    const jwk = jwkOf(trimmed);
    const isPrivate = jwk === undefined ? !trimmed.includes('BEGIN PUBLIC KEY') : jwk.d !== undefined;
    if (isPrivate) return (await readSigningKey(trimmed)).publicKey;
    const key =
      jwk === undefined
        ? await crypto.subtle.importKey('spki', fromPem(trimmed), algorithm, true, ['verify'])
        : await crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
    return new Uint8Array(await crypto.subtle.exportKey('raw', key));
  } catch (cause) {
    const hint = 'ask them for another';
    throw new StudioError(`This is no public key of a pack maker (P-256, PEM or JWK): ${hint}.`, { cause });
  }
}

async function importPrivate(text: string): Promise<Key> {
  const jwk = jwkOf(text);
  if (jwk === undefined) return crypto.subtle.importKey('pkcs8', fromPem(text), algorithm, true, ['sign']);
  const { kty, crv, x, y, d } = jwk;
  const bare = { kty, crv, x, y, d };
  return crypto.subtle.importKey('jwk', bare, algorithm, true, ['sign']);
}

function jwkOf(text: string): Jwk | undefined {
  return text.startsWith('{') ? (JSON.parse(text) as Jwk) : undefined;
}

function toPem(label: string, bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function fromPem(text: string): Uint8Array<ArrayBuffer> {
  const body = /-----BEGIN [A-Z ]+-----([\s\S]+?)-----END/.exec(text)?.[1];
  if (body === undefined) throw new Error('it is no PEM');
  return Uint8Array.from(atob(body.replaceAll(/\s/g, '')), (letter) => letter.charCodeAt(0));
}
