import 'piu/MC';
import type * as Piu from 'piu/MC-types';

/** The colours of the face: the start face's night sky, moon and comet. */
export const colour = {
  white: '#ffffff',
  moon: '#ffe6c4',
  moonLow: '#ff9c86',
  moonCharging: '#c9f5d0',
  ink: '#241452',
  inkSoft: '#241452b0',
  orbit: '#ffffff30',
  quiet: '#bdb6d8',
  card: '#ffffff1c',
  groove: '#ffffff30',
  mint: '#9df0b8',
  coral: '#ff8f7a',
  iris: '#7a63d8',
  crater: '#24145212',
} as const;

/** Where things are on a page of this size; everything keeps clear of rounded corners. */
export interface Measures {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Small pages take the small fonts. */
  readonly small: boolean;
  /** Middle and radius of the ring around the moon. */
  readonly middleX: number;
  readonly middleY: number;
  readonly ring: number;
  readonly cardTop: number;
  readonly cardHeight: number;
}

export function measuresFor(width: number, height: number): Measures {
  const small = width < 320 || height < 420;
  const cardHeight = small ? 84 : 116;
  const cardTop = height - cardHeight - Math.round(height * 0.085);
  const pillBottom = Math.round(height * 0.155);
  return {
    width,
    height,
    margin: Math.round(width * 0.07),
    small,
    middleX: width >> 1,
    middleY: (pillBottom + cardTop - (small ? 2 : 6)) >> 1,
    ring: Math.floor(Math.min(width * 0.34, (cardTop - pillBottom) / 2 - (small ? 10 : 20))),
    cardTop,
    cardHeight,
  };
}

/** A style in one of the fonts that manifests/piu-face.json brings along. */
export function style(font: string, color: string, horizontal = 'center'): Piu.Style {
  return new Style({ font, color, horizontal, vertical: 'middle' });
}

/** The face's fonts for a page of this size. */
export function fontsFor({ small }: Measures) {
  return {
    digits: small ? '52px Open Sans' : '72px Open Sans',
    smallDigits: 'semibold 28px Open Sans',
    heading: small ? 'semibold 28px Open Sans' : 'light 36px Open Sans',
    title: small ? '20px Open Sans' : '24px Open Sans',
    row: small ? 'semibold 16px Open Sans' : 'semibold 20px Open Sans',
    text: small ? '16px Open Sans' : '18px Open Sans',
    small: 'semibold 16px Open Sans',
  };
}
