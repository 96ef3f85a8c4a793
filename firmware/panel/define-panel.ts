import type { PanelModel } from './model.js';
import { originOf } from './rotation.js';

/** Checks a model and freezes it, deeply. Throws `RangeError` with the field that cannot be. */
export function definePanel(model: PanelModel): PanelModel {
  const { name, width, height, gram, origin, align, scan, clock, rotations } = model;
  const check = (good: boolean, what: string): void => {
    if (!good) throw new RangeError(`panel ${name}: ${what}`);
  };
  check(width > 0 && height > 0, 'the glass has no size');
  check(gram.width >= origin.x + width && gram.height >= origin.y + height, 'GRAM is smaller than origin + size');
  check(align.x > 0 && align.y > 0, 'alignment is at least 1');
  check(scan.hz > 0 && scan.lines >= height, 'a scan has at least the lines of the glass');
  check(clock.ratedHz > 0 && clock.hardHz >= clock.ratedHz, 'the rated clock is above the hard limit');
  check(rotations[0]?.degrees === 0, 'the first rotation is 0 degrees');
  for (const rotation of rotations) {
    // Otherwise the glass's last row or column could not be reached by an aligned window.
    const { x, y } = originOf(model, rotation);
    check(x % align.x === 0 && y % align.y === 0, `the origin at ${rotation.degrees} degrees is not aligned`);
  }
  check(width % align.x === 0 && height % align.y === 0, 'the size is not aligned');
  for (const region of model.unsafe) {
    const { left, top, right, bottom } = region;
    check(left >= 0 && top >= 0 && right <= width && bottom <= height, 'an unsafe region leaves the glass');
  }
  return deepFreeze(model);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
