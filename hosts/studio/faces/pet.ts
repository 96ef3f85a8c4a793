import { DateFormat, PackLimit } from '../../../firmware/packs/layout.js';
import { packRgb565 } from '../../../firmware/pixels/rgb565.js';
import type { FacePlan } from '../pack/write-pack.js';
import { lineAt, makeFigures, timeNodes } from './figures.js';
import { type FaceMaterial, LOOP_HZ, loop, outline, wall } from './material.js';
import { type Mood, pet, petBox, petGround, petOutline, placePet } from './pet-art.js';
import { stageOf } from './stage.js';

/** Loops of two seconds. */
const PICTURES = 2 * LOOP_HZ;
const MOODS: readonly Mood[] = ['awake', 'happy', 'charging', 'asleep'];
/** How long it is happy when somebody has touched it, tenths of a second. */
const HAPPY_TENTHS = 60;
const NIGHT_FROM = 22 * 60;
const NIGHT_UNTIL = 7 * 60;
/** Kept for figures. */
const FIGURE_BYTES = 8192;

/** Size of the pet while nobody looks: what is moved about needs room. And how tall it is with what it dreams, units. */
const QUIET = 0.8;
const PET_TALL = 204;

const cream = packRgb565(255, 244, 224);
const plum = packRgb565(28, 16, 44);
const white = 0xffff;

/**
 * A pet that breathes, blinks and wags its tail: glad when it is touched, busy while it charges, asleep at night. A large
 * panel has no memory for two grounds: there it sleeps in the dusk.
 */
export async function petFace(material: FaceMaterial): Promise<FacePlan> {
  const stage = stageOf(material.glass);
  const { width, height, safe } = stage;
  const free = (PackLimit.decodedBytes - FIGURE_BYTES) / 2;
  const hasNight = free - 2 * width * height > MOODS.length * 200 * 200;
  const place = placePet(stage, (free - (hasNight ? 2 : 1) * width * height) / MOODS.length);
  const box = petBox(stage, place);
  const day = await wall(material, stage, petGround(stage, place, false));
  const night = hasNight ? await wall(material, stage, petGround(stage, place, true)) : day;
  const moods = new Map<Mood, { kind: 'animation'; x: number; y: number; blob: Awaited<ReturnType<typeof loop>> }>();
  for (const [index, mood] of MOODS.entries()) {
    const ground = petGround(stage, place, mood === 'asleep' && hasNight);
    const blob = await loop(material, stage, box, PICTURES, (phase) => ground + pet(place, mood, phase));
    moods.set(mood, { kind: 'animation', x: box.x, y: box.y, blob });
    material.onProgress?.((index + 1) / MOODS.length);
  }
  const size = Math.round(Math.min(safe.right - safe.left, safe.bottom - safe.top) / 5.2);
  const figures = await makeFigures(material, size, 0.14);
  const small = await makeFigures(material, Math.round(size / 3.6), 0.13);
  const middle = (safe.left + safe.right) / 2;
  const time = lineAt(figures, '00:00', middle, safe.top);
  const date = lineAt(small, '00/00', middle, safe.top + figures.height + size / 8);
  const at = { low: NIGHT_FROM, high: NIGHT_UNTIL, condition: 'hour' } as const;
  const quiet = await makeFigures(material, Math.round(QUIET * size), 0.06, 2, '0123456789:-');
  return {
    name: 'Pet',
    main: {
      nodes: [
        { kind: 'when', ...at, nodes: [night] },
        { kind: 'when', ...at, not: true, nodes: [day] },
        { kind: 'when', condition: 'touched', low: HAPPY_TENTHS, nodes: [moods.get('happy')!] },
        {
          kind: 'when',
          condition: 'touched',
          low: HAPPY_TENTHS,
          not: true,
          nodes: [
            { kind: 'when', condition: 'charging', nodes: [moods.get('charging')!] },
            {
              kind: 'when',
              condition: 'charging',
              not: true,
              nodes: [
                { kind: 'when', ...at, nodes: [moods.get('asleep')!] },
                { kind: 'when', ...at, not: true, nodes: [moods.get('awake')!] },
              ],
            },
          ],
        },
        ...timeNodes(figures, time, cream, plum),
        {
          kind: 'text',
          blob: small.blob,
          source: 'date',
          format: DateFormat.monthDay,
          box: date,
          align: 'centre',
          colour: cream,
        },
      ],
    },
    alwaysOn: {
      nodes: [
        ...(await outline(material, stage, petOutline(stage, { ...place, unit: QUIET * place.unit }))),
        {
          kind: 'text',
          blob: quiet.blob,
          source: 'time',
          box: lineAt(quiet, '00:00', middle, safe.top + (1 - QUIET) * PET_TALL * place.unit),
          align: 'centre',
          colour: white,
        },
      ],
    },
  };
}
