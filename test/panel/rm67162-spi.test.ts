import { panelModel } from '../../firmware/panel/models/registry.js';
import { conforms } from './conformance.js';

// LilyGO sells the same glass on 4-wire SPI.
conforms(panelModel('rm67162-240x536'), { framing: 'spi', windowCycles: 88 });
