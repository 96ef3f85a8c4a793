import { closeSync, openSync, writeSync } from 'node:fs';
import { FieldSource } from '../../firmware/link/face-messages.js';
import { InputKind } from '../../firmware/platform/inputs.js';
import { makeOwnPack } from '../../hosts/node/own-face.js';
import { GifWriter } from '../../hosts/sdk/gif/gif-writer.js';
import { ownFaces } from '../../hosts/studio/faces/faces.js';
import { isHidden } from '../../hosts/studio/glass.js';
import { packBytes } from '../../hosts/studio/inspect.js';
import { panelFacts } from '../../simulator/headless/panel-facts.js';
import { Rehearsal } from '../../simulator/headless/rehearsal.js';

// `npm run record:faces` after a change of a face that comes with Verso: records docs/pictures/{pet,town,dial}.gif from the
// glass of a simulated device, in virtual time, so that no picture is missed whatever else this computer does.
const panel = 'co5300-410x502';
const glass = panelFacts(panel);
/** Loops have twenty pictures a second, and the beam takes a third of that to show one. */
const restMillis = 50;
const beamMillis = 20;
/** When a finger comes. */
const touchMillis = 2000;

for (const face of ownFaces) {
  const rehearsal = new Rehearsal(panel, packBytes(await makeOwnPack(face, glass, undefined)));
  const { controller } = rehearsal.simulation;
  const tell = (source: keyof typeof FieldSource, text: string, level = -1): void => {
    const bytes = new TextEncoder().encode(text);
    controller.faces.field(FieldSource[source], bytes, 0, bytes.length, level, Number.POSITIVE_INFINITY);
  };
  if (face.name === 'town') {
    tell('song', 'Clair de lune');
    tell('artist', 'Claude Debussy');
    tell('lyric', 'Au calme clair de lune');
    tell('progress', '', 400);
    rehearsal.run(200);
  }
  // From a whole picture on, never the beam half way through one.
  for (let before = rehearsal.glass(); same(rehearsal.glass(), before); ) rehearsal.run(1);
  rehearsal.run(beamMillis);
  // A round: the wind takes three seconds; the pet's breath two, and it is glad for the rest.
  const millis = face.name === 'town' ? 3000 : face.name === 'pet' ? 3500 : 4000;
  const target = openSync(new URL(`../../docs/pictures/${face.name}.gif`, import.meta.url), 'w');
  const gif = new GifWriter(glass.width, glass.height, (bytes) => writeSync(target, bytes));
  for (let at = 0; at < millis; at += restMillis) {
    if (at === touchMillis) rehearsal.simulation.press(InputKind.touch, 200 + 300 * 65_536);
    if (at === touchMillis + 100) rehearsal.simulation.press(InputKind.touch, -1);
    gif.add({ pixels: seen(rehearsal.glass()) }, at);
    rehearsal.run(restMillis);
  }
  gif.finish(millis);
  closeSync(target);
  rehearsal.close();
  console.log(`${face.name}: ${gif.pages} pictures in ${millis / 1000} s`);
}

function same(one: Uint16Array, other: Uint16Array): boolean {
  return one.every((pixel, at) => pixel === other[at]);
}

/** Pixels as a picture has them; what corners hide is black. */
function seen(pixels: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(2 * pixels.length);
  pixels.forEach((pixel, at) => {
    if (isHidden(glass, at % glass.width, Math.floor(at / glass.width))) return;
    bytes[2 * at] = pixel >> 8;
    bytes[2 * at + 1] = pixel & 255;
  });
  return bytes;
}
