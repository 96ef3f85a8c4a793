import { DateFormat, SceneSource, TimeFormat } from '../../../firmware/packs/layout.js';
import { StudioError } from '../image.js';
import type { Box, NodePlan, SourceName } from '../pack/scene.js';
import { pictureSprite, spriteBlob } from '../pack/sprites.js';
import { type Assets, fontOf, type Shelf, stillOf } from './assets.js';
import type { Fields } from './fields.js';
import { filmNodes, layerOf, wallNode } from './pictures.js';

const kinds = ['wall', 'animation', 'image', 'layer', 'text', 'hand', 'bar', 'arc', 'when'] as const;
const sources = Object.keys(SceneSource).filter((name) => name !== 'none') as SourceName[];
const timeFormats = {
  '23:05': TimeFormat.hourMinute,
  '11:05': TimeFormat.hourMinuteOf12,
  '23:05:09': TimeFormat.hourMinuteSecond,
  '23': TimeFormat.hour,
  '05': TimeFormat.minute,
  '09': TimeFormat.second,
  '11': TimeFormat.hourOf12,
} as const;
const dateFormats = {
  '11/22': DateFormat.monthDay,
  '22.11.': DateFormat.dayMonth,
  '2026-11-22': DateFormat.yearMonthDay,
  '11月22日': DateFormat.characters,
  '22': DateFormat.day,
} as const;
const postures = ['unknown', 'up', 'down', 'hand'];
const modes = ['active', 'idle', 'aod'];
/** The glyph an image is in its sprites. */
const imageGlyph = 0xe100;

/** Reads the parts of a scene, the lowest first. Throws StudioError with the place of whatever is wrong. */
export async function readParts(parts: readonly Fields[], shelf: Shelf): Promise<NodePlan[]> {
  const nodes: NodePlan[] = [];
  for (const part of parts) nodes.push(...(await readPart(part, shelf)));
  return nodes;
}

async function readPart(part: Fields, shelf: Shelf): Promise<readonly NodePlan[]> {
  const [kind, other] = kinds.filter((each) => part.has(each));
  if (kind === undefined) throw new StudioError(`${part.path} is of no kind: it has one of ${kinds.join(', ')}.`);
  if (other !== undefined) throw new StudioError(`${part.path} is ${kind} and ${other} at once: make two parts of it.`);
  const nodes = await readKind(kind, part, shelf);
  part.done();
  return nodes;
}

async function readKind(kind: (typeof kinds)[number], part: Fields, shelf: Shelf): Promise<readonly NodePlan[]> {
  switch (kind) {
    case 'wall':
      return [await wallNode(part, shelf)];
    case 'animation':
      return filmNodes(part, shelf);
    case 'layer':
      return layerOf(part, shelf);
    case 'image':
      return [await imageNode(part, shelf.assets)];
    case 'text':
      return [await textNode(part, shelf)];
    case 'hand':
      return [handNode(part, shelf)];
    case 'bar':
      return [
        {
          kind,
          box: boxOf(part),
          source: part.choice(kind, sources),
          colour: part.colour('colour', '#ffffff'),
          direction: part.choice('grows', ['right', 'left', 'up', 'down'], 'right'),
        },
      ];
    case 'arc':
      return [arcNode(part)];
    case 'when':
      return [await whenNode(part, shelf)];
  }
}

async function imageNode(part: Fields, assets: Assets): Promise<NodePlan> {
  const image = await stillOf(assets, part.text('image'));
  const [x, y] = part.wholes('at', ['x', 'y']);
  const blob = spriteBlob([pictureSprite(image, imageGlyph)], image.height, 4);
  return { kind: 'image', box: { x: x!, y: y!, width: image.width, height: image.height }, blob, glyph: imageGlyph };
}

