import type { DeviceFacts } from '../../live-messages.js';

/** What the page asks of its host worker. A newer wish ends the one before. */
export type HostWish =
  | { readonly kind: 'sample'; readonly id: string; readonly device: DeviceFacts }
  | { readonly kind: 'media'; readonly file: File; readonly fit: string; readonly device: DeviceFacts }
  | { readonly kind: 'stop' };

/** What the worker tells the page: what plays now (null: nothing), and a sentence to show (null: all is well). */
export type HostWord =
  | { readonly kind: 'playing'; readonly id: string | null }
  | { readonly kind: 'say'; readonly sentence: string | null };
