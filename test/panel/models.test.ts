import { panelModels } from '../../firmware/panel/models/registry.js';
import { conforms } from './conformance.js';

for (const model of panelModels) conforms(model);
