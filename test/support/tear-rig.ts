import type { Board } from '../../firmware/platform/board.js';
import type { WrittenWindows } from '../../simulator/bus/written-windows.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { Random } from '../../simulator/random.js';
import { RandomPainter } from './random-painter.js';

/** The real firmware presenting random damage at random moments on a panel whose oscillator is off. */
export class TearRig {
  readonly simulation: Simulation;
  readonly #random: Random;
  readonly #painter: RandomPainter;
  #last: WrittenWindows | undefined;

  constructor(board: Board, seed: number, oscillatorError: number) {
    this.#random = new Random(seed);
    this.#painter = new RandomPainter(this.#random);
    this.simulation = new Simulation({ board, panel: board.panel, seed, oscillatorError, sources: [this.#painter] });
    this.simulation.onWindows((written) => {
      this.#last = written;
    });
    this.simulation.clock.runForMillis(1500);
  }

  /** One present at a random moment; answers whether it was torn by the bus's and the beam's exact times. */
  present(): boolean {
    this.#draw();
    const { clock, tears } = this.simulation;
    const { judged, torn } = tears;
    while (tears.judged === judged) clock.runUntil(clock.next);
    return tears.torn > torn;
  }

  /** The same with all of the panel changed. */
  presentWhole(): boolean {
    this.#painter.wholeNext = true;
    return this.present();
  }

  /** The same, and whether a camera that takes every scan saw neither the old nor the new picture whole. */
  presentAndLook(): { torn: boolean; seenTorn: boolean } {
    const { clock, controller, panel } = this.simulation;
    const before = pixelsOf(controller.chain.front.bytes);
    // The picture before must be on the glass whole.
    clock.runForMicros(2 * panel.beam.scanMicros);
    const scans: Uint16Array[] = [];
    const look = (): void => {
      scans.push(panel.lookFullBrightness(clock.time));
    };
    this.#draw();
    const { tears } = this.simulation;
    const { judged, torn } = tears;
    const visible = this.simulation.model.height;
    let scanEnd = panel.beam.at(visible, clock.time);
    while (tears.judged === judged || scans.length < 3 || scanEnd < this.#last!.end + panel.beam.scanMicros) {
      clock.runUntil(scanEnd);
      look();
      scanEnd = panel.beam.at(visible, scanEnd + 1);
    }
    const after = pixelsOf(controller.chain.front.bytes);
    const seenTorn = scans.some((scan) => !this.#shows(scan, before) && !this.#shows(scan, after));
    return { torn: tears.torn > torn, seenTorn };
  }

  /** Whether the written windows of a scan show exactly this picture. */
  #shows(scan: Uint16Array, picture: Uint16Array): boolean {
    const { windows, count } = this.#last!;
    const { width } = this.simulation.model;
    for (let index = 0; index < count; index += 1) {
      const [left, top, right, bottom] = windows.subarray(index * 4, index * 4 + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      for (let y = top; y < bottom; y += 1) {
        for (let at = y * width + left; at < y * width + right; at += 1) if (scan[at] !== picture[at]) return false;
      }
    }
    return true;
  }

  #draw(): void {
    const { clock } = this.simulation;
    clock.runForMicros(this.#random.below(50_000));
    this.#painter.wakeAt = 0;
    this.simulation.controller.step(Math.floor(clock.time));
  }
}

function pixelsOf(bytes: Uint8Array): Uint16Array {
  const pixels = new Uint16Array(bytes.length / 2);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (bytes[at * 2]! << 8) | bytes[at * 2 + 1]!;
  return pixels;
}
