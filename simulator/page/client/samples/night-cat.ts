import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, disc, glow, middle, scatter, sky } from './sample.js';

/** A cat on a hill before the moon: the tail sways, the eyes follow fireflies and blink. */
export const nightCat: Sample = { id: 'night-cat', title: 'Night cat', framesPerSecond: 30, prepare };

function prepare(stage: Stage): Painter {
  const { width, height } = stage;
  const { x, unit } = middle(stage);
  const moon = { x: x + unit * 20, y: height * 0.56, radius: unit * 27 };
  const cat = { x: x + unit * 6, y: height * 0.88 };
  const next = scatter(7);
  const stars = Array.from({ length: 90 }, () => ({
    x: Math.round(next() * width),
    y: Math.round(next() * height * 0.62),
    size: next() < 0.15 ? 2 : 1,
    phase: next(),
    twinkles: next() < 0.22,
  }));
  const flies = Array.from({ length: 5 }, () => ({ a: next() * 6.3, b: next() * 6.3, rate: 0.25 + next() * 0.3 }));
  const scene = backdrop(stage, (context) => {
    sky(context, stage, [
      [0, '#160f3d'],
      [0.35, '#3a1c74'],
      [0.62, '#7c3187'],
      [0.82, '#d4577e'],
      [1, '#ff9a76'],
    ]);
    glow(context, moon.x, moon.y, moon.radius * 2.1, '#ffd9a0');
    const face = context.createRadialGradient(moon.x - 8, moon.y - 10, moon.radius * 0.1, moon.x, moon.y, moon.radius);
    face.addColorStop(0, '#fffaf0');
    face.addColorStop(1, '#ffdca6');
    disc(context, moon.x, moon.y, moon.radius, face);
    for (const [dx, dy, r] of [
      [-0.4, -0.35, 0.16],
      [0.3, -0.55, 0.1],
      [0.45, 0.1, 0.2],
      [-0.1, -0.72, 0.07],
    ] as const)
      disc(context, moon.x + dx * moon.radius, moon.y + dy * moon.radius, r * moon.radius, '#f8cf9455');
    for (const star of stars) if (!star.twinkles) dot(context, star.x, star.y, star.size, '#ffffffb0');
    hill(context, stage, 0.8, 0.07, 1.3, '#3b1857');
    hill(context, stage, 0.88, 0.05, 3.4, '#1d0d33');
  });
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    for (const star of stars) {
      if (!star.twinkles) continue;
      const light = Math.max(0, Math.sin((seconds * 0.4 + star.phase) * 6.283));
      dot(context, star.x, star.y, 2, `rgba(255,255,255,${(0.25 + 0.75 * light).toFixed(2)})`);
    }
    const near = fly(flies[0]!, seconds, cat, unit);
    drawCat(context, cat.x, cat.y, unit, seconds, near.x - cat.x);
    for (const each of flies) {
      const at = fly(each, seconds, cat, unit);
      const light = 0.55 + 0.45 * Math.sin(seconds * 3 + each.a * 9);
      context.globalAlpha = light;
      glow(context, at.x, at.y, unit * 3.2, '#ffe98a');
      context.globalAlpha = 1;
    }
  };
}

function fly(
  each: { a: number; b: number; rate: number },
  seconds: number,
  cat: { x: number; y: number },
  unit: number,
) {
  return {
    x: cat.x + unit * 42 * Math.sin(seconds * each.rate + each.a),
    y: cat.y - unit * (24 + 18 * Math.sin(seconds * each.rate * 1.7 + each.b)),
  };
}

function drawCat(context: Context, x: number, y: number, unit: number, seconds: number, look: number): void {
  const sway = Math.sin(seconds * 1.6);
  context.save();
  context.translate(x, y);
  context.scale(unit, unit);
  context.strokeStyle = '#0d0620';
  context.lineWidth = 5;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(9, -3);
  context.bezierCurveTo(24, -2, 25 + sway * 4, -14, 19 + sway * 7, -24 - Math.abs(sway) * 2);
  context.stroke();
  context.fillStyle = '#0d0620';
  context.beginPath();
  context.moveTo(-11, 1);
  context.bezierCurveTo(-15, -18, -9, -24, -7, -27);
  context.lineTo(7, -27);
  context.bezierCurveTo(10, -24, 15, -16, 11, 1);
  context.fill();
  context.beginPath();
  context.ellipse(0, -31, 11, 9.4, 0, 0, Math.PI * 2);
  context.fill();
  const twitch = Math.sin(seconds * 0.9) > 0.96 ? 1.4 : 0;
  ear(context, -1, 0);
  ear(context, 1, twitch);
  const blink = seconds % 4.2 < 0.14 ? 0.12 : 1;
  const shift = Math.max(-0.9, Math.min(0.9, look / (unit * 30)));
  for (const side of [-1, 1]) {
    context.fillStyle = '#ffd75e';
    context.beginPath();
    context.ellipse(side * 4.4, -31.5, 2.7, 3.1 * blink, 0, 0, Math.PI * 2);
    context.fill();
    if (blink < 1) continue;
    context.fillStyle = '#0d0620';
    context.beginPath();
    context.ellipse(side * 4.4 + shift, -31.5, 0.95, 2.5, 0, 0, Math.PI * 2);
    context.fill();
  }
  context.restore();
}

function ear(context: Context, side: number, twitch: number): void {
  context.fillStyle = '#0d0620';
  context.beginPath();
  context.moveTo(side * 10.6, -32);
  context.lineTo(side * (9.6 + twitch), -46 + twitch);
  context.lineTo(side * 1.6, -39);
  context.fill();
}

function hill(context: Context, stage: Stage, base: number, swing: number, phase: number, colour: string): void {
  const { width, height } = stage;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(0, height);
  for (let x = 0; x < width + 4; x += 4) context.lineTo(x, height * (base + swing * Math.sin((x / width) * 5 + phase)));
  context.lineTo(width, height);
  context.fill();
}

function dot(context: Context, x: number, y: number, size: number, colour: string): void {
  context.fillStyle = colour;
  context.fillRect(x, y, size, size);
}
