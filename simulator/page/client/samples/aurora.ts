import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, glow, middle, scatter, sky } from './sample.js';

/** Northern lights in cut paper over a lake: flat bands whose edges drift, mirrored in still water. */
export const aurora: Sample = { id: 'aurora', title: 'Aurora', framesPerSecond: 20, prepare };

const ribbons = [
  { colours: ['#0f4a5c', '#13705f', '#1fa06e', '#57d98a', '#b5f7b0'], base: 0.2, rate: 0.21, wave: 1.1, phase: 0 },
  { colours: ['#3a2c6e', '#5a3a92', '#8a4fb8', '#c274d8', '#f0b4ee'], base: 0.34, rate: -0.16, wave: 1.5, phase: 2.1 },
] as const;

function prepare(stage: Stage): Painter {
  const { width, height } = stage;
  const { x: centre, unit } = middle(stage);
  const shore = Math.round(height * 0.74);
  const next = scatter(41);
  const scene = backdrop(stage, (context) => {
    sky(context, stage, [
      [0, '#050a1c'],
      [0.5, '#0b2036'],
      [0.74, '#173b4d'],
      [0.741, '#0c2433'],
      [1, '#040a14'],
    ]);
    for (let count = 0; count < 110; count += 1) {
      context.fillStyle = `rgba(235,245,255,${(0.25 + next() * 0.65).toFixed(2)})`;
      const size = next() < 0.12 ? 2 : 1;
      context.fillRect(Math.round(next() * width), Math.round(next() * shore * 0.8), size, size);
    }
  });
  const land = backdrop(stage, (context) => {
    ridge(context, stage, shore, 0.13, 3, '#0c1c2b');
    ridge(context, stage, shore, 0.07, 8, '#07111d');
    tent(context, centre + unit * 18, shore, unit);
  });
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    for (const ribbon of ribbons) drawRibbon(context, stage, ribbon, seconds, 1, shore);
    context.save();
    context.beginPath();
    context.rect(0, shore, width, height - shore);
    context.clip();
    context.globalAlpha = 0.3;
    for (const ribbon of ribbons) drawRibbon(context, stage, ribbon, seconds, -0.42, shore);
    context.restore();
    context.drawImage(land, 0, 0);
  };
}

type Ribbon = (typeof ribbons)[number];

/** `mirror` 1 paints the sky, a negative one the water below the shore, squeezed by its size. */
function drawRibbon(
  context: Context,
  stage: Stage,
  ribbon: Ribbon,
  seconds: number,
  mirror: number,
  shore: number,
): void {
  const { width, height } = stage;
  const step = 6;
  const last = Math.ceil(width / step);
  const count = ribbon.colours.length;
  for (let band = 0; band < count; band += 1) {
    const inner = band / count;
    context.fillStyle = ribbon.colours[band]!;
    context.beginPath();
    for (let side = 0; side < 2; side += 1) {
      for (let i = 0; i <= last; i += 1) {
        const x = (side === 0 ? i : last - i) * step;
        const u = (x / width) * Math.PI * 2 * ribbon.wave + ribbon.phase;
        const drift = Math.sin(u + seconds * ribbon.rate * 3) + 0.5 * Math.sin(u * 2.3 - seconds * ribbon.rate * 4.1);
        const thick = 0.55 + 0.45 * Math.sin(u * 0.7 + seconds * ribbon.rate * 2 + 1);
        const foot = height * (ribbon.base + 0.075 * drift + 0.14);
        const head = foot - height * (0.06 + 0.26 * thick) * (1 - inner) ** 1.25;
        const y = side === 0 ? foot - inner * height * 0.006 : head;
        context.lineTo(x, mirror === 1 ? y : shore + (shore - y) * -mirror);
      }
    }
    context.fill();
  }
}

function ridge(context: Context, stage: Stage, shore: number, rise: number, seed: number, colour: string): void {
  const next = scatter(seed);
  context.fillStyle = colour;
  for (const way of [1, -0.45]) {
    context.beginPath();
    context.moveTo(0, shore);
    let x = 0;
    while (x < stage.width) {
      const peak = x + stage.width * (0.06 + next() * 0.08);
      context.lineTo(peak, shore - way * stage.height * rise * (0.35 + next() * 0.65));
      x = peak + stage.width * (0.05 + next() * 0.07);
      context.lineTo(x, shore - way * stage.height * rise * 0.22);
    }
    context.lineTo(stage.width, shore);
    context.fill();
  }
}

function tent(context: Context, x: number, y: number, unit: number): void {
  glow(context, x, y - unit * 2, unit * 12, '#ffb45c');
  context.fillStyle = '#ffcf7a';
  triangle(context, x - unit * 7, x + unit * 6, x, y + 1, y - unit * 9);
  context.fillStyle = '#c96f36';
  triangle(context, x - unit * 7, x - unit * 1.2, x, y + 1, y - unit * 9);
  context.fillStyle = '#ffb45c44';
  triangle(context, x - unit * 6, x + unit * 5, x, y + 1, y + unit * 5);
}

function triangle(context: Context, left: number, right: number, tip: number, y: number, top: number): void {
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(right, y);
  context.lineTo(tip, top);
  context.fill();
}
