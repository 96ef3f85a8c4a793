import type { Alignment } from '../geometry/align.js';
import { AddressMode } from './dcs.js';
import type { PanelModel, Point, Rotation } from './model.js';

/** The rotation of a model by degrees. Throws `RangeError` where the model has it not. */
export function rotationOf(model: PanelModel, degrees: number): Rotation {
  for (const rotation of model.rotations) if (rotation.degrees === degrees) return rotation;
  throw new RangeError(`${model.name} cannot turn by ${degrees} degrees`);
}

/** Where the surface's (0,0) lies in the addresses of this rotation: mirroring counts GRAM from its other end. */
export function originOf(model: PanelModel, rotation: Rotation): Point {
  const { gram, origin, width, height } = model;
  const x = (rotation.madctl & AddressMode.mirrorX) !== 0 ? gram.width - origin.x - width : origin.x;
  const y = (rotation.madctl & AddressMode.mirrorY) !== 0 ? gram.height - origin.y - height : origin.y;
  return exchanges(rotation) ? { x: y, y: x } : { x, y };
}

/** Whether rows and columns change places. */
export function exchanges(rotation: Rotation): boolean {
  return (rotation.madctl & AddressMode.exchange) !== 0;
}

/** What windows keep to in this rotation, and the size of the surface. */
export function alignmentOf(model: PanelModel, rotation: Rotation): Alignment {
  const origin = originOf(model, rotation);
  const turned = exchanges(rotation);
  return Object.freeze({
    x: turned ? model.align.y : model.align.x,
    y: turned ? model.align.x : model.align.y,
    originX: origin.x,
    originY: origin.y,
    width: turned ? model.height : model.width,
    height: turned ? model.width : model.height,
  });
}
