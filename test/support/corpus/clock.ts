import { Canvas, HEIGHT, WIDTH } from './canvas.js';

/** Which of the segments a..g each digit lights, a in bit 0. */
const SEGMENTS = [0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f];

/** A digital clock on a plain ground: hours and minutes large, seconds below; a frame is a second. */
export function drawClock(frame: number): Uint8Array {
  const canvas = new Canvas();
  canvas.rectangle(0, 0, WIDTH, HEIGHT, [8, 10, 18]);
  const seconds = 9 * 3600 + 41 * 60 + 55 + frame;
  const hours = Math.trunc(seconds / 3600);
  const minutes = Math.trunc(seconds / 60) % 60;
  digits(canvas, hours, 40, 150, 70, [240, 240, 245]);
  digits(canvas, minutes, 220, 150, 70, [240, 240, 245]);
  canvas.disc(205, 190, 6, [240, 240, 245]);
  canvas.disc(205, 240, 6, [240, 240, 245]);
  digits(canvas, seconds % 60, 170, 340, 30, [250, 120, 60]);
  return canvas.bytes;
}

function digits(
  canvas: Canvas,
  number: number,
  x: number,
  y: number,
  size: number,
  colour: [number, number, number],
): void {
  digit(canvas, Math.trunc(number / 10), x, y, size, colour);
  digit(canvas, number % 10, x + size + (size >> 2), y, size, colour);
}

/** One digit, `size` wide and twice as high. */
function digit(
  canvas: Canvas,
  value: number,
  x: number,
  y: number,
  size: number,
  colour: [number, number, number],
): void {
  const lit = SEGMENTS[value]!;
  const thick = size >> 3;
  const bars = [
    [0, 0, size, thick],
    [size - thick, 0, thick, size],
    [size - thick, size, thick, size],
    [0, 2 * size - thick, size, thick],
    [0, size, thick, size],
    [0, 0, thick, size],
    [0, size - (thick >> 1), size, thick],
  ] as const;
  bars.forEach(([left, top, width, height], bar) => {
    if ((lit >> bar) & 1) canvas.rectangle(x + left, y + top, width, height, colour);
  });
}
