import type { PackShelf } from '../../../../hosts/sdk/pack-types.js';
import type { DeviceFacts } from '../../live-messages.js';

/** For which glass, and how. */
export interface Choice {
  readonly device: DeviceFacts;
  /** How media are laid onto the glass. */
  readonly fit: string;
  /** Steps a pixel may be off, so that more frames fit the line. */
  readonly tolerance: number;
}

/** What is done to the packs of the device. The list of them is told whatever it is. */
export type PackDeed =
  | { readonly deed: 'list' | 'next' | 'built-in' }
  | { readonly deed: 'use' | 'remove'; readonly id: string }
  | { readonly deed: 'rotate'; readonly seconds: number }
  /** `key` is the private key that signed it, PEM: who sits at the line has the device trust it. */
  | { readonly deed: 'install'; readonly file: Uint8Array; readonly key: string };

/** What the page asks of its host worker. A newer one ends the one before, but for `line`, which tells the line's rate. */
export type HostWish =
  | ({ readonly kind: 'sample'; readonly id: string } & Choice)
  | ({ readonly kind: 'media'; readonly file: File } & Choice)
  | ({ readonly kind: 'packs' } & PackDeed)
  | { readonly kind: 'stop' }
  | { readonly kind: 'line'; readonly rate: number };

/** What the worker tells the page: what plays now (null: nothing), and a sentence to show (null: all is well). */
export type HostWord =
  | { readonly kind: 'playing'; readonly id: string | null }
  | { readonly kind: 'say'; readonly sentence: string | null }
  | { readonly kind: 'shelf'; readonly shelf: PackShelf }
  /** How far an installation has come, 0..1; null: it is over, and `sentence` says how. */
  | { readonly kind: 'installing'; readonly part: number | null; readonly sentence: string };
