import { packBytes } from '../../../hosts/studio/inspect.js';
import { Rehearsal } from '../../../simulator/headless/rehearsal.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import type { GlassPicture } from '../golden-glass.js';
import { type BurnIn, dayOfFace } from '../power/burn-in.js';
import { buildOwnFace } from './own-face.js';

const panel = 'co5300-410x502';

/** What the glass shows of a face at 10:08, in the colours of its own; each loop stands at its first picture. */
export async function ownFaceGlass(name: string): Promise<GlassPicture> {
  const { file, width, height } = await buildOwnFace(name, panel, { every: 1000 });
  const rehearsal = new Rehearsal(panel, packBytes(file));
  const pixels = rehearsal.glass();
  rehearsal.close();
  return { width, height, pixels };
}

/** How the glass ages in a day of a face's always-on scene. */
export async function ownFaceDay(name: string): Promise<BurnIn & { readonly simulation: Simulation }> {
  const { file } = await buildOwnFace(name, panel, { every: 1000 });
  const simulation = new Simulation({ panel });
  simulation.clock.runForMillis(400);
  if (!simulation.controller.faces.show(packBytes(file), 0)) throw new Error('it cannot be played');
  return { simulation, ...dayOfFace(simulation) };
}
