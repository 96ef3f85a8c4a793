import { grain } from '../corpus/canvas.js';
import type { TraceCanvas } from './canvas.js';
import { CORAL, NIGHT, SEA, WHITE, wallpaper } from './faces.js';
import type { Painter } from './film.js';
import { letter } from './lettering.js';
import type { Rectangle } from './trace.js';

/** A round sprite with a soft edge moves over a noisy wallpaper; it declares where it was and where it is. */
export const sprite: Painter = (canvas) => {
  const behind = wallpaper(canvas);
  const size = 84;
  const draw = (x: number, y: number): Rectangle => {
    for (let row = 0; row < size; row += 1) {
      for (let column = 0; column < size; column += 1) {
        const away = Math.sqrt((row - 41.5) ** 2 + (column - 41.5) ** 2);
        canvas.blend(
          x + column,
          y + row,
          (grain(column, row, 9) << 8) | grain(column >> 2, row >> 2, 2),
          (41 - away) / 5,
        );
      }
    }
    return [x, y, size, size];
  };
  let last = draw(20, 40);
  return (frame) => {
    const before = last;
    canvas.restore(behind, before);
    last = draw(24 + 4 * frame, 40 + 3 * frame);
    return [before, last];
  };
};

/** Particles fly; each declares where it was and where it is. */
export const particles: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0);
  const count = 36;
  const place = (particle: number, frame: number): [number, number] => [
    (grain(particle, 1, 1) * 7 + frame * (3 + (grain(particle, 2, 1) % 5))) % (canvas.width - 8),
    (grain(particle, 3, 1) * 9 + frame * (2 + (grain(particle, 4, 1) % 7))) % (canvas.height - 8),
  ];
  return (frame) => {
    const boxes: Rectangle[] = [];
    for (let particle = 0; particle < count; particle += 1) {
      const [x, y] = place(particle, frame);
      canvas.rectangle([x, y, 7, 7], 0);
      boxes.push([x, y, 7, 7]);
    }
    for (let particle = 0; particle < count; particle += 1) {
      const [x, y] = place(particle, frame + 1);
      canvas.card([x, y, 7, 7], 3, particle % 2 === 0 ? SEA : CORAL);
      boxes.push([x, y, 7, 7]);
    }
    return boxes;
  };
};

/** A film plays in a part of the glass: nearly all of its pixels change. */
export const video: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0);
  const box: Rectangle = [20, 60, 160, 120];
  return (frame) => {
    for (let y = 0; y < box[3]; y += 1) {
      for (let x = 0; x < box[2]; x += 1) {
        const light = grain((x + 3 * frame) >> 2, (y + frame) >> 2, 4) ^ (grain(x, y, frame) & 31);
        canvas.pixels[(box[1] + y) * canvas.width + box[0] + x] =
          ((light >> 3) << 11) | ((light >> 2) << 5) | (light >> 4);
      }
    }
    return [box];
  };
};

/** One page pushes another out to the left; all of the panel is declared. */
export const pageFlip: Painter = (canvas) => {
  const page = (title: string, colour: number): TraceCanvas => {
    canvas.rectangle([0, 0, canvas.width, canvas.height], colour);
    for (let line = 0; line < 6; line += 1) letter(canvas, 24, 40 + 60 * line, 36, title, line === 0 ? WHITE : 0xbdf7);
    return canvas.copy();
  };
  const next = page('weather', 0x0291);
  const first = page('alarm', NIGHT);
  return (frame) => {
    const shift = Math.min(canvas.width, (frame + 1) * 36);
    for (let y = 0; y < canvas.height; y += 1) {
      const at = y * canvas.width;
      canvas.pixels.set(first.pixels.subarray(at + shift, at + canvas.width), at);
      canvas.pixels.set(next.pixels.subarray(at, at + shift), at + canvas.width - shift);
    }
    return [[0, 0, canvas.width, canvas.height]];
  };
};

/** A pet of big pixels wags its tail and blinks; it declares all of itself. */
export const pet: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0x2a0b);
  const size = Math.floor(canvas.width / 40);
  const box: Rectangle = [Math.floor(canvas.width * 0.2), Math.floor(canvas.height * 0.35), 24 * size, 20 * size];
  const cell = (x: number, y: number, width: number, height: number, colour: number): void => {
    canvas.rectangle([box[0] + x * size, box[1] + y * size, width * size, height * size], colour);
  };
  const draw = (frame: number): void => {
    canvas.rectangle(box, 0x2a0b);
    const breath = frame % 6 < 3 ? 0 : 1;
    cell(6, 8 + breath, 12, 9 - breath, 0xfd20);
    cell(4, 3 + breath, 9, 7, 0xfd20);
    cell(4, 1 + breath, 2, 2, 0xfd20);
    cell(11, 1 + breath, 2, 2, 0xfd20);
    cell(6, 17, 2, 2, 0xc3e0);
    cell(15, 17, 2, 2, 0xc3e0);
    if (frame % 5 !== 0) cell(6, 5 + breath, 1, 2, 0);
    if (frame % 5 !== 0) cell(10, 5 + breath, 1, 2, 0);
    const wag = [0, 1, 2, 1][frame % 4]!;
    cell(18, 9 - wag, 2, 4, 0xfd20);
    cell(19 + (wag >> 1), 6 - wag, 2, 3, 0xfd20);
  };
  draw(0);
  return (frame) => {
    draw(frame + 1);
    return [box];
  };
};
