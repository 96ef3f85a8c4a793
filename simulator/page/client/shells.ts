import type { DeviceFacts } from '../live-messages.js';
import { lensMarkup } from './lens.js';

/** What is drawn around a glass, in glass pixels of the page; y runs down, (0, 0) is the glass's corner. */
export interface Shell {
  readonly markup: string;
  /** Room needed around the glass. A phone may run out of the page at the bottom. */
  readonly left: number;
  /** The part of `left` that a narrow page must show. */
  readonly leastLeft: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Draw = (width: number, height: number, radius: number, device: DeviceFacts) => Shell;

/** The shell of a panel: a phone where the phone's lenses are known or for the panel most like it, else what its boards are. */
export function shellOf(device: DeviceFacts, width: number, height: number, radius: number): Shell {
  const draw = device.panel.startsWith('phone')
    ? phoneAround
    : device.panel.startsWith('co5300')
      ? phoneBeside
      : /^(sh8601|st7789)/.test(device.panel)
        ? watch
        : board;
  return draw(width, height, radius, device);
}

/** A phone whose island holds lenses left of the glass. */
const phoneBeside: Draw = (width, height, radius) => {
  const pad = width * 0.035;
  const column = width * 0.4;
  const lenses = [
    lensMarkup(-column / 2 - pad * 0.4, height * 0.17, column * 0.3),
    lensMarkup(-column / 2 - pad * 0.4, height * 0.46, column * 0.3),
    lensMarkup(-column / 2 - pad * 0.4, height * 0.73, column * 0.19),
    flash(-column / 2 - pad * 0.4, height * 0.9, column * 0.075),
  ].join('');
  return phone(width, height, radius, { pad, column, lenses });
};

/** A phone whose glass is the whole island; the lenses stand in the glass and are drawn over it. */
const phoneAround: Draw = (width, height, radius) =>
  phone(width, height, radius, { pad: width * 0.014, column: 0, lenses: '' });

function phone(
  width: number,
  height: number,
  radius: number,
  island: { pad: number; column: number; lenses: string },
): Shell {
  const { pad, column, lenses } = island;
  const rim = Math.max(14, width * (column > 0 ? 0.065 : 0.022));
  const top = pad + rim;
  const left = column + pad + rim;
  const right = pad + rim;
  const wide = width + left + right;
  const corner = radius + pad + rim * 1.3;
  const body = rect(-left, -top, wide, height + 1400, corner);
  const markup = `
    ${gradients}
    <g filter="url(#far)"><rect ${body} fill="#000"/></g>
    <rect ${body} fill="url(#back)"/>
    <rect ${body} fill="url(#sheen)"/>
    <rect ${rect(-left + 1, -top + 1, wide - 2, height + 1400, corner - 1)} fill="none" stroke="url(#rim)" stroke-width="2"/>
    <rect ${rect(-left + 5, -top + 5, wide - 10, height + 1400, corner - 5)} fill="none" stroke="#ffffff0a"/>
    <rect ${rect(-column - pad, -pad, width + column + pad * 2, height + pad * 2, radius + pad)} fill="url(#island)"/>
    <rect ${rect(-column - pad + 0.75, -pad + 0.75, width + column + pad * 2 - 1.5, height + pad * 2 - 1.5, radius + pad)} fill="none" stroke="url(#islandrim)" stroke-width="1.5"/>
    ${lenses}`;
  return { markup, left, leastLeft: column > 0 ? column * 0.3 : left * 0.6, right, top, bottom: 0 };
}

/** A watch: case, crown, strap. */
const watch: Draw = (width, height, radius) => {
  const bezel = width * 0.045;
  const pad = width * 0.1;
  const strap = width * 0.86;
  const at = (width - strap) / 2;
  const corner = Math.max(radius, width * 0.16) + pad;
  const band = (y: number, tall: number) =>
    `<rect ${rect(at, y, strap, tall, 26)} fill="url(#strap)"/><rect ${rect(at + 0.75, y, strap - 1.5, tall, 26)} fill="none" stroke="#ffffff12" stroke-width="1.5"/>`;
  const markup = `
    ${gradients}
    ${band(-pad - 500, 500 + pad * 1.4)}${band(height - pad * 0.4, 1400)}
    <rect ${rect(width + pad - 5, height * 0.24, width * 0.055, height * 0.15, 6)} fill="url(#steel)"/>
    <rect ${rect(width + pad - 5, height * 0.55, width * 0.032, height * 0.2, 5)} fill="url(#steel)"/>
    <g filter="url(#far)"><rect ${rect(-pad, -pad, width + pad * 2, height + pad * 2, corner)} fill="#000"/></g>
    <rect ${rect(-pad, -pad, width + pad * 2, height + pad * 2, corner)} fill="url(#steel)"/>
    <rect ${rect(-pad + 1, -pad + 1, width + pad * 2 - 2, height + pad * 2 - 2, corner - 1)} fill="none" stroke="url(#rim)" stroke-width="2"/>
    <rect ${rect(-pad * 0.62, -pad * 0.62, width + pad * 1.24, height + pad * 1.24, corner - pad * 0.38)} fill="#08090c"/>
    <rect ${rect(-bezel, -bezel, width + bezel * 2, height + bezel * 2, radius + bezel)} fill="#030304" stroke="#ffffff0c"/>`;
  return { markup, left: pad, leastLeft: pad, right: pad + width * 0.05, top: pad + 4, bottom: pad * 0.25 };
};

/** A development board: solder mask, gold, a connector. */
const board: Draw = (width, height, radius, device) => {
  const side = Math.max(30, width * 0.1);
  const foot = 56;
  const tall = height + side + foot;
  const wide = width + side * 2;
  const pads = Array.from({ length: Math.floor((tall - 110) / 19) }, (_, index) => {
    const y = -side + 58 + index * 19;
    return [-side + 11, width + side - 11]
      .map(
        (x) =>
          `<circle cx="${x}" cy="${y}" r="4.6" fill="url(#gold)"/><circle cx="${x}" cy="${y}" r="2.3" fill="#0a0b0f"/>`,
      )
      .join('');
  }).join('');
  const holes = [-side + 20, width + side - 20]
    .flatMap((x) =>
      [-side + 22, height + foot - 22].map(
        (y) =>
          `<circle cx="${x}" cy="${y}" r="9" fill="url(#gold)"/><circle cx="${x}" cy="${y}" r="5.5" fill="#08090c"/>`,
      ),
    )
    .join('');
  const markup = `
    ${gradients}
    <g filter="url(#far)"><rect ${rect(-side, -side, wide, tall, 16)} fill="#000"/></g>
    <rect ${rect(width / 2 - 27, height + foot - 18, 54, 30, 7)} fill="url(#steel)"/>
    <rect ${rect(-side, -side, wide, tall, 16)} fill="url(#mask)"/>
    <rect ${rect(-side + 0.75, -side + 0.75, wide - 1.5, tall - 1.5, 15)} fill="none" stroke="#ffffff14" stroke-width="1.5"/>
    ${traces(width, height, foot)}${pads}${holes}
    <text x="${width / 2}" y="${height + 30}" fill="#c9d6ea99" text-anchor="middle" font-family="ui-monospace, monospace" font-size="11" letter-spacing="2">VERSO · ${device.controller.toUpperCase()}</text>
    <rect ${rect(-9, -9, width + 18, height + 18, radius + 9)} fill="#020203" stroke="#ffffff14"/>`;
  return { markup, left: side, leastLeft: side, right: side, top: side, bottom: foot + 12 };
};

function traces(width: number, height: number, foot: number): string {
  return Array.from({ length: 7 }, (_, index) => {
    const x = width / 2 - 42 + index * 14;
    const bend = (index - 3) * 9;
    return `<path d="M${x} ${height + 4}v8l${bend} 12v${foot - 36}" fill="none" stroke="#3d5a8a55" stroke-width="1.5"/>`;
  }).join('');
}

function flash(x: number, y: number, radius: number): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#flash)"/><circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#ffffff22"/>`;
}

