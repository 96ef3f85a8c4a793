import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, disc, middle } from './sample.js';

/** A skeleton watch that tells the time: wheels that really mesh, a balance that swings, a second hand that ticks. */
export const clockwork: Sample = { id: 'clockwork', title: 'Clockwork', framesPerSecond: 24, prepare };

const gold = '#d9a548';
const pale = '#ffe2a0';
const steel = '#9fb2c8';
const night = '#0b0e16';

function prepare(stage: Stage): Painter {
  const { x, y, unit } = middle(stage);
  const radius = unit * 46;
  const scene = backdrop(stage, (context) => {
    context.fillStyle = night;
    context.fillRect(0, 0, stage.width, stage.height);
    const plate = context.createRadialGradient(x, y - radius * 0.3, radius * 0.1, x, y, radius * 1.25);
    plate.addColorStop(0, '#232a3a');
    plate.addColorStop(1, night);
    disc(context, x, y, radius * 1.25, plate);
    dial(context, x, y, radius);
  });
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    const now = new Date();
    // The escapement lets the train go six times a second; what meshes turns against its neighbour by the ratio of teeth.
    const beat = Math.floor(seconds * 6) + Math.min(1, ((seconds * 6) % 1) * 3);
    const turn = beat * 0.045;
    wheel(context, x - unit * 11, y + unit * 12, unit * 17, 30, turn, gold);
    wheel(context, x + unit * 14.9, y + unit * 8.5, unit * 9.1, 16, -turn * (30 / 16) + 0.1, steel);
    wheel(context, x + unit * 4.5, y - unit * 16.5, unit * 13.6, 24, -turn * (30 / 24) + 0.02, gold);
    balance(context, x - unit * 18.5, y - unit * 16, unit * 10.5, Math.sin(seconds * 9.42) * 1.5);
    hands(context, x, y, radius, now);
  };
}

function dial(context: Context, x: number, y: number, radius: number): void {
  context.lineCap = 'round';
  context.strokeStyle = '#3b465c';
  context.lineWidth = radius * 0.012;
  ring(context, x, y, radius * 1.02);
  ring(context, x, y, radius * 0.9);
  for (let minute = 0; minute < 60; minute += 1) {
    const hour = minute % 5 === 0;
    const angle = (minute / 60) * Math.PI * 2;
    context.strokeStyle = hour ? pale : '#59657c';
    context.lineWidth = radius * (hour ? 0.028 : 0.012);
    spoke(context, x, y, angle, radius * (hour ? 0.9 : 0.94), radius * 0.985);
  }
}

function wheel(
  context: Context,
  x: number,
  y: number,
  radius: number,
  teeth: number,
  turn: number,
  colour: string,
): void {
  const root = radius * (1 - 2.6 / teeth);
  context.fillStyle = colour;
  context.beginPath();
  for (let tooth = 0; tooth < teeth; tooth += 1) {
    for (const [part, reach] of [
      [0, root],
      [0.22, radius],
      [0.48, radius],
      [0.7, root],
    ] as const) {
      const angle = turn + ((tooth + part) / teeth) * Math.PI * 2;
      context.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
    }
  }
  context.closePath();
  context.moveTo(x + root * 0.8, y);
  context.arc(x, y, root * 0.8, 0, Math.PI * 2, true);
  context.fill('evenodd');
  context.strokeStyle = colour;
  context.lineWidth = radius * 0.11;
  for (let arm = 0; arm < 5; arm += 1) spoke(context, x, y, turn + (arm / 5) * Math.PI * 2, radius * 0.1, root * 0.86);
  disc(context, x, y, radius * 0.2, colour);
  disc(context, x, y, radius * 0.1, '#c8385a');
}

function balance(context: Context, x: number, y: number, radius: number, turn: number): void {
  context.strokeStyle = pale;
  context.lineWidth = radius * 0.13;
  ring(context, x, y, radius);
  for (let arm = 0; arm < 3; arm += 1) spoke(context, x, y, turn + (arm / 3) * Math.PI * 2, 0, radius);
  context.strokeStyle = '#6fa4d8';
  context.lineWidth = radius * 0.06;
  context.beginPath();
  for (let step = 0; step <= 60; step += 1) {
    const angle = turn * (1 - step / 60) + step * 0.36;
    const reach = radius * (0.12 + 0.56 * (step / 60) * (1 + turn * 0.06));
    context.lineTo(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
  }
  context.stroke();
  disc(context, x, y, radius * 0.13, '#c8385a');
}

function hands(context: Context, x: number, y: number, radius: number, now: Date): void {
  const minutes = now.getMinutes() + now.getSeconds() / 60;
  const hours = (now.getHours() % 12) + minutes / 60;
  context.lineCap = 'round';
  for (const [share, long, wide, colour] of [
    [hours / 12, 0.52, 0.05, '#f4f7ff'],
    [minutes / 60, 0.8, 0.036, '#f4f7ff'],
    [now.getSeconds() / 60, 0.86, 0.014, '#ff5470'],
  ] as const) {
    context.strokeStyle = '#00000066';
    context.lineWidth = radius * wide * 1.7;
    spoke(context, x + 1, y + 3, share * Math.PI * 2, -radius * 0.1, radius * long);
    context.strokeStyle = colour;
    context.lineWidth = radius * wide;
    spoke(context, x, y, share * Math.PI * 2, -radius * 0.1, radius * long);
  }
  disc(context, x, y, radius * 0.045, '#ff5470');
}

/** A line from the centre, the angle counted from twelve o'clock. */
function spoke(context: Context, x: number, y: number, angle: number, from: number, to: number): void {
  context.beginPath();
  context.moveTo(x + Math.sin(angle) * from, y - Math.cos(angle) * from);
  context.lineTo(x + Math.sin(angle) * to, y - Math.cos(angle) * to);
  context.stroke();
}

function ring(context: Context, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.stroke();
}
