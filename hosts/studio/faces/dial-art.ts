import { filled, n, type Stage } from './stage.js';

const TAU = Math.PI * 2;

/** Centre and radius of the dial, whole pixels. */
export function placeDial({ safe }: Stage): { x: number; y: number; radius: number } {
  const radius = Math.floor(Math.min(safe.right - safe.left, safe.bottom - safe.top) / 2) - 6;
  return { x: Math.round((safe.left + safe.right) / 2), y: Math.round((safe.top + safe.bottom) / 2), radius };
}

/** The dial without its hands: lacquer over a wave pattern, applied markers, a minute track. */
export function dial(stage: Stage): string {
  const { x, y, radius } = placeDial(stage);
  const at = (turn: number, far: number): string =>
    `${n(x + Math.sin(turn * TAU) * far * radius)} ${n(y - Math.cos(turn * TAU) * far * radius)}`;
  let waves = '';
  for (let ray = 0; ray < 72; ray += 1) {
    const turn = ray / 72;
    let path = '';
    for (let step = 0; step <= 24; step += 1) {
      const far = 0.16 + (step / 24) * 0.62;
      path += `${step === 0 ? 'M' : 'L'}${at(turn + Math.sin(far * 26) * 0.0065, far)}`;
    }
    waves += `<path d="${path}" fill="none" stroke="#8fd0ff" stroke-width="1" opacity=".16"/>`;
  }
  let marks = '';
  for (let minute = 0; minute < 60; minute += 1) {
    const turn = minute / 60;
    if (minute % 5 === 0) continue;
    marks += `<path d="M${at(turn, 0.955)} L${at(turn, 0.985)}" stroke="#b9c9e6" stroke-width="1.6"/>`;
  }
  for (let hour = 0; hour < 12; hour += 1) {
    const turn = hour / 12;
    const wide = hour === 0 ? 9 : 5.5;
    const inner = hour % 3 === 0 ? 0.8 : 0.84;
    marks += `<path d="M${at(turn, inner)} L${at(turn, 0.975)}" stroke="#10182c" stroke-width="${wide + 3}" stroke-linecap="round"/>`;
    marks += `<path d="M${at(turn, inner)} L${at(turn, 0.975)}" stroke="url(#m)" stroke-width="${wide}" stroke-linecap="round"/>`;
  }
  const body = `<defs>
<radialGradient id="d" cx=".5" cy=".42" r=".62"><stop offset="0" stop-color="#2b6aa8"/><stop offset=".55" stop-color="#123a6e"/><stop offset="1" stop-color="#061028"/></radialGradient>
<linearGradient id="m" x1="0" y1="0" x2="0" y2="1" gradientUnits="objectBoundingBox"><stop offset="0" stop-color="#fff7e2"/><stop offset="1" stop-color="#d9b77e"/></linearGradient>
<linearGradient id="r" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9cfa0"/><stop offset=".5" stop-color="#7d6238"/><stop offset="1" stop-color="#d7b982"/></linearGradient></defs>
${filled(stage, '#02040a')}
<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#d)"/>
${waves}
<circle cx="${x}" cy="${y}" r="${n(radius * 0.785)}" fill="none" stroke="#0a1c3c" stroke-width="2" opacity=".8"/>
<circle cx="${x}" cy="${y}" r="${radius - 1}" fill="none" stroke="url(#r)" stroke-width="4"/>
${marks.replaceAll('url(#m)', '#f6e3bb')}
${signature(x, y - radius * 0.45, radius / 300)}`;
  return body;
}

/** The name, in a fine pen, its middle at (x, y). */
function signature(x: number, y: number, unit: number): string {
  const letters = [
    'M0 0 L7 18 L14 0',
    'M27 9 H43 C43 3 40 0 35 0 C30 0 27 4 27 9 C27 14 30 18 35 18 C39 18 41 16 42 14',
    'M57 0 V18 M57 8 C59 2 63 0 67 1',
    'M91 3 C89 1 87 0 85 0 C81 0 79 2 79 5 C79 11 91 7 91 13 C91 16 89 18 85 18 C82 18 80 17 78 15',
    'M112 0 C107 0 104 4 104 9 C104 14 107 18 112 18 C117 18 120 14 120 9 C120 4 117 0 112 0 Z',
  ];
  return `<path transform="translate(${n(x - 60 * unit)} ${n(y)}) scale(${unit})" d="${letters.join(' ')}" fill="none" stroke="#e8eefc" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** What is left of it while nobody looks: twelve fine marks on black, on a dial of this radius. */
export function dialOutline(stage: Stage, radius: number): string {
  const { x, y } = placeDial(stage);
  let marks = '';
  for (let hour = 0; hour < 12; hour += 1) {
    const [sine, cosine] = [Math.sin((hour / 12) * TAU), Math.cos((hour / 12) * TAU)];
    const inner = radius * (hour % 3 === 0 ? 0.82 : 0.88);
    marks += `<path d="M${n(x + sine * inner)} ${n(y - cosine * inner)} L${n(x + sine * radius * 0.95)} ${n(y - cosine * radius * 0.95)}" stroke="#fff" stroke-width="${hour % 3 === 0 ? 3 : 1.8}" stroke-linecap="round"/>`;
  }
  return filled(stage, '#000') + marks;
}
