import type { Board } from '../platform/board.js';
import type { Framing } from './framing.js';
import { qspiFraming } from './qspi.js';
import { spiFraming } from './spi.js';

/** The framing of a board's bus. */
export function framingOf(kind: Board['framing']): Framing {
  return kind === 'qspi' ? qspiFraming : spiFraming;
}
