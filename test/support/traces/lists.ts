import { CORAL, GREY, NIGHT, SEA, WHITE, wallpaper } from './faces.js';
import type { Painter } from './film.js';
import { advance, letter } from './lettering.js';
import type { Rectangle } from './trace.js';

const WORDS = 'note to tell another reminder on its own table another line is seen here'.split(' ');

const wordsFrom = (at: number, count: number): string =>
  Array.from({ length: count }, (_, word) => WORDS[(at + word) % WORDS.length]!).join(' ');

/** A line of text runs through a band, four pixels a frame; the band is declared. */
export const ticker: Painter = (canvas) => {
  const size = 34;
  const band: Rectangle = [0, Math.floor(canvas.height * 0.7), canvas.width, 52];
  const text = wordsFrom(0, 16);
  const draw = (frame: number): void => {
    canvas.rectangle(band, NIGHT);
    letter(canvas, 20 - 4 * frame, band[1] + 9, size, text, WHITE);
  };
  draw(0);
  return (frame) => {
    draw(frame + 1);
    return [band];
  };
};

/** A notification slides in from above over a wallpaper; where it was and is is declared as one. */
export const card: Painter = (canvas) => {
  const behind = wallpaper(canvas);
  const height = Math.floor(canvas.height / 5);
  const steps = [-0.9, -0.7, -0.5, -0.35, -0.22, -0.12, -0.06, -0.02, 0.04, 0.1, 0.13, 0.15, 0.16];
  const at = (frame: number): Rectangle => [
    20,
    Math.floor(height * steps[Math.min(frame, steps.length - 1)]!) + 4,
    canvas.width - 40,
    height,
  ];
  let last: Rectangle = at(0);
  return (frame) => {
    const box = at(frame + 1);
    const top = Math.min(last[1], box[1]);
    const damage: Rectangle = [box[0], top, box[2], Math.max(last[1], box[1]) + height - top];
    canvas.restore(behind, damage);
    canvas.card(box, 22, 0x2966);
    letter(canvas, box[0] + 24, box[1] + 14, 26, wordsFrom(1, 2), WHITE);
    letter(canvas, box[0] + 24, box[1] + 50, 20, wordsFrom(4, 4), GREY);
    last = box;
    return [damage];
  };
};

/** A stack of notifications moves up by four pixels; the whole stack is declared. */
export const stack: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0);
  const area: Rectangle = [0, 40, canvas.width, canvas.height - 80];
  const draw = (shift: number): void => {
    canvas.rectangle(area, 0);
    for (let item = 0; item * 92 - shift < area[3] - 80; item += 1) {
      const top = area[1] + item * 92 - shift;
      if (top < area[1] || top + 82 > area[1] + area[3]) continue;
      canvas.card([12, top, canvas.width - 24, 82], 16, 0x2104);
      letter(canvas, 30, top + 10, 24, wordsFrom(item * 3, 2), WHITE);
      letter(canvas, 30, top + 42, 20, wordsFrom(item * 5, 3), GREY);
    }
  };
  draw(0);
  return (frame) => {
    draw(4 * (frame + 1));
    return [area];
  };
};

/** Music: a bar grows, the time beside it counts, an equaliser dances. Each declares itself. */
export const music: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], NIGHT);
  const bar: Rectangle = [24, Math.floor(canvas.height * 0.8), canvas.width - 48, 8];
  const time: Rectangle = [24, bar[1] + 20, 4 * advance(22), 22];
  const dance: Rectangle = [Math.floor(canvas.width / 2) - 60, Math.floor(canvas.height * 0.45), 120, 80];
  canvas.card(bar, 4, GREY);
  return (frame) => {
    canvas.card([bar[0], bar[1], 40 + 3 * frame, bar[3]], 4, SEA);
    canvas.rectangle(time, NIGHT);
    letter(canvas, time[0], time[1], 22, `1:${String(12 + frame).padStart(2, '0')}`, WHITE);
    canvas.rectangle(dance, NIGHT);
    for (let column = 0; column < 12; column += 1) {
      const height = 8 + ((column * 37 + frame * 23 * (1 + (column % 3))) % 70);
      canvas.rectangle([dance[0] + column * 10, dance[1] + dance[3] - height, 7, height], CORAL);
    }
    return [bar, time, dance];
  };
};

/** A message is typed letter by letter into a field that declares all of itself. */
export const typing: Painter = (canvas) => {
  canvas.rectangle([0, 0, canvas.width, canvas.height], 0);
  const field: Rectangle = [16, Math.floor(canvas.height * 0.4), canvas.width - 32, 90];
  const size = 28;
  const most = Math.floor((field[2] - 24) / advance(size));
  const text = wordsFrom(0, 10);
  const draw = (letters: number): void => {
    canvas.card(field, 14, 0x2124);
    letter(canvas, field[0] + 12, field[1] + 10, size, text.slice(0, Math.min(letters, most)), WHITE);
    letter(canvas, field[0] + 12, field[1] + 48, size, text.slice(most, Math.max(letters, most)), WHITE);
  };
  draw(3);
  return (frame) => {
    draw(4 + frame);
    return [field];
  };
};
