import type { Box } from '../pack/scene.js';
import { eightfold, filled, n, type Stage, scatter } from './stage.js';

const TAU = Math.PI * 2;
const DARK = '#0b0a1e';

/** Where the moon stands and how large it is: left of the middle, so that a clock has room beside or above it. */
export function placeMoon({ safe }: Stage): { x: number; y: number; radius: number } {
  const [width, height] = [safe.right - safe.left, safe.bottom - safe.top];
  const radius = Math.min(width, height) * 0.29;
  return { x: safe.left + width * 0.5, y: safe.top + height * 0.52, radius };
}

/** The illustration: a large moon over a sleeping town, and on the ridge of a roof somebody who looks at it. */
export function town(stage: Stage): string {
  const { width, height } = stage;
  const { x, y, radius } = placeMoon(stage);
  const random = scatter(21);
  let body = `<defs><linearGradient id="n" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#090b26"/><stop offset=".5" stop-color="#23215c"/><stop offset=".8" stop-color="#5b3a86"/><stop offset="1" stop-color="#a4558c"/></linearGradient>
<radialGradient id="h"><stop offset=".5" stop-color="#ffe9c4" stop-opacity=".5"/><stop offset="1" stop-color="#ffe9c4" stop-opacity="0"/></radialGradient>
<radialGradient id="o" cx=".42" cy=".38" r=".7"><stop offset="0" stop-color="#fff8e6"/><stop offset="1" stop-color="#ffdca8"/></radialGradient></defs>
<rect width="${width}" height="${height}" fill="url(#n)"/>`;
  for (let star = 0; star < 90; star += 1) {
    body += `<circle cx="${n(random() * width)}" cy="${n(random() * height * 0.66)}" r="${n(0.4 + random() * 1.2)}" fill="#fff" opacity="${n(0.25 + random() * 0.7)}"/>`;
  }
  body += `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius * 1.9)}" fill="url(#h)"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="url(#o)"/>`;
  for (const [dx, dy, size] of [
    [-0.42, -0.3, 0.17],
    [0.3, -0.5, 0.1],
    [-0.1, 0.12, 0.08],
    [0.48, 0.05, 0.14],
    [-0.55, 0.28, 0.09],
  ] as const) {
    body += `<circle cx="${n(x + dx * radius)}" cy="${n(y + dy * radius)}" r="${n(size * radius)}" fill="#f0c48c" opacity=".38"/>`;
  }
  body += roofs(stage, 0.86, '#2a1f52', 31, 0.5) + roofs(stage, 0.93, '#17132f', 47, 1) + ridge(stage);
  return body;
}

/** A row of houses with lit windows; `part` of the height is where their eaves are. */
function roofs({ width, height }: Stage, part: number, colour: string, seed: number, lit: number): string {
  const random = scatter(seed);
  let shapes = '';
  let windows = '';
  for (let left = -20; left < width; ) {
    const across = 46 + random() * 50;
    const eaves = height * part - random() * height * 0.05;
    const top = eaves - across * (0.25 + random() * 0.2);
    shapes += `<path d="M${n(left)} ${height} V${n(eaves)} L${n(left + across / 2)} ${n(top)} L${n(left + across)} ${n(eaves)} V${height} Z" fill="${colour}"/>`;
    if (random() < 0.75) {
      windows += `<rect x="${n(left + across * 0.3)}" y="${n(eaves + 6)}" width="7" height="9" rx="1" fill="#ffcf7a" opacity="${n(lit * (0.5 + random() * 0.5))}"/>`;
    }
    if (random() < 0.4)
      shapes += `<rect x="${n(left + across * 0.66)}" y="${n(top - 2)}" width="9" height="${n(eaves - top)}" fill="${colour}"/>`;
    left += across * 0.94;
  }
  return shapes + windows;
}

/** The roof they sit on: its ridge under the moon, its slopes down to the edge of the glass. */
function ridge(stage: Stage): string {
  const { x, y, radius } = placeMoon(stage);
  const unit = radius / 100;
  const at = (dx: number, dy: number): string => `${n(x + dx * unit)} ${n(y + dy * unit)}`;
  const low = (stage.height - y) / unit + 4;
  const side = (down: number): number => 104 + (down - 100) * 0.9;
  let tiles = '';
  for (let row = 0; row < 5; row += 1) {
    const down = 116 + row * 15;
    tiles += `<path d="M${at(-side(down), down)} Q${at(0, down - 7)} ${at(side(down), down)}" fill="none" stroke="#2b2350" stroke-width="${n(2 * unit)}" opacity="${n(0.9 - row * 0.14)}"/>`;
  }
  return `<path d="M${at(-104, 102)} Q${at(0, 92)} ${at(104, 102)} L${at(side(low), low)} L${at(-side(low), low)} Z" fill="${DARK}"/>${tiles}`;
}

