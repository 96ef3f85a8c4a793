import { smoothGrain } from '../corpus/canvas.js';
import type { TraceCanvas } from './canvas.js';
import type { Painter } from './film.js';
import { advance, letter } from './lettering.js';
import type { Rectangle } from './trace.js';

export const WHITE = 0xffff;
export const NIGHT = 0x1083;
export const GREY = 0x7bef;
export const SEA = 0x04f9;
export const CORAL = 0xfaaa;

/** A photograph to draw on: smooth noise in two scales. */
export function wallpaper(canvas: TraceCanvas): TraceCanvas {
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      const light = (smoothGrain(x, y, 6, 3) * 3 + smoothGrain(x, y, 2, 5)) >> 2;
      canvas.pixels[y * canvas.width + x] = ((light >> 4) << 11) | ((light >> 2) << 5) | (light >> 3);
    }
  }
  return canvas.copy();
}

const two = (value: number): string => String(value % 100).padStart(2, '0');

/** Hours, minutes and seconds in one label in the middle, which declares all of itself. */
export const clockLabel: Painter = (canvas) => {
  const size = Math.floor(canvas.width / 6.4);
  const box = (): Rectangle => [
    Math.floor((canvas.width - 8 * advance(size)) / 2),
    Math.floor(canvas.height * 0.3),
    8 * advance(size),
    size,
  ];
  const draw = (second: number): Rectangle => {
    canvas.rectangle(box(), NIGHT);
    const [x, y] = box();
    return letter(canvas, x, y, size, `10:${two(8 + Math.floor(second / 60))}:${two(second % 60)}`, WHITE);
  };
  canvas.rectangle([0, 0, canvas.width, canvas.height], NIGHT);
  draw(53);
  return (frame) => [draw(54 + frame)];
};

/** A second hand over a dial; it declares the boxes of where it was and is. */
export const clockHands: Painter = (canvas) => {
  const [x, y] = [canvas.width / 2, canvas.height / 2];
  const reach = canvas.width * 0.42;
  canvas.rectangle([0, 0, canvas.width, canvas.height], NIGHT);
  // Sixty directions from a quarter turn in steps that need no sine: points on a square's rim, scaled to the circle.
  const direction = (step: number): [number, number] => {
    const side = Math.floor((step % 60) / 15);
    const along = ((step % 15) - 7.5) / 7.5;
    const [dx, dy] = [
      [along, -1],
      [1, along],
      [-along, 1],
      [-1, -along],
    ][side] as [number, number];
    const length = Math.sqrt(dx * dx + dy * dy);
    return [dx / length, dy / length];
  };
  for (let step = 0; step < 60; step += 5) {
    const [dx, dy] = direction(step);
    canvas.stroke(
      [
        [x + dx * reach, y + dy * reach],
        [x + dx * reach * 0.9, y + dy * reach * 0.9],
      ],
      2,
      GREY,
    );
  }
  const dial = canvas.copy();
  const hand = (step: number): Rectangle => {
    const [dx, dy] = direction(step);
    return canvas.stroke(
      [
        [x - dx * 20, y - dy * 20],
        [x + dx * reach * 0.85, y + dy * reach * 0.85],
      ],
      1.6,
      CORAL,
    );
  };
  let last = hand(3);
  return (frame) => {
    const before = last;
    canvas.restore(dial, before);
    last = hand(4 + frame * 3);
    return [before, last];
  };
};

/** Two small widgets in opposite corners: a number counts, a dot blinks. */
export const widgets: Painter = (canvas) => {
  const size = 26;
  const corner: Rectangle = [16, 16, 3 * advance(size), size];
  const dot: Rectangle = [canvas.width - 46, canvas.height - 46, 30, 30];
  canvas.rectangle([0, 0, canvas.width, canvas.height], NIGHT);
  return (frame) => {
    canvas.rectangle(corner, NIGHT);
    letter(canvas, corner[0], corner[1], size, String(128 + frame * 7), WHITE);
    canvas.rectangle(dot, NIGHT);
    if (frame % 2 === 0) canvas.card([dot[0] + 8, dot[1] + 8, 14, 14], 7, CORAL);
    return [corner, dot];
  };
};

/** A charging ring fills; it declares its whole square. */
export const chargeRing: Painter = (canvas) => {
  const radius = Math.floor(canvas.width * 0.34);
  const [x, y] = [canvas.width >> 1, canvas.height >> 1];
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0);
  return (frame) => {
    // The ring fills from the bottom up.
    const level = y + radius - (frame + 1) * 9;
    canvas.rectangle([x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4], 0);
    for (let row = -radius - 1; row <= radius; row += 1) {
      for (let column = -radius - 1; column <= radius; column += 1) {
        const away = Math.abs(Math.sqrt(row * row + column * column) - radius + 8);
        canvas.blend(x + column, y + row, y + row >= level ? SEA : 0x2124, 8 - away);
      }
    }
    return [[x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4]];
  };
};
