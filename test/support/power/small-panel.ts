import { devkit } from '../../../firmware/panel/boards.js';
import { definePanel } from '../../../firmware/panel/define-panel.js';
import type { PanelModel } from '../../../firmware/panel/model.js';
import { co5300w410h502 } from '../../../firmware/panel/models/co5300-410x502.js';
import type { Board } from '../../../firmware/platform/board.js';

/** A CO5300 with a small glass: everything a real one is strict about, and weeks of it pass quickly. */
export const smallPanel: PanelModel = definePanel({
  ...co5300w410h502,
  name: 'small',
  width: 120,
  height: 160,
  gram: { width: 144, height: 160 },
  cornerRadius: 0,
  scan: { hz: 60, lines: 168, idleHz: 15 },
});

export const smallBoard: Board = devkit(smallPanel);
