import { PiuScreen } from '../../firmware/device/piu-screen.js';
import type { PiuScreenOptions } from '../../firmware/device/screen-contract.js';
import { CheckedKernels } from '../../firmware/kernels/checked-kernels.js';
import type { Platform } from '../../firmware/platform/platform.js';
import { Simulation, type SimulationOptions } from '../../simulator/headless/simulation.js';
import { smallBoard, smallPanel } from './power/small-panel.js';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A program as Piu is one, without Piu: keeps boxes that changed, asks to be called with `start`, and then sends them in
 * bands. `picture` is what it wants on the glass, painted pixel by pixel.
 */
export class FakeProgram {
  readonly picture: Uint16Array;
  readonly touches: string[] = [];
  /** How often it was called to draw. */
  idles = 0;
  /** Milliseconds it asks to be called again in; 0 is not at all. */
  interval = 0;
  /** Whether `begin` is called with one object. */
  objects = false;
  /** Rows of a band. */
  bandRows = 3;
  onIdleDo: (() => void) | undefined;
  readonly #screen: PiuScreen;
  readonly #bands: Uint8Array;
  #changed: Box[] = [];

  constructor(screen: PiuScreen, platform: Platform) {
    this.#screen = screen;
    this.#bands = platform.memory.allocate(screen.width * screen.height * 2);
    this.picture = new Uint16Array(screen.width * screen.height);
  }

  /** Paints a box of its picture; `pixelOf` answers RGB565. */
  paint(box: Box, pixelOf: (x: number, y: number) => number): void {
    for (let y = box.y; y < box.y + box.height; y += 1)
      for (let x = box.x; x < box.x + box.width; x += 1) this.picture[y * this.#screen.width + x] = pixelOf(x, y);
    this.#changed.push(box);
  }

  /** Paints, and asks to be called as soon as may be. */
  change(box: Box, pixelOf: (x: number, y: number) => number): void {
    this.paint(box, pixelOf);
    this.#screen.start(1);
  }

  readonly repaint = (): void => {
    this.#changed = [{ x: 0, y: 0, width: this.#screen.width, height: this.#screen.height }];
  };

  onIdle(): void {
    this.idles += 1;
    this.onIdleDo?.();
    this.push();
    if (this.interval > 0) this.#screen.start(this.interval);
    else this.#screen.stop();
  }

  onTouchBegan(index: number, x: number, y: number): void {
    this.touches.push(`began ${index} ${x} ${y}`);
  }

  onTouchMoved(index: number, x: number, y: number): void {
    this.touches.push(`moved ${index} ${x} ${y}`);
  }

  onTouchEnded(index: number, x: number, y: number): void {
    this.touches.push(`ended ${index} ${x} ${y}`);
  }

  /** Sends what changed, a region each, as one frame. */
  push(): void {
    const boxes = this.#changed;
    this.#changed = [];
    boxes.forEach((box, index) => {
      this.sendBox(box);
      if (index < boxes.length - 1) this.#screen.continue();
      else this.#screen.end();
    });
  }

  sendBox(box: Box): void {
    const { x, y, width, height } = box;
    if (this.objects) this.#screen.begin(box);
    else this.#screen.begin(x, y, width, height);
    for (let row = 0; row < height; row += this.bandRows) {
      const rows = Math.min(this.bandRows, height - row);
      let at = 6;
      for (let line = y + row; line < y + row + rows; line += 1) {
        for (let column = x; column < x + width; column += 1) {
          const pixel = this.picture[line * this.#screen.width + column]!;
          this.#bands[at] = pixel >> 8;
          this.#bands[at + 1] = pixel & 255;
          at += 2;
        }
      }
      this.#screen.send(this.#bands, 6, at - 6);
    }
  }
}

/** A small device in virtual time with a program on its screen. */
export function programRig(options: Partial<Pick<PiuScreenOptions, 'keep'>> & SimulationOptions = {}): {
  simulation: Simulation;
  screen: PiuScreen;
  program: FakeProgram;
} {
  let screen: PiuScreen | undefined;
  let program: FakeProgram | undefined;
  const { width, height } = smallPanel;
  const simulation = new Simulation({
    model: smallPanel,
    board: smallBoard,
    sources: (platform) => {
      const { clock, memory } = platform;
      const kernels = new CheckedKernels(platform.kernels);
      const keep = options.keep === true;
      screen = new PiuScreen({ clock, memory, kernels, width, height, keep, repaint: () => program?.repaint() });
      program = new FakeProgram(screen, platform);
      return [screen];
    },
    ...options,
  });
  simulation.clock.runForMillis(300);
  return { simulation, screen: screen!, program: program! };
}

/** Pixels of the glass that are not as the program's picture has them. */
export function wrongPixels(simulation: Simulation, program: FakeProgram): number {
  const glass = simulation.glass();
  return program.picture.reduce((wrong, pixel, at) => wrong + (glass[at] === pixel ? 0 : 1), 0);
}
