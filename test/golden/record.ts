import { writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { ownFaces } from '../../hosts/studio/faces/faces.js';
import { Simulation } from '../../simulator/headless/simulation.js';
import { recordGolden } from '../support/golden-glass.js';
import { ownFaceGlass } from '../support/packs/own-face-glass.js';
import { dayOfFace } from '../support/power/burn-in.js';

// `npm run record:golden` after a change that is meant to change the always-on face, or a face that comes with Verso: look, then commit.
const simulation = new Simulation();
const { width, height } = simulation.model;
const { minutes } = dayOfFace(simulation);
const png = new PNG({ width, height });
minutes.forEach((lit, at) => {
  // A level a minute.
  png.data.fill(Math.min(255, lit), at * 4, at * 4 + 3);
  png.data[at * 4 + 3] = 255;
});
writeFileSync(new URL('./aod-burn-in.png', import.meta.url), PNG.sync.write(png, { colorType: 0 }));

for (const { name } of ownFaces) recordGolden(`faces/${name}`, await ownFaceGlass(name));
