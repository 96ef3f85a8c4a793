/** What a real panel would not forgive: the virtual one throws `PanelError`. */
export const ERRORS = {
  'reset-pulse': 'RESX is low for at least the time of the table',
  'reset-settle': 'after RESX rises, or a soft reset, the panel is left alone',
  'command-settle': 'no command within 5 ms of SLPIN or SLPOUT',
  'sleep-settle': 'SLPIN and SLPOUT are 120 ms apart',
  'display-on-early': 'DISPON comes some time after SLPOUT',
  'window-odd': 'window starts and sizes are multiples of the alignment',
  'window-reversed': 'a window starts before it ends',
  'window-beyond-gram': 'a window lies in GRAM',
  'gram-access': 'pixels come after GRAM writing over serial is enabled',
  'pixel-command': 'opcodes 32 and 12 carry 2C or 3C',
  'parameters-in-pixels': 'parameters go with opcode 02',
  'opcode-unknown': 'opcodes are 02, 03, 32 and 12',
  'address-bytes': 'the outer address bytes are zero',
  lines: 'every part of a transfer is on its number of lines',
  parameters: 'a command has all its parameters',
  'clock-hard': 'the bus is not faster than any module survives',
  unselected: 'bytes come while chip select is low',
} as const;

/** What a real panel may forgive: counted. */
export const WARNINGS = {
  'power-cut-early': 'power is cut some scans after DISPOFF',
  'window-unseen': 'a window reaches beyond the glass',
  'continue-without-write': 'RAMWRC continues a RAMWR',
  'extra-pixels': 'a window gets no more pixels than it holds',
  'part-pixel': 'a write ends with a whole pixel',
  'display-on-unwritten': 'every visible pixel was written before DISPON',
  'clock-rated': 'the bus is not faster than the data sheet allows',
  'address-mode-disputed': 'MADCTL bits about which drivers disagree stay clear',
  'asleep-deeply': 'nothing is sent to a panel in deep standby or without power',
} as const;

export type ErrorRule = keyof typeof ERRORS;
export type WarningRule = keyof typeof WARNINGS;

/** The panel was treated in a way that breaks or confuses a real one. */
export class PanelError extends Error {
  override readonly name = 'PanelError';
  readonly rule: ErrorRule;

  constructor(rule: ErrorRule, sentence: string) {
    super(`${sentence} (${rule}: ${ERRORS[rule]})`);
    this.rule = rule;
  }
}

/** Counts what was only just forgiven, and keeps the last few sentences. */
export class Warnings {
  count = 0;
  readonly byRule: Partial<Record<WarningRule, number>> = {};
  readonly last: string[] = [];

  add(rule: WarningRule, sentence: string): void {
    this.count += 1;
    this.byRule[rule] = (this.byRule[rule] ?? 0) + 1;
    this.last.push(`${sentence} (${rule}: ${WARNINGS[rule]})`);
    if (this.last.length > 8) this.last.shift();
  }
}
