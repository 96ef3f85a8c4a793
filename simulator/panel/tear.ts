import { AddressMode } from '../../firmware/panel/dcs.js';
import type { WrittenWindows } from '../bus/written-windows.js';
import type { VirtualPanel } from './virtual-panel.js';

/**
 * Decides by timestamps alone whether a write was seen half done.
 *
 * The beam copies line y at S + y * t, where S is the start of a scan and t the time of a line. Of each line a window
 * covers, let c be the end of its first pixel and e the end of its last one. The scan shows the line untouched exactly if
 * S + y t < c, and whole exactly if e <= S + y t: a pixel is in GRAM from the end of its last bit on, the beam's instant
 * included. So a scan mixes two frames exactly if some line has some new pixel and some line lacks one:
 *
 *     min over lines (c - y t) <= S < max over lines (e - y t)
 *
 * Both sides are linear in y inside a window, so its first and last line decide. All pixels of the windows count as
 * changed; a line copied half written is torn as well. A dark glass shows nothing, so nothing torn either.
 */
export class TearJudge {
  /** Writes and, of these, torn ones. */
  judged = 0;
  torn = 0;
  readonly #panel: VirtualPanel;
  #from = 0;
  #until = 0;

  constructor(panel: VirtualPanel) {
    this.#panel = panel;
  }

  /** Counts a finished write, and answers whether some scan shows it half done. */
  judge(written: WrittenWindows): boolean {
    this.#spread(written);
    const torn = this.#panel.on && this.#panel.beam.scanFrom(this.#from) < this.#until;
    this.judged += 1;
    if (torn) this.torn += 1;
    return torn;
  }

  /** The scan starts from which the write is seen half done: `from <= S < until`. */
  spread(written: WrittenWindows): { from: number; until: number } {
    this.#spread(written);
    return { from: this.#from, until: this.#until };
  }

  #spread(written: WrittenWindows): void {
    this.#from = Number.POSITIVE_INFINITY;
    this.#until = Number.NEGATIVE_INFINITY;
    const { madctl } = this.#panel;
    const { windows, firstPixel, pixelMicros } = written;
    for (let i = 0; i < written.count; i += 1) {
      const [left, top, right, bottom] = windows.subarray(i * 4, i * 4 + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      const start = firstPixel[i]!;
      const row = (right - left) * pixelMicros;
      const rows = bottom - top;
      if ((madctl & AddressMode.exchange) === 0) {
        this.#line(top, start + pixelMicros, start + row);
        this.#line(bottom - 1, start + (rows - 1) * row + pixelMicros, start + rows * row);
      } else {
        // Each column of the window is a line of the glass: every row brings it one pixel.
        this.#line(left, start + pixelMicros, start + (rows - 1) * row + pixelMicros);
        this.#line(right - 1, start + row, start + rows * row);
      }
    }
  }

  /** `at` counts lines as windows do; mirrored, the beam meets them from the other end. */
  #line(at: number, firstEnd: number, lastEnd: number): void {
    const { beam, madctl, model } = this.#panel;
    const line = (madctl & AddressMode.mirrorY) === 0 ? at : model.height - 1 - at;
    this.#from = Math.min(this.#from, firstEnd - line * beam.lineMicros);
    this.#until = Math.max(this.#until, lastEnd - line * beam.lineMicros);
  }
}