async function textNode(part: Fields, shelf: Shelf): Promise<NodePlan> {
  const source = part.choice('text', sources);
  const blob = await fontOf(shelf, part.text('font'), part.path);
  const format =
    source === 'time'
      ? timeFormats[part.choice('format', Object.keys(timeFormats) as (keyof typeof timeFormats)[], '23:05')]
      : source === 'date'
        ? dateFormats[part.choice('format', Object.keys(dateFormats) as (keyof typeof dateFormats)[], '11/22')]
        : 0;
  return {
    kind: 'text',
    box: boxOf(part),
    blob,
    source,
    format,
    colour: part.colour('colour', '#ffffff'),
    align: part.choice('align', ['left', 'centre', 'right'], 'left'),
    ...(part.has('staleColour') ? { staleColour: part.colour('staleColour') } : {}),
  };
}

/** The box of a hand is the square its tip goes round in, as far as it is on the glass. */
function handNode(part: Fields, { panel }: Shelf): NodePlan {
  const source = part.choice('hand', ['hour', 'minute', 'second']);
  const [x, y] = part.wholes('centre', ['x', 'y']) as [number, number];
  const length = part.whole('length', 1, 2000);
  const tail = part.whole('tail', 0, 2000, 0);
  const breadth = part.number('breadth', 0.5, 64, 6);
  const reach = Math.min(Math.max(length, tail) + Math.ceil(breadth), x, y, panel.width - x, panel.height - y);
  if (reach < 1) throw new StudioError(`${part.path}.centre lies outside the glass: move it.`);
  const box = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  return { kind: 'hand', box, source, colour: part.colour('colour', '#ffffff'), length, tail, breadth };
}

/** Degrees clockwise from the top, as people think of clocks. */
function arcNode(part: Fields): NodePlan {
  const from = part.number('from', -360, 360, 0);
  const start = (((Math.round((from * 256) / 360) - 64) % 256) + 256) % 256;
  const sweep = Math.max(1, Math.round((part.number('sweep', 1, 360, 360) * 256) / 360));
  const thickness = part.number('thickness', 0.5, 64, 6);
  const colour = part.colour('colour', '#ffffff');
  return { kind: 'arc', box: boxOf(part), source: part.choice('arc', sources), colour, start, sweep, thickness };
}

async function whenNode(part: Fields, shelf: Shelf): Promise<NodePlan> {
  const condition = part.choice('when', ['mode', 'charging', 'battery', 'posture', 'hour', 'field']);
  const not = part.yes('not');
  const nodes = await readParts(part.list('parts'), shelf);
  if (nodes.length === 0) throw new StudioError(`${part.path}.parts is empty: put what is to be seen then into it.`);
  const node = { kind: 'when', condition, nodes, not } as const;
  if (condition === 'mode') return { ...node, low: bitsOf(part, 'modes', modes) };
  if (condition === 'posture') return { ...node, low: bitsOf(part, 'postures', postures) };
  if (condition === 'battery')
    return { ...node, low: part.whole('from', 0, 100, 0), high: part.whole('to', 0, 100, 100) };
  if (condition === 'hour') return { ...node, low: minuteOf(part, 'from'), high: minuteOf(part, 'to') };
  return condition === 'field' ? { ...node, source: part.choice('field', sources) } : node;
}

function bitsOf(part: Fields, name: string, words: readonly string[]): number {
  const chosen = part.texts(name);
  const wrong = chosen.find((word) => !words.includes(word));
  if (wrong !== undefined || chosen.length === 0) {
    throw new StudioError(
      `${part.path}.${name} has some of ${words.join(', ')}${wrong === undefined ? '' : `, not "${wrong}"`}.`,
    );
  }
  return chosen.reduce((bits, word) => bits | (1 << words.indexOf(word)), 0);
}

function minuteOf(part: Fields, name: string): number {
  const text = part.text(name);
  const [, hour, minute] = /^(\d\d?):(\d\d)$/.exec(text) ?? [];
  const minutes = 60 * Number(hour) + Number(minute);
  if (minutes < 1440 && Number(minute) < 60) return minutes;
  throw new StudioError(`${part.path}.${name} cannot be "${text}": it is a time as "22:30".`);
}

function boxOf(part: Fields): Box {
  const [x, y, width, height] = part.wholes('box', ['x', 'y', 'width', 'height']);
  return { x: x!, y: y!, width: width!, height: height! };
}
