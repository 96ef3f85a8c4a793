import type { Box } from '../pack/scene.js';
import { eightfold, filled, n, type Stage, scatter } from './stage.js';

/** What the pet is up to. Each mood is a loop of its own. */
export type Mood = 'awake' | 'happy' | 'charging' | 'asleep';

const TAU = Math.PI * 2;
/** The pet is drawn in a square of this side, its feet in the middle of the lower edge. */
const BOX = 240;
const INK = '#3b2a4d';

/** The ground the pet sits on: dusk over soft hills by day, stars by night. */
export function petGround(stage: Stage, place: Place, night: boolean): string {
  const { width, height } = stage;
  const { x, y, unit } = place;
  const random = scatter(7);
  const sky = night ? ['#070a1f', '#141a44', '#2b2a63'] : ['#1d1840', '#65345f', '#d8775c'];
  const hills = night ? ['#1b1c4a', '#15163c', '#0e0f2c'] : ['#944669', '#6c335e', '#48254e'];
  let body = `<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset=".55" stop-color="${sky[1]}"/><stop offset="1" stop-color="${sky[2]}"/></linearGradient></defs>`;
  body += `<rect width="${width}" height="${height}" fill="url(#s)"/>`;
  if (night) {
    for (let star = 0; star < 60; star += 1) {
      const radius = 0.5 + random() * 1.1;
      body += `<circle cx="${n(random() * width)}" cy="${n(random() * height * 0.6)}" r="${n(radius)}" fill="#fff" opacity="${n(0.35 + random() * 0.6)}"/>`;
    }
  }
  // A sun or a moon behind the head gives the pet its outline.
  body += disc(x + 96 * unit, y - 226 * unit, 32 * unit, night);
  hills.forEach((colour, layer) => {
    const base = y - (34 - layer * 22) * unit;
    const swell = (30 - layer * 6) * unit;
    const left = layer * 0.9;
    let path = `M0 ${n(height)} L0 ${n(base)}`;
    for (let step = 0; step <= 16; step += 1) {
      const at = step / 16;
      path += ` L${n(at * width)} ${n(base - swell * Math.sin(left + at * TAU * (0.6 + layer * 0.25)))}`;
    }
    body += `<path d="${path} L${n(width)} ${n(height)} Z" fill="${colour}"/>`;
  });
  body += `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(86 * unit)}" ry="${n(13 * unit)}" fill="${night ? '#070818' : '#2c1638'}" opacity=".45"/>`;
  return body;
}