/** Where she sits: the box her hair, scarf and the cat's tail never leave, glass pixels, even. */
export function sitterBox(stage: Stage): Box {
  const { x, y, radius } = placeMoon(stage);
  return eightfold(x - radius * 0.82, y - radius * 0.5, x + radius * 1.02, y + radius * 1.18, stage);
}

/** The girl and her cat on the ridge, seen from behind against the moon, at `phase` (0..1, a loop). */
export function sitter(stage: Stage, phase: number): string {
  const { x, y, radius } = placeMoon(stage);
  const turn = phase * TAU;
  const wind = (lag: number, far: number): number =>
    Math.sin(turn - lag) * far + Math.sin(turn * 2 - lag * 1.7) * far * 0.35;
  // A lock of hair, or an end of the scarf: swept to the right, the more the farther it is from the head.
  const lock = (
    fromX: number,
    fromY: number,
    length: number,
    fall: number,
    lag: number,
    wide: number,
    colour = DARK,
  ): string => {
    const [a, b, c] = [wind(lag, 2), wind(lag + 0.7, 5), wind(lag + 1.4, 9)];
    const at = (part: number, down: number): string =>
      `${n(fromX + length * part)} ${n(fromY + fall * part * part + down)}`;
    return `<path d="M${at(0, 0)} C${at(0.35, a)} ${at(0.65, b - 5)} ${at(1, c)} C${at(0.62, b + wide * 0.5)} ${at(0.3, a + wide)} ${at(0, wide)} Z" fill="${colour}"/>`;
  };
  const breath = Math.sin(turn) * 0.8;
  const girl = `<g transform="translate(-16 ${n(-breath * 0.5)})">
${lock(7, 17, 74, 12, 0.3, 8, '#b8365a')}${lock(8, 21, 58, 26, 1.1, 8, '#8f284a')}
<path d="M-17 18 C-29 40 -35 66 -36 96 L36 96 C34 66 27 40 17 18 Z" fill="${DARK}"/>
<path d="M-28 92 C-46 92 -54 100 -58 112 L-46 114 C-40 106 -24 104 -6 102 Z" fill="${DARK}"/>
${lock(6, 8, 52, 34, 0, 15)}${lock(2, 22, 47, 40, 0.5, 17)}${lock(-2, 34, 44, 34, 0.9, 18)}${lock(-8, 44, 40, 26, 1.3, 16)}
<ellipse cx="-1" cy="-8" rx="21" ry="23" fill="${DARK}"/>
<path d="M-22 -8 C-25 16 -24 40 -20 60 C-14 68 8 66 14 54 C21 38 22 12 20 -8 Z" fill="${DARK}"/>
<path d="M-19 14 C-8 21 8 21 17 14 L18 23 C8 30 -10 30 -20 23 Z" fill="#d6456a"/>
<path d="M-4 -31 C-10 -42 -22 -43 -23 -36 C-23 -29 -12 -28 -5 -29 Z M-2 -31 C2 -42 14 -44 16 -37 C16 -30 6 -28 -1 -29 Z" fill="#d6456a"/><circle cx="-3" cy="-30" r="4" fill="#b8365a"/>
</g>`;
  const tail = wind(0.4, 9);
  const cat = `<g transform="translate(58 66) scale(.86)">
<path d="M14 30 C34 34 ${n(40 + tail)} 14 ${n(32 + tail)} -6 C${n(29 + tail)} -12 ${n(24 + tail)} -8 ${n(26 + tail)} -3 C${n(32 + tail * 0.6)} 14 26 24 12 24 Z" fill="${DARK}"/>
<path d="M-14 40 C-18 14 -12 -2 0 -4 C12 -2 18 14 14 40 Z" fill="${DARK}"/>
<circle cx="0" cy="-12" r="12" fill="${DARK}"/><path d="M-11 -14 L-12 -29 L-2 -22 Z M11 -14 L12 -29 L2 -22 Z" fill="${DARK}"/>
</g>`;
  return `<g transform="translate(${n(x)} ${n(y + radius * 0.02)}) scale(${n(radius / 100)})">${cat}${girl}</g>`;
}

/** What is left of it while nobody looks: the moon's edge and theirs, white on black. */
export function townOutline(stage: Stage): string {
  const { x, y, radius } = placeMoon(stage);
  // All of it once with a white edge and once more without: what remains is the edge of the whole.
  const painted = (as: string): string => sitter(stage, 0.1).replaceAll(/fill="#[0-9a-f]{6}"/g, as);
  const figures =
    painted('fill="#000" stroke="#fff" stroke-width="4" stroke-linejoin="round"') + painted('fill="#000"');
  const roof = (y + 1.0 * radius).toFixed(1);
  const body = `${filled(stage, '#000')}
<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="none" stroke="#fff" stroke-width="1.6"/>${figures}
<rect y="${roof}" width="${stage.width}" height="${stage.height}" fill="#000"/><path d="M${n(x - radius * 1.2)} ${roof} H${n(x + radius * 1.2)}" stroke="#fff" stroke-width="1.8"/>`;
  return body;
}
