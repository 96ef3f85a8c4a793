import type { PanelModel } from '../../firmware/panel/model.js';

/** Registers of the panel, as far as anything depends on them. */
export class Registers {
  displayOn = false;
  inverted = false;
  allPixels: 'off' | 'on' | null = null;
  dcsIdle = false;
  aod = false;
  partial = false;
  partialRows: readonly [number, number];
  partialColumns: readonly [number, number];
  tearOn = false;
  /** TE also rises at every line. */
  tearLines = false;
  /** Line at which TE rises; 0 is the start of the porch. */
  tearLine = 0;
  madctl = 0;
  /** COLMOD: 24 bits a pixel after reset. */
  pixelFormat = 0x77;
  brightness: number;
  brightnessControl: number;
  aodBrightness = 0xff;
  highBrightness = 0;
  highBrightnessControl = 0;
  page = 0;
  columns: readonly [number, number];
  rows: readonly [number, number];
  /** Everything ever written to a register nothing depends on: `page << 8 | code` to its first parameter. */
  readonly vendor = new Map<number, number>();

  constructor(model: PanelModel) {
    this.brightness = model.brightness?.reset ?? 255;
    this.brightnessControl = model.brightness?.controlReset ?? 0x20;
    this.columns = [0, model.gram.width - 1];
    this.rows = [0, model.gram.height - 1];
    this.partialColumns = this.columns;
    this.partialRows = this.rows;
  }

  /** Bits of one pixel as it comes over the bus. */
  get pixelBits(): 16 | 18 | 24 {
    const format = this.pixelFormat & 7;
    return format === 5 ? 16 : format === 6 ? 18 : 24;
  }

  /** Whether pixels reach GRAM over serial. */
  gramAccess(model: PanelModel): boolean {
    const access = model.gramAccess;
    if (access === null) return true;
    return ((this.vendor.get((access.page << 8) | access.code) ?? 0) & access.mask) !== 0;
  }
}
