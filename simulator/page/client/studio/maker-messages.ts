import type { Region } from '../../../../firmware/geometry/region.js';
import type { ClockPlace } from '../../../../hosts/studio/clock.js';
import type { LoopWish } from '../../../../hosts/studio/film.js';
import type { PanelWish } from '../../../../hosts/studio/wallpaper.js';

/** How a picture becomes a face. */
export interface Recipe {
  readonly name: string;
  readonly crop: Readonly<Region>;
  readonly clock: ClockPlace | 'none';
  readonly alwaysOn: 'picture' | 'clock' | 'none';
  readonly loop: LoopWish;
}

/** What the page asks of the worker that makes packs. `key` is a private key, PEM; '' asks for a new one. */
export type MakerWish =
  | { readonly kind: 'open'; readonly file: File; readonly panel: PanelWish }
  | { readonly kind: 'build'; readonly recipe: Recipe; readonly panel: PanelWish; readonly key: string }
  | { readonly kind: 'face'; readonly name: string; readonly panel: PanelWish; readonly key: string }
  | { readonly kind: 'rasterised'; readonly id: number; readonly image: ImageData };

/** A pack that was made. */
export interface BuiltPack {
  readonly file: Uint8Array;
  readonly name: string;
  readonly pictures: number;
  /** Pictures a second; 0 of a still. */
  readonly hz: number;
  /** Sentences about what was changed to fit. */
  readonly notes: readonly string[];
}

/** What the worker tells. Only a page can draw SVG: it is asked to. */
export type MakerWord =
  | {
      readonly kind: 'opened';
      readonly picture: ImageBitmap;
      readonly pictures: number;
      /** What would be seen if nobody chose, in the picture's pixels. */
      readonly crop: Readonly<Region>;
    }
  | { readonly kind: 'progress'; readonly stage: string; readonly part: number | undefined }
  | ({ readonly kind: 'built' } & BuiltPack)
  | { readonly kind: 'key'; readonly pem: string }
  | { readonly kind: 'rasterise'; readonly id: number; readonly svg: string }
  | { readonly kind: 'failed'; readonly sentence: string };
