import type { PanelModel } from '../model.js';
import { co5300w280h456 } from './co5300-280x456.js';
import { co5300w368h448 } from './co5300-368x448.js';
import { co5300w410h502 } from './co5300-410x502.js';
import { co5300w466h466 } from './co5300-466x466.js';
import { co5300w480h480 } from './co5300-480x480.js';
import { phone904x572 } from './phone-904x572.js';
import { rm690b0w450h600 } from './rm690b0-450x600.js';
import { rm67162w240h536 } from './rm67162-240x536.js';
import { sh8601w368h448 } from './sh8601-368x448.js';
import { st7789w240h280 } from './st7789-240x280.js';

/** Every panel model Verso knows; the first is the default. */
export const panelModels: readonly PanelModel[] = Object.freeze([
  co5300w410h502,
  co5300w466h466,
  co5300w480h480,
  co5300w368h448,
  co5300w280h456,
  sh8601w368h448,
  rm690b0w450h600,
  rm67162w240h536,
  st7789w240h280,
  phone904x572,
]);

export const defaultPanelModel = co5300w410h502;

/** The model of this name. Throws `RangeError`, which lists the known names, where there is none. */
export function panelModel(name: string): PanelModel {
  for (const model of panelModels) if (model.name === name) return model;
  throw new RangeError(`no panel model "${name}"; known are ${panelModels.map((model) => model.name).join(', ')}`);
}
