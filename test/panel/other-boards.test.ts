import { panelModel } from '../../firmware/panel/models/registry.js';
import { conforms } from './conformance.js';

// LilyGO sells the same glass on 4-wire SPI.
conforms(panelModel('rm67162-240x536'), { framing: 'spi', windowCycles: 88 });

// A slow bus whose driver leaves wide gaps: settle times count from when a command leaves, pictures are the same.
conforms(panelModel('co5300-410x502'), { framing: 'qspi', clockHz: 8_000_000, windowCycles: 1240 });
