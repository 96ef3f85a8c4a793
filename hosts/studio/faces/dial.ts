import { DateFormat } from '../../../firmware/packs/layout.js';
import { packRgb565 } from '../../../firmware/pixels/rgb565.js';
import type { Box, NodePlan } from '../pack/scene.js';
import type { FacePlan } from '../pack/write-pack.js';
import { dial, dialOutline, placeDial } from './dial-art.js';
import { lineAt, makeFigures } from './figures.js';
import { type FaceMaterial, outline, wall } from './material.js';
import { stageOf } from './stage.js';

const ivory = packRgb565(255, 246, 226);
const ink = packRgb565(4, 12, 30);
const coral = packRgb565(255, 104, 72);
const mint = packRgb565(120, 224, 176);
const white = 0xffff;
/** Its size while nobody looks: what is moved about needs room. */
const QUIET = 0.85;
/** Where the arc of the charge begins, 256ths of a turn from the right, and how far it goes. */
const ARC = { start: 80, sweep: 96 } as const;

/** A dial of lacquer with two hands and a fine third one, the day of the month, and an arc for the charge. */
export async function dialFace(material: FaceMaterial): Promise<FacePlan> {
  const stage = stageOf(material.glass);
  const { x, y, radius } = placeDial(stage);
  const box: Box = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  const small = await makeFigures(material, Math.round(radius / 9), 0.13);
  const day = lineAt(small, '00', x, y + radius * 0.36);
  const ring = Math.round(radius * 0.56);
  const arcBox: Box = { x: x - ring, y: y - ring, width: 2 * ring, height: 2 * ring };
  const quiet = Math.round(QUIET * radius);
  const quietBox: Box = { x: x - quiet, y: y - quiet, width: 2 * quiet, height: 2 * quiet };
  const hand = (
    source: 'hour' | 'minute' | 'second',
    part: number,
    breadth: number,
    colour: number,
    within: Box = box,
  ): NodePlan => ({
    kind: 'hand',
    box: within,
    source,
    colour,
    length: Math.round(radius * part),
    tail: Math.round(radius * (source === 'second' ? 0.16 : 0.08)),
    breadth: Math.max(1, breadth * radius),
  });
  const arc = { kind: 'arc', box: arcBox, start: ARC.start, thickness: Math.max(2, radius / 60) } as const;
  return {
    name: 'Dial',
    main: {
      nodes: [
        await wall(material, stage, dial(stage)),
        { ...arc, source: 'battery', sweep: ARC.sweep, colour: mint },
        {
          kind: 'text',
          blob: small.blob,
          source: 'date',
          format: DateFormat.day,
          box: day,
          align: 'centre',
          colour: ivory,
        },
        hand('hour', 0.53, 0.066, ink),
        hand('hour', 0.52, 0.046, ivory),
        hand('minute', 0.81, 0.052, ink),
        hand('minute', 0.8, 0.034, ivory),
        hand('second', 0.86, 0.012, coral),
      ],
    },
    alwaysOn: {
      nodes: [
        ...(await outline(material, stage, dialOutline(stage, quiet))),
        hand('hour', 0.5 * QUIET, 0.026, white, quietBox),
        hand('minute', 0.76 * QUIET, 0.018, white, quietBox),
      ],
    },
  };
}
