import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, middle, scatter } from './sample.js';

/** A small round creature in fat pixels: it hops, blinks, and now and then loves you. */
export const pixelPet: Sample = { id: 'pixel-pet', title: 'Pixel pet', framesPerSecond: 15, prepare };

const colours: Readonly<Record<string, string>> = {
  k: '#2b1d4f',
  b: '#8be3d6',
  l: '#c8fff2',
  d: '#55b7b5',
  w: '#ffffff',
  p: '#ff8fb1',
  h: '#ff4f7a',
  g: '#ffd1dc',
};

const open = [
  '..kk........kk..',
  '.kblk......kblk.',
  '.kbbbkkkkkkbbbk.',
  '.kbbbllllbbbbbk.',
  'kbbblllbbbbbbbbk',
  'kbbllbbbbbbbbbbk',
  'kbbbkkbbbbkkbbbk',
  'kbbbkwbbbbkwbbbk',
  'kbbbkkbbbbkkbbbk',
  'kbppbbbkkbbbppbk',
  'kbppbbbbbbbbppbk',
  '.kbbbbbbbbbbbdk.',
  '.kddbbbbbbbbddk.',
  '..kkddddddddkk..',
  '....kkkkkkkk....',
] as const;

const shut = open.map((row, index) =>
  index === 6 || index === 8 ? 'kbbbbbbbbbbbbbbk' : index === 7 ? 'kbbkkkbbbbkkkbbk' : row,
);
const heart = ['.hh.hh.', 'hghhhhh', 'hhhhhhh', '.hhhhh.', '..hhh..', '...h...'] as const;

function prepare(stage: Stage): Painter {
  const { x: centre, unit } = middle(stage);
  const cell = Math.max(2, Math.round(unit * 3.1));
  const ground = Math.round((stage.height * 0.78) / cell) * cell;
  const scene = backdrop(stage, (context) => drawScene(context, stage, cell, ground));
  const left = Math.round((centre - cell * 8) / cell) * cell;
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    for (const cloud of [0, 1, 2]) drawCloud(context, stage, cell, cloud, seconds);
    const beat = (seconds % 6) / 6;
    const jump = beat < 0.5 ? Math.abs(Math.sin(seconds * 4.2)) : 0;
    const rise = Math.round(jump * 6) * cell;
    const squash = jump > 0 && jump < 0.22 ? 1 : 0;
    context.fillStyle = '#3c8f6b';
    const shade = 12 - Math.round(jump * 3) * 2;
    context.fillRect(left + (8 - shade / 2) * cell, ground + cell, shade * cell, cell);
    const blink = seconds % 2.7 < 0.2 || (beat > 0.62 && beat < 0.9);
    drawArt(context, blink ? shut : open, left, ground - (14 - squash) * cell - rise, cell);
    if (beat > 0.55) {
      const up = Math.round(((beat - 0.55) / 0.45) * 9);
      drawArt(context, heart, left + 12 * cell, ground - (18 + up) * cell, cell);
      if (up > 3) drawArt(context, heart, left - 3 * cell, ground - (13 + up) * cell, cell);
    }
  };
}

function drawArt(context: Context, art: readonly string[], left: number, top: number, cell: number): void {
  for (let y = 0; y < art.length; y += 1)
    for (let x = 0; x < art[y]!.length; x += 1) {
      const colour = colours[art[y]![x]!];
      if (colour === undefined) continue;
      context.fillStyle = colour;
      context.fillRect(left + x * cell, top + y * cell, cell, cell);
    }
}

function drawScene(context: Context, stage: Stage, cell: number, ground: number): void {
  const bands = ['#5a4fcf', '#6f6ae6', '#8a8cf2', '#a9b0fa', '#c9d2ff', '#ffd9ec', '#ffc6da'];
  const tall = Math.ceil(ground / bands.length / cell) * cell;
  bands.forEach((colour, band) => {
    context.fillStyle = colour;
    context.fillRect(0, band * tall, stage.width, stage.height);
  });
  const next = scatter(3);
  const far = Array.from({ length: Math.ceil(stage.width / cell) + 1 }, (_, column) =>
    Math.round(5 + 3 * Math.sin(column * 0.21) + 2 * Math.sin(column * 0.47 + 1)),
  );
  far.forEach((rise, column) => {
    context.fillStyle = '#7d6fd0';
    context.fillRect(column * cell, ground - rise * cell, cell, rise * cell);
  });
  context.fillStyle = '#57c08a';
  context.fillRect(0, ground, stage.width, stage.height - ground);
  context.fillStyle = '#7fe0a3';
  context.fillRect(0, ground, stage.width, cell);
  for (let count = 0; count < 46; count += 1) {
    const x = Math.floor(next() * (stage.width / cell)) * cell;
    const y = ground + (2 + Math.floor(next() * 9)) * cell;
    context.fillStyle = next() < 0.24 ? (next() < 0.5 ? '#ffe27a' : '#ffb3d1') : '#3fa573';
    context.fillRect(x, y, cell, cell);
  }
}

function drawCloud(context: Context, stage: Stage, cell: number, which: number, seconds: number): void {
  const span = stage.width + cell * 30;
  const at = (seconds * cell * (1 + which * 0.4) + which * span * 0.37) % span;
  const left = Math.round(at / cell) * cell - cell * 16;
  const top = (4 + which * 6) * cell;
  context.fillStyle = '#ffffff';
  context.fillRect(left + cell * 3, top, cell * 6, cell);
  context.fillRect(left + cell, top + cell, cell * 11, cell * 2);
  context.fillStyle = '#e4e6ff';
  context.fillRect(left + cell, top + cell * 3, cell * 11, cell);
}
