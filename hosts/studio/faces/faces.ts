import { thumbnailBlob } from '../pack/wall.js';
import { digestOf, type FacePlan, type PackPlan } from '../pack/write-pack.js';
import { dialFace } from './dial.js';
import { dial } from './dial-art.js';
import { dithered, type FaceMaterial } from './material.js';
import { petFace } from './pet.js';
import { pet, petGround, placePet } from './pet-art.js';
import { type Stage, stageOf, svgOf } from './stage.js';
import { townFace } from './town.js';
import { sitter, town } from './town-art.js';

/** A face that comes with Verso. */
export interface OwnFace {
  readonly name: string;
  readonly title: string;
  /** What it is, in a sentence. */
  readonly about: string;
  make(material: FaceMaterial): Promise<FacePlan>;
  /** One picture of it as the body of an SVG. */
  picture(stage: Stage): string;
}

export const ownFaces: readonly OwnFace[] = [
  {
    name: 'pet',
    title: 'Pet',
    about: 'A pet that is glad to be touched, holds on to its charger and sleeps at night.',
    make: petFace,
    picture: (stage) => {
      const place = placePet(stage, 1e6);
      return petGround(stage, place, false) + pet(place, 'awake', 0);
    },
  },
  {
    name: 'town',
    title: 'Town',
    about: 'Somebody on a roof before the moon, the time above, and below what plays.',
    make: townFace,
    picture: (stage) => town(stage) + sitter(stage, 0.1),
  },
  {
    name: 'dial',
    title: 'Dial',
    about: 'Hands over blue lacquer, with the day and an arc for the charge.',
    make: dialFace,
    picture: dial,
  },
];

const THUMBNAIL = 128;

/** A pack of one of the faces, for a panel. */
export async function ownPack({ name, title, make, picture }: OwnFace, material: FaceMaterial): Promise<PackPlan> {
  const { glass, rasterise } = material;
  const stage = stageOf(glass);
  const unit = THUMBNAIL / Math.max(glass.width, glass.height);
  const [width, height] = [Math.round(glass.width * unit), Math.round(glass.height * unit)];
  const whole = svgOf(stage, picture(stage)).replace(/width="\d+" height="\d+"/, `width="${width}" height="${height}"`);
  return {
    id: (await digestOf(new TextEncoder().encode(`verso face ${name}`))).slice(0, 16),
    version: 1,
    panel: glass,
    name: title,
    author: 'Verso',
    licence: 'Apache-2.0',
    faces: [await make(material)],
    thumbnail: thumbnailBlob(dithered(await rasterise(whole))),
  };
}
