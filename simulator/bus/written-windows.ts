/** Exact times of one `Bus.write`: microseconds with a fraction. */
export class WrittenWindows {
  /** Start of the first window's commands, end of the last byte. */
  start = 0;
  end = 0;
  count = 0;
  /** Time of one pixel on the wires; rows of a window follow each other without a pause. */
  pixelMicros = 0;
  /** `count` x (left, top, right, bottom) in surface pixels. */
  windows = new Uint16Array(0);
  /** Of each window: start of its commands (a driver's gap comes before), of its first pixel, end of its last pixel. */
  begin = new Float64Array(0);
  firstPixel = new Float64Array(0);
  windowEnd = new Float64Array(0);

  restart(start: number, windows: Uint16Array, count: number, pixelMicros: number): void {
    if (this.begin.length < count) {
      this.windows = new Uint16Array(count * 8);
      this.begin = new Float64Array(count * 2);
      this.firstPixel = new Float64Array(count * 2);
      this.windowEnd = new Float64Array(count * 2);
    }
    this.windows.set(windows.subarray(0, count * 4));
    this.start = start;
    this.count = 0;
    this.pixelMicros = pixelMicros;
  }

  add(begin: number, firstPixel: number, end: number): void {
    this.begin[this.count] = begin;
    this.firstPixel[this.count] = firstPixel;
    this.windowEnd[this.count] = end;
    this.count += 1;
  }
}
