import type { DeviceFacts } from '../../live-messages.js';

/** For which glass, and how. */
export interface Choice {
  readonly device: DeviceFacts;
  /** How media are laid onto the glass. */
  readonly fit: string;
  /** Steps a pixel may be off, so that more frames fit the line. */
  readonly tolerance: number;
}

/** What the page asks of its host worker. A newer one ends the one before, but for `line`, which tells the line's rate. */
export type HostWish =
  | ({ readonly kind: 'sample'; readonly id: string } & Choice)
  | ({ readonly kind: 'media'; readonly file: File } & Choice)
  | { readonly kind: 'stop' }
  | { readonly kind: 'line'; readonly rate: number };

/** What the worker tells the page: what plays now (null: nothing), and a sentence to show (null: all is well). */
export type HostWord =
  | { readonly kind: 'playing'; readonly id: string | null }
  | { readonly kind: 'say'; readonly sentence: string | null };