function rect(x: number, y: number, width: number, height: number, radius: number): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"`;
}

function linear(id: string, way: string, ...stops: (readonly [number, string])[]): string {
  return `<linearGradient id="${id}" ${way}>${stops.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`).join('')}</linearGradient>`;
}

const down = 'x1="0" y1="0" x2="0" y2="1"';
const across = 'x1="0" y1="0" x2="1" y2="0.35"';
/** Along the page, not along the long body: the light falls on what is seen. */
const fall = 'gradientUnits="userSpaceOnUse" x1="0" y1="-60" x2="0" y2="820"';

const gradients = `<defs>
  <filter id="far" x="-30%" y="-20%" width="160%" height="150%"><feGaussianBlur stdDeviation="26"/></filter>
  ${linear('back', fall, [0, '#34363f'], [0.3, '#272930'], [0.75, '#1f2127'], [1, '#17181d'])}
  ${linear('sheen', across, [0, '#ffffff10'], [0.35, '#ffffff03'], [0.62, '#00000000'], [1, '#00000038'])}
  ${linear('rim', fall, [0, '#8d909c'], [0.16, '#575a65'], [0.6, '#3f424b'], [1, '#2a2c33'])}
  ${linear('island', fall, [0, '#0c0c10'], [0.5, '#050507'], [1, '#070709'])}
  ${linear('islandrim', fall, [0, '#74767f'], [0.3, '#3b3d45'], [0.75, '#5b5e68'], [1, '#5b5e68'])}
  ${linear('steel', down, [0, '#7d8390'], [0.12, '#4d525d'], [0.55, '#33363f'], [0.9, '#22242b'], [1, '#4a4e58'])}
  ${linear('strap', 'x1="0" y1="0" x2="1" y2="0"', [0, '#131419'], [0.16, '#22242c'], [0.8, '#1b1d24'], [1, '#0e0f13'])}
  ${linear('mask', down, [0, '#14203a'], [0.5, '#0f182c'], [1, '#0b1120'])}
  ${linear('gold', down, [0, '#f3d486'], [1, '#a67c33'])}
  ${linear('flash', down, [0, '#f7f0d8'], [1, '#b9a878'])}
</defs>`;
