import { XsCrypto } from '../../../firmware/device/crypt/xs-crypto.js';
import { DIGEST_BYTES } from '../../../firmware/platform/crypto.js';

/** Bytes are numbers. */
export interface SignedMessage {
  readonly parts: readonly (readonly number[])[];
  readonly key: readonly number[];
  readonly signature: readonly number[];
}

/** What the device's cryptography finds, or the words of what it threw. */
export interface VerifiedMessage {
  readonly digest?: readonly number[];
  readonly isGenuine?: boolean;
  /** The kind of each event, and whether it was reported within the call. */
  readonly events?: readonly (readonly [kind: number, isWithin: boolean])[];
  readonly thrown?: string;
}

/** Has one instance, as a device has one, check message after message. */
export function verifyMessages(messages: readonly SignedMessage[]): VerifiedMessage[] {
  const due: (() => void)[] = [];
  const crypto = new XsCrypto({ now: () => 0, later: (act) => due.push(act) });
  let events: [number, boolean][] = [];
  let isWithin = false;
  crypto.attach({ note: (kind) => events.push([kind, isWithin]), step() {} });
  const read = (message: SignedMessage): void => {
    crypto.begin();
    for (const part of message.parts) crypto.update(Uint8Array.from([0, ...part]), 1, part.length);
  };
  return messages.map((message) => {
    events = [];
    try {
      const digest = new Uint8Array(DIGEST_BYTES);
      read(message);
      crypto.digest(digest, 0);
      read(message);
      const key = Uint8Array.from([9, ...message.key]);
      const signature = Uint8Array.from([9, 9, ...message.signature]);
      isWithin = true;
      crypto.verify(key, 1, signature, 2);
      isWithin = false;
      // Both are copied.
      key.fill(0);
      signature.fill(0);
      for (const act of due.splice(0)) act();
      return { digest: [...digest], isGenuine: crypto.isGenuine, events };
    } catch (error) {
      isWithin = false;
      return { thrown: (error as Error).message };
    }
  });
}
