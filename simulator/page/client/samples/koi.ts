import type { Context, Painter, Sample, Stage } from './sample.js';
import { backdrop, disc, middle, scatter } from './sample.js';

/** Koi seen from above: bodies that follow their own path, lily pads, a ring where a drop fell. */
export const koi: Sample = { id: 'koi', title: 'Koi', framesPerSecond: 30, prepare };

const fish = [
  { body: '#fff4e8', patch: '#ff5a36', long: 54, rate: 0.28, phase: 0.2, spin: 1, reach: [0.36, 0.3] },
  { body: '#ff8a3d', patch: '#fff1dc', long: 46, rate: 0.36, phase: 2.6, spin: -1, reach: [0.3, 0.38] },
  { body: '#f7f7ff', patch: '#2b2e4a', long: 38, rate: 0.42, phase: 4.4, spin: 1, reach: [0.4, 0.22] },
] as const;

function prepare(stage: Stage): Painter {
  const { width, height } = stage;
  const { unit } = middle(stage);
  const next = scatter(5);
  const pads = Array.from({ length: 7 }, (_, index) => ({
    x: index % 2 === 0 ? next() * width * 0.3 : width * (0.72 + next() * 0.3),
    y: next() * height,
    size: unit * (7 + next() * 8),
    turn: next() * 6.28,
  }));
  const scene = backdrop(stage, (context) => {
    const water = context.createRadialGradient(
      width * 0.55,
      height * 0.4,
      0,
      width * 0.5,
      height * 0.5,
      Math.max(width, height) * 0.75,
    );
    water.addColorStop(0, '#15616d');
    water.addColorStop(0.55, '#0c3b4d');
    water.addColorStop(1, '#051826');
    context.fillStyle = water;
    context.fillRect(0, 0, width, height);
    for (let count = 0; count < 40; count += 1)
      disc(
        context,
        next() * width,
        next() * height,
        unit * (0.6 + next() * 2.6),
        next() < 0.5 ? '#1d707a30' : '#03131f40',
      );
  });
  const leaves = backdrop(stage, (context) => {
    for (const pad of pads) lily(context, pad.x, pad.y, pad.size, pad.turn);
  });
  return (context, seconds) => {
    context.drawImage(scene, 0, 0);
    for (let ring = 0; ring < 2; ring += 1) ripple(context, stage, unit, seconds + ring * 2.1, ring);
    for (const each of fish) swim(context, stage, unit, each, seconds);
    context.drawImage(leaves, 0, 0);
  };
}

type Fish = (typeof fish)[number];

function place(stage: Stage, each: Fish, at: number): { x: number; y: number } {
  const { left, right, top, bottom } = stage.safe;
  const turn = each.phase + at * each.rate * each.spin;
  return {
    x: (left + right) / 2 + (right - left) * each.reach[0] * Math.cos(turn),
    y: (top + bottom) / 2 + (bottom - top) * each.reach[1] * Math.sin(turn * 2 * 0.5 + Math.sin(turn) * 0.6),
  };
}

/** The spine is where the head was a moment ago, so a body bends as its path does. */
function swim(context: Context, stage: Stage, unit: number, each: Fish, seconds: number): void {
  const joints = 12;
  const spine = Array.from({ length: joints }, (_, joint) => {
    const ago = (joint / joints) * (each.long / 26);
    const at = place(stage, each, seconds - ago);
    const ahead = place(stage, each, seconds - ago + 0.05);
    const heading = Math.atan2(ahead.y - at.y, ahead.x - at.x);
    const wag = Math.sin(seconds * 5 - joint * 0.55) * joint * 0.16 * unit;
    return { x: at.x - Math.sin(heading) * wag, y: at.y + Math.cos(heading) * wag, heading };
  });
  const wide = (joint: number) =>
    unit * each.long * 0.13 * Math.sin(Math.PI * Math.min(1, 0.18 + joint / (joints + 1.5))) ** 0.8;
  context.fillStyle = '#03121c66';
  outline(context, spine, wide, unit * 2.2);
  fins(context, spine, unit, each);
  context.fillStyle = each.body;
  outline(context, spine, wide, 0);
  for (const [joint, size] of [
    [2, 0.85],
    [5, 0.95],
    [8, 0.7],
  ] as const)
    disc(context, spine[joint]!.x, spine[joint]!.y, wide(joint) * size, each.patch);
  const head = spine[0]!;
  for (const side of [-1, 1])
    disc(
      context,
      head.x - Math.sin(head.heading) * side * wide(0) * 0.75,
      head.y + Math.cos(head.heading) * side * wide(0) * 0.75,
      unit * 0.7,
      '#101522',
    );
}

