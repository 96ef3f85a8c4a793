import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, middle, scatter, sky } from './sample.js';

/** A harbour city at night: windows come and go, a train of light crosses, signs breathe, water keeps it all. */
export const neonCity: Sample = { id: 'neon-city', title: 'Neon harbour', framesPerSecond: 30, prepare };

interface Pane {
  x: number;
  y: number;
  colour: string;
  rate: number;
  phase: number;
}

const lights = ['#ffd27a', '#ff7ac8', '#6ee7ff', '#ffe9b8', '#ffd27a', '#b69cff'] as const;

function prepare(stage: Stage): Painter {
  const { width, height } = stage;
  const { x: centre, unit } = middle(stage);
  const quay = Math.round(height * 0.76);
  const panes: Pane[] = [];
  const next = scatter(23);
  const scene = backdrop(stage, (context) => {
    sky(context, stage, [
      [0, '#080720'],
      [0.42, '#2a1152'],
      [0.68, '#8d2270'],
      [0.76, '#ff5f7e'],
      [0.762, '#230b38'],
      [1, '#07041a'],
    ]);
    sun(context, centre + unit * 8, quay, unit * 31);
    row(context, stage, quay, { rise: 0.34, colour: '#3d1662', wide: 0.075, panes: 0.12 }, next, panes);
    row(context, stage, quay, { rise: 0.52, colour: '#1c0b3a', wide: 0.1, panes: 0.3 }, next, panes);
    context.fillStyle = '#0d0524';
    context.fillRect(0, quay - unit * 2.4, width, unit * 2.4);
  });
  const towerX = Math.round(centre - unit * 24);
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    for (const pane of panes) {
      if (Math.sin((seconds * pane.rate + pane.phase) * 6.283) < -0.2) continue;
      context.fillStyle = pane.colour;
      context.fillRect(pane.x, pane.y, 3, 4);
    }
    sign(context, towerX, quay - unit * 46, unit, seconds);
    train(context, stage, quay - unit * 9, unit, seconds);
    mirror(context, stage, quay, unit, seconds);
  };
}

function sun(context: Context, x: number, quay: number, radius: number): void {
  const paint = context.createLinearGradient(0, quay - radius * 1.6, 0, quay);
  paint.addColorStop(0, '#ffe27a');
  paint.addColorStop(1, '#ff3f8e');
  context.save();
  context.beginPath();
  for (let band = 0; band < 14; band += 1) {
    const top = quay - radius * 1.7 + (band * radius * 1.7) / 14;
    context.rect(x - radius, top, radius * 2, (radius * 1.7) / 14 - Math.max(0, band - 4) * 0.8);
  }
  context.clip();
  context.fillStyle = paint;
  context.beginPath();
  context.arc(x, quay - radius * 0.7, radius, 0, Math.PI * 2);
  context.fill();
  context.restore();
}

function row(
  context: Context,
  stage: Stage,
  quay: number,
  look: { rise: number; colour: string; wide: number; panes: number },
  next: () => number,
  panes: Pane[],
): void {
  let x = -stage.width * 0.02;
  while (x < stage.width) {
    const wide = Math.round(stage.width * look.wide * (0.7 + next() * 0.7));
    const tall = Math.round(stage.height * look.rise * (0.35 + next() * 0.65));
    const left = Math.round(x);
    context.fillStyle = look.colour;
    context.fillRect(left, quay - tall, wide, tall);
    if (next() < 0.4) context.fillRect(left + (wide >> 1), quay - tall - stage.height * 0.04, 2, stage.height * 0.05);
    for (let y = quay - tall + 6; y < quay - 14; y += 9)
      for (let at = left + 5; at < left + wide - 6; at += 8) {
        if (next() > look.panes) continue;
        const colour = lights[Math.floor(next() * lights.length)]!;
        if (next() < 0.2) panes.push({ x: at, y, colour, rate: 0.05 + next() * 0.2, phase: next() });
        else {
          context.fillStyle = colour;
          context.globalAlpha = 0.55 + next() * 0.45;
          context.fillRect(at, y, 3, 4);
          context.globalAlpha = 1;
        }
      }
    x += wide + stage.width * 0.012 * next();
  }
}

function sign(context: Context, x: number, y: number, unit: number, seconds: number): void {
  const breath = Math.round((0.7 + 0.3 * Math.sin(seconds * 2.2)) * 12) / 12;
  const broken = Math.sin(seconds * 17) > 0.2 || Math.sin(seconds * 0.7) < 0.8 ? 1 : 0.25;
  context.fillStyle = '#0b0420';
  context.fillRect(x - unit * 4.4, y - unit * 2, unit * 8.8, unit * 31);
  context.lineWidth = Math.max(2, unit * 0.8);
  for (const [at, shape, colour] of [
    [3, 0, '#5ff2ff'],
    [12, 1, '#ff5fb4'],
    [21, 2, '#ffe45f'],
  ] as const) {
    context.strokeStyle = colour;
    context.globalAlpha = shape === 1 ? broken : breath;
    context.beginPath();
    if (shape === 0) context.arc(x, y + unit * at, unit * 2.6, 0, Math.PI * 2);
    else if (shape === 1) context.rect(x - unit * 2.4, y + unit * (at - 2.4), unit * 4.8, unit * 4.8);
    else {
      context.moveTo(x, y + unit * (at - 2.6));
      context.lineTo(x + unit * 2.7, y + unit * (at + 2.2));
      context.lineTo(x - unit * 2.7, y + unit * (at + 2.2));
      context.closePath();
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

function train(context: Context, stage: Stage, y: number, unit: number, seconds: number): void {
  context.fillStyle = '#0d0524';
  context.fillRect(0, y + unit * 2.6, stage.width, unit * 0.9);
  for (let x = 0; x < stage.width; x += unit * 16) context.fillRect(x, y + unit * 3, unit * 1.2, unit * 5);
  const long = unit * 46;
  const head = Math.round(((seconds * unit * 22) % (stage.width + long * 2.4)) - long * 0.2);
  for (let car = 0; car < 4; car += 1) {
    const left = Math.round(head - (car + 1) * unit * 11.5);
    context.fillStyle = '#24104a';
    context.fillRect(left, y - unit * 1.4, unit * 11, unit * 4);
    context.fillStyle = '#aef4ff';
    for (let pane = 0; pane < 4; pane += 1)
      context.fillRect(left + unit * (0.9 + pane * 2.5), y - unit * 0.5, unit * 1.7, unit * 1.5);
  }
}

/** The water: the city above, squeezed and cut into a few bands that slide against each other. */
function mirror(context: Context, stage: Stage, quay: number, unit: number, seconds: number): void {
  const deep = stage.height - quay;
  context.globalAlpha = 0.34;
  const bands = 12;
  for (let band = 0; band < bands; band += 1) {
    const top = Math.round(quay + (band * deep) / bands);
    const tall = Math.round(quay + ((band + 1) * deep) / bands) - top;
    const slide = Math.round(Math.sin(seconds * 1.1 + band * 1.3) * (1 + band * 0.35) * unit * 0.35);
    const from = Math.max(0, quay - ((band + 1) * deep * 1.9) / bands);
    context.drawImage(context.canvas, 0, from, stage.width, tall * 1.9, slide, top, stage.width, tall);
  }
  context.globalAlpha = 1;
}