/** A low sun, or a crescent: the outer circle less one that stands aside. */
function disc(x: number, y: number, radius: number, night: boolean): string {
  if (!night) return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="#ffd9a0" opacity=".92"/>`;
  const [top, low] = [y - radius, y + radius];
  return `<path d="M${n(x)} ${n(top)} A${n(radius)} ${n(radius)} 0 1 0 ${n(x)} ${n(low)} A${n(radius * 1.25)} ${n(radius * 1.25)} 0 0 1 ${n(x)} ${n(top)} Z" fill="#f6f0d8" transform="rotate(24 ${n(x)} ${n(y)})"/>`;
}

/** Where its feet stand, and how many pixels one of its units is. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly unit: number;
}

/** The largest pet that fits, whose box has at most `mostPixels`. */
export function placePet({ safe }: Stage, mostPixels: number): Place {
  const fits = Math.min((safe.right - safe.left) / 300, (safe.bottom - safe.top) / 380);
  const unit = Math.min(fits, (Math.sqrt(mostPixels) - 16) / BOX);
  return { x: (safe.left + safe.right) / 2, y: safe.bottom - 24 * unit, unit };
}

/** The box the pet and what flies around it never leave. */
export function petBox(stage: Stage, { x, y, unit }: Place): Box {
  const half = (BOX / 2) * unit;
  return eightfold(x - half, y + 14 * unit - 2 * half, x + half, y + 14 * unit, stage);
}

/** The pet alone at `phase` (0..1, a loop), to lay over its ground. */
export function pet({ x, y, unit }: Place, mood: Mood, phase: number): string {
  return `<g transform="translate(${n(x)} ${n(y)}) scale(${unit})">${creature(mood, phase)}</g>`;
}

function creature(mood: Mood, phase: number): string {
  const turn = phase * TAU;
  const hop = mood === 'happy' ? Math.abs(Math.sin(turn * 2)) * 16 : 0;
  const breath = mood === 'happy' ? Math.cos(turn * 4) * 0.03 : Math.sin(turn) * (mood === 'asleep' ? 0.035 : 0.02);
  const wide = 1 - breath;
  const tall = 1 + breath;
  const tail = Math.sin(turn * (mood === 'happy' ? 4 : 1)) * (mood === 'asleep' ? 3 : 14);
  const body = mood === 'asleep' ? '#c9c3e6' : '#fffaf2';
  const shade = mood === 'asleep' ? '#a49cd0' : '#f4dfd3';
  const tip = mood === 'asleep' ? '#7f77b4' : '#ffb48f';
  return [
    tailOf(tail, body, tip),
    `<g transform="translate(0 ${n(-hop)}) scale(${n(wide)} ${n(tall)})">`,
    ears(mood, phase, body, tip),
    `<path d="M-78 -4 C-96 -70 -70 -142 0 -142 C70 -142 96 -70 78 -4 C74 10 -74 10 -78 -4 Z" fill="${body}"/>`,
    `<path d="M-78 -4 C-82 -24 -82 -40 -79 -56 C-70 -20 -30 -10 0 -10 C30 -10 70 -20 79 -56 C82 -40 82 -24 78 -4 C74 10 -74 10 -78 -4 Z" fill="${shade}" opacity=".75"/>`,
    paws(mood, phase, body, shade),
    face(mood, phase),
    '</g>',
    around(mood, phase),
  ].join('');
}

function tailOf(sway: number, body: string, tip: string): string {
  return `<path d="M52 -16 C104 -8 ${n(112 + sway * 0.4)} -54 ${n(92 + sway)} -84" fill="none" stroke="${body}" stroke-width="24" stroke-linecap="round"/>
<path d="M${n(99 + sway * 0.8)} -66 L${n(92 + sway)} -84" fill="none" stroke="${tip}" stroke-width="24" stroke-linecap="round"/>`;
}

function ears(mood: Mood, phase: number, body: string, tip: string): string {
  const flick = mood === 'awake' && phase > 0.7 && phase < 0.78 ? 8 : mood === 'asleep' ? -10 : 0;
  const ear = (side: number, tilt: number): string =>
    `<g transform="translate(${side * 50} -118) rotate(${n(side * (14 - tilt))}) scale(${side} 1)"><path d="M-24 14 C-18 -26 -2 -50 10 -54 C22 -50 30 -14 26 22 Z" fill="${body}"/><path d="M-8 8 C-4 -18 4 -34 10 -38 C17 -34 20 -10 17 12 Z" fill="${tip}"/></g>`;
  return ear(-1, flick < 0 ? flick : 0) + ear(1, flick);
}

function paws(mood: Mood, phase: number, body: string, shade: string): string {
  if (mood === 'charging') {
    // Both hold a glowing cell.
    const glow = 0.55 + 0.45 * Math.sin(phase * TAU * 2);
    return `<circle cx="0" cy="-30" r="${n(34 + 5 * glow)}" fill="#ffe36b" opacity="${n(0.16 + 0.14 * glow)}"/><rect x="-17" y="-54" width="34" height="46" rx="9" fill="#5fe0a0"/><rect x="-8" y="-60" width="16" height="8" rx="3" fill="#3fbf84"/><path d="M4 -50 L-9 -28 L-1 -28 L-4 -13 L9 -35 L1 -35 Z" fill="#fffbe0"/><ellipse cx="-23" cy="-26" rx="12" ry="10" fill="${body}" stroke="${shade}" stroke-width="3"/><ellipse cx="23" cy="-26" rx="12" ry="10" fill="${body}" stroke="${shade}" stroke-width="3"/>`;
  }
  return `<ellipse cx="-26" cy="-2" rx="17" ry="11" fill="${body}" stroke="${shade}" stroke-width="3"/><ellipse cx="26" cy="-2" rx="17" ry="11" fill="${body}" stroke="${shade}" stroke-width="3"/>`;
}

function face(mood: Mood, phase: number): string {
  const blush = `<ellipse cx="-48" cy="-66" rx="12" ry="7" fill="#ff8f8f" opacity=".55"/><ellipse cx="48" cy="-66" rx="12" ry="7" fill="#ff8f8f" opacity=".55"/>`;
  const line = `fill="none" stroke="${INK}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"`;
  const mouth =
    mood === 'happy'
      ? `<path d="M-13 -68 Q0 -46 13 -68 Q0 -72 -13 -68 Z" fill="#c4475f" stroke="${INK}" stroke-width="4" stroke-linejoin="round"/>`
      : mood === 'asleep'
        ? `<path d="M-6 -64 Q0 -60 6 -64" ${line}/>`
        : `<path d="M-12 -68 Q-6 -59 0 -67 Q6 -59 12 -68" ${line}/>`;
  const nose = `<path d="M-5 -77 L5 -77 L0 -71 Z" fill="${INK}" stroke="${INK}" stroke-width="2" stroke-linejoin="round"/>`;
  return blush + eyes(mood, phase, line) + nose + mouth;
}

function eyes(mood: Mood, phase: number, line: string): string {
  if (mood === 'happy')
    return `<path d="M-44 -84 Q-34 -98 -24 -84" ${line}/><path d="M24 -84 Q34 -98 44 -84" ${line}/>`;
  if (mood === 'asleep')
    return `<path d="M-44 -86 Q-34 -77 -24 -86" ${line}/><path d="M24 -86 Q34 -77 44 -86" ${line}/>`;
  // A blink in the middle of the loop, a look aside in its last third.
  const shut = Math.max(0, 1 - Math.abs(phase - 0.42) / 0.03);
  const look = mood === 'charging' ? 0 : phase > 0.62 && phase < 0.9 ? 4 : 0;
  const down = mood === 'charging' ? 4 : 0;
  const eye = (at: number): string =>
    shut > 0.6
      ? `<path d="M${at - 10} -84 Q${at} -79 ${at + 10} -84" ${line}/>`
      : `<ellipse cx="${n(at + look)}" cy="${n(-86 + down)}" rx="10" ry="${n(13 * (1 - shut * 0.8))}" fill="${INK}"/><circle cx="${n(at + look + 3.5)}" cy="${n(-91 + down)}" r="3.6" fill="#fff"/><circle cx="${n(at + look - 3)}" cy="${n(-81 + down)}" r="1.8" fill="#fff" opacity=".8"/>`;
  return eye(-34) + eye(34);
}

function around(mood: Mood, phase: number): string {
  if (mood === 'happy') {
    const heart = (dx: number, start: number, size: number): string => {
      const at = (phase * 2 + start) % 1;
      const rise = -110 - at * 84;
      const fade = at < 0.15 ? at / 0.15 : at > 0.7 ? (1 - at) / 0.3 : 1;
      return `<path transform="translate(${n(dx + Math.sin((at + start) * TAU) * 6)} ${n(rise)}) scale(${size})" d="M0 8 C-18 -6 -10 -20 0 -10 C10 -20 18 -6 0 8 Z" fill="#ff5f7e" opacity="${n(fade)}"/>`;
    };
    return heart(-84, 0, 1.1) + heart(88, 0.4, 0.9) + heart(-58, 0.65, 0.7);
  }
  if (mood === 'charging') {
    let sparks = '';
    for (let spark = 0; spark < 6; spark += 1) {
      const at = (phase + spark / 6) % 1;
      // Above the shoulders on either side, never over the face.
      const angle = (spark % 2 === 0 ? -0.12 : -0.38) * TAU + (spark - 2.5) * 0.22;
      const far = 84 + at * 34;
      const shine = Math.sin(at * Math.PI);
      sparks += `<path transform="translate(${n(Math.cos(angle) * far)} ${n(-44 + Math.sin(angle) * far)}) scale(${n(0.5 + shine * 0.6)})" d="M0 -9 L2.4 -2.4 L9 0 L2.4 2.4 L0 9 L-2.4 2.4 L-9 0 L-2.4 -2.4 Z" fill="#ffe36b" opacity="${n(shine)}"/>`;
    }
    return sparks;
  }
  if (mood === 'asleep') {
    let letters = '';
    for (let z = 0; z < 3; z += 1) {
      const at = (phase + z / 3) % 1;
      const size = 7 + at * 9;
      const fade = Math.sin(at * Math.PI);
      const left = 62 + at * 34;
      const top = -150 - at * 46;
      letters += `<path d="M${n(left)} ${n(top)} h${n(size)} l${n(-size)} ${n(size)} h${n(size)}" fill="none" stroke="#e9e4ff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round" opacity="${n(fade)}"/>`;
    }
    return letters;
  }
  return '';
}

/** What is left of it while nobody looks: a sleeping outline, white on black, few pixels lit. */
export function petOutline(stage: Stage, { x, y, unit }: Place): string {
  const line = 'fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"';
  const lines = [
    'M-92 0 C-104 -60 -86 -104 -68 -120 C-76 -150 -70 -170 -62 -172 C-50 -170 -34 -152 -28 -140 Q0 -148 28 -140 C34 -152 50 -170 62 -172 C70 -170 76 -150 68 -120 C86 -104 104 -60 92 0',
    'M84 -4 C112 -10 116 -50 98 -80',
    'M-44 -86 Q-34 -77 -24 -86 M24 -86 Q34 -77 44 -86',
    'M-5 -75 L0 -70 L5 -75 M-6 -64 Q0 -60 6 -64',
    'M-118 2 H-60 M60 2 H118',
    'M70 -178 h9 l-9 9 h9 M88 -202 h12 l-12 12 h12',
  ];
  const body = lines.map((path) => `<path d="${path}" ${line}/>`).join('');
  return `${filled(stage, '#000')}<g transform="translate(${n(x)} ${n(y)}) scale(${unit})">${body}</g>`;
}
