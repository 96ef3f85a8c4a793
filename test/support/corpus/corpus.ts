import { drawClock } from './clock.js';
import { drawFade } from './fade.js';
import { drawIllustration } from './illustration.js';
import { drawParticles } from './particles.js';
import { drawPhoto } from './photo.js';
import { drawPixelArt } from './pixel-art.js';
import { drawScroll } from './scroll.js';
import { drawSprite } from './sprite.js';

/** Moving pictures of 410 x 502, drawn by code: RGB565 in wire order, the same bytes everywhere. */
export interface CorpusKind {
  readonly name: string;
  /** Frame 0 and any after it. */
  readonly draw: (frame: number) => Uint8Array;
}

/** One of each kind of content that a rear screen shows. */
export const CORPUS: readonly CorpusKind[] = [
  { name: 'illustration', draw: drawIllustration },
  { name: 'photo', draw: drawPhoto },
  { name: 'clock', draw: drawClock },
  { name: 'sprite', draw: drawSprite },
  { name: 'particles', draw: drawParticles },
  { name: 'scroll', draw: drawScroll },
  { name: 'fade', draw: drawFade },
  { name: 'pixel-art', draw: drawPixelArt },
];