type Joint = { x: number; y: number; heading: number };

function outline(context: Context, spine: readonly Joint[], wide: (joint: number) => number, drop: number): void {
  context.beginPath();
  const head = spine[0]!;
  context.arc(head.x, head.y + drop, wide(0), head.heading - Math.PI / 2, head.heading + Math.PI / 2);
  for (let joint = 1; joint < spine.length; joint += 1) edge(context, spine[joint]!, wide(joint), drop);
  for (let joint = spine.length - 1; joint > 0; joint -= 1) edge(context, spine[joint]!, -wide(joint), drop);
  context.fill();
}

function edge(context: Context, at: Joint, offset: number, drop: number): void {
  context.lineTo(at.x - Math.sin(at.heading) * offset, at.y + Math.cos(at.heading) * offset + drop);
}

function fins(context: Context, spine: readonly Joint[], unit: number, each: Fish): void {
  const tail = spine[spine.length - 1]!;
  context.fillStyle = `${each.body}b0`;
  for (const [joint, side, long, wide, back] of [
    [tail, 1, 0.2, 0.06, 0.55],
    [tail, -1, 0.2, 0.06, 0.55],
    [spine[3]!, 1, 0.17, 0.06, 1],
    [spine[3]!, -1, 0.17, 0.06, 1],
  ] as const) {
    context.save();
    context.translate(joint.x, joint.y);
    context.rotate(joint.heading + Math.PI + side * back * -0.8);
    context.beginPath();
    context.ellipse(
      unit * each.long * long * 0.8,
      0,
      unit * each.long * long,
      unit * each.long * wide,
      0,
      0,
      Math.PI * 2,
    );
    context.fill();
    context.restore();
  }
}

function ripple(context: Context, stage: Stage, unit: number, seconds: number, which: number): void {
  const next = scatter(Math.floor(seconds / 4.2) * 2 + which + 11);
  const age = (seconds % 4.2) / 4.2;
  const x = stage.safe.left + next() * (stage.safe.right - stage.safe.left);
  const y = next() * stage.height;
  context.lineWidth = 1.5;
  for (const lag of [0, 0.14]) {
    if (age < lag) continue;
    context.strokeStyle = `rgba(200,240,245,${(0.4 * (1 - age)).toFixed(2)})`;
    context.beginPath();
    context.arc(x, y, (age - lag) * unit * 26, 0, Math.PI * 2);
    context.stroke();
  }
}

function lily(context: Context, x: number, y: number, size: number, turn: number): void {
  context.fillStyle = '#02101855';
  wedge(context, x + 3, y + 6, size, turn);
  context.fillStyle = '#2f8f5b';
  wedge(context, x, y, size, turn);
  context.fillStyle = '#46b06f';
  wedge(context, x, y, size * 0.72, turn);
  if (size < 34) return;
  for (let petal = 0; petal < 7; petal += 1)
    disc(
      context,
      x + Math.cos(petal * 0.9) * size * 0.2,
      y + Math.sin(petal * 0.9) * size * 0.2,
      size * 0.16,
      petal % 2 ? '#ffc2dc' : '#ff9cc4',
    );
  disc(context, x, y, size * 0.13, '#ffe08a');
}

function wedge(context: Context, x: number, y: number, size: number, turn: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.arc(x, y, size, turn, turn + 5.7);
  context.fill();
}
