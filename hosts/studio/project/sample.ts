import { type Glass, safeArea } from '../glass.js';

/** Pictures of the sample's loop, and how long each stands. */
export const sampleFrames = 24;
export const sampleMillis = 66;

interface Stage {
  readonly width: number;
  readonly height: number;
  readonly safe: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** One picture of the sample as SVG: a paper lantern that sways at night; or its lines alone, for when nobody looks. */
export function sampleFrame({ width, height, safe }: Stage, frame: number, isQuiet: boolean): string {
  const turn = (2 * Math.PI * frame) / sampleFrames;
  const unit = Math.min(safe.right - safe.left, safe.bottom - safe.top) / 100;
  const x = (safe.left + safe.right) / 2;
  const y = safe.top + 8 * unit;
  const angle = (6 * Math.sin(turn)).toFixed(2);
  const glow = (0.35 + 0.1 * Math.sin(2 * turn)).toFixed(3);
  const stroke = isQuiet ? 'fill="none" stroke="#fff" stroke-width="1.2"' : 'fill="#e8553a"';
  const stars = isQuiet ? '' : starsOf(width, height);
  const halo = isQuiet ? '' : `<circle r="26" cy="34" fill="#ffb35c" opacity="${glow}"/>`;
  const ribs = [-9, 0, 9]
    .map(
      (rib) =>
        `<path d="M${rib} 21 Q${1.7 * rib} 34 ${rib} 47" fill="none" stroke="${isQuiet ? '#fff' : '#ffd9a0'}" stroke-width="0.9"/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${isQuiet ? '#000' : '#101a3a'}"/>${stars}
<g transform="translate(${x} ${y}) scale(${unit}) rotate(${angle})">${halo}
<path d="M0 -20 V16" stroke="${isQuiet ? '#fff' : '#8a93b8'}" stroke-width="0.8"/>
<path d="M-12 20 Q-26 34 -12 48 H12 Q26 34 12 20 Z" ${stroke}/>${ribs}
<rect x="-9" y="16" width="18" height="4" ${isQuiet ? stroke : 'fill="#5a2d5e"'}/>
<rect x="-9" y="48" width="18" height="4" ${isQuiet ? stroke : 'fill="#5a2d5e"'}/>
<path d="M0 52 V62" stroke="${isQuiet ? '#fff' : '#e8553a'}" stroke-width="1.6"/></g></svg>`;
}

function starsOf(width: number, height: number): string {
  let state = 5;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return Array.from({ length: 40 }, () => {
    const [x, y, size] = [next() * width, next() * height, 0.7 + next()];
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${size.toFixed(1)}" fill="#cfd8ff"/>`;
  }).join('');
}

/** The text of the sample's project file, with a word about everything in it. */
export function projectText(panelName: string, panel: Glass): string {
  const safe = safeArea(panel);
  const size = Math.round(Math.min(safe.right - safe.left, safe.bottom - safe.top) / 6);
  const height = Math.round(1.3 * size);
  const margin = Math.round(Math.min(panel.width, panel.height) / 12);
  const box = `[${safe.left}, ${safe.bottom - margin - height}, ${safe.right - safe.left}, ${height}]`;
  return `// A pack of faces. Change whatever you like, then: verso pack build . -o lantern.verso
{
  "name": "Lantern",
  "author": "",                 // your name, if you want it in the pack
  "licence": "CC0-1.0",         // an SPDX name: what others may do with your pictures
  "version": 1,
  "panel": "${panelName}", // the screen it is for; "verso info" says which one yours has

  // Letters are drawn when the pack is built: any font of this computer, or a file beside this one.
  "fonts": {
    "clock": { "family": "sans", "bold": true, "size": ${size} },            // or "file": "MyFont.ttf"
    "quiet": { "family": "sans", "size": ${size}, "bits": 2 },
    "small": { "family": "sans", "size": ${Math.max(12, Math.round(size / 3))}, "characters": "letters" } // more, as CJK: "these": "猫犬"
  },

  "faces": [
    {
      "name": "Lantern",
      // What is drawn, the lowest first.
      "parts": [
        // GIF, APNG, WebP, PNG, JPEG or a video. "loop": "auto" looks for the best seam, "bounce" goes to and fro.
        { "animation": "art/lantern.gif", "fit": "cover", "loop": "all" },
        // Boxes are [x, y, width, height] in pixels of the glass.
        { "text": "time", "font": "clock", "format": "23:05", "box": ${box}, "align": "centre", "colour": "#fff4d6" },
        // Only while a cable is in.
        { "when": "charging", "parts": [
          { "text": "battery", "font": "small", "box": [${safe.left}, ${safe.bottom - margin}, ${safe.right - safe.left}, ${margin}], "align": "centre", "colour": "#9be27a" }
        ] }
      ],
      // What stays lit when nobody looks: few pixels, at most 10 %.
      "alwaysOn": {
        "parts": [
          { "layer": "art/night.png", "bits": 2, "threshold": 120, "lit": 5 },
          { "text": "time", "font": "quiet", "box": ${box}, "align": "centre" }
        ]
      }
    }
  ]
}
`;
}
