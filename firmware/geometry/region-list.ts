/**
 * A list of regions of fixed capacity, four unsigned 16-bit integers each (left, top, right, bottom), so that a kernel
 * or the bus can walk it without an object a region. Allocates only when it is made.
 */
export class RegionList {
  readonly capacity: number;
  /** `capacity` x (left, top, right, bottom). */
  readonly data: Uint16Array;
  /** The same memory, as kernels take it. */
  readonly bytes: Uint8Array;
  count = 0;

  /** `data` may lie in frame memory; its length divided by four is the capacity. */
  constructor(data: Uint16Array) {
    if (data.length === 0 || data.length % 4 !== 0) throw new RangeError('a region takes four 16-bit integers');
    this.data = data;
    this.bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.capacity = data.length / 4;
  }

  clear(): void {
    this.count = 0;
  }

  /** Appends; answers false, and changes nothing, where the list is full. */
  add(left: number, top: number, right: number, bottom: number): boolean {
    const data = this.data;
    const at = this.count * 4;
    if (at === data.length) return false;
    data[at] = left;
    data[at + 1] = top;
    data[at + 2] = right;
    data[at + 3] = bottom;
    this.count += 1;
    return true;
  }

  set(index: number, left: number, top: number, right: number, bottom: number): void {
    const at = index * 4;
    const data = this.data;
    data[at] = left;
    data[at + 1] = top;
    data[at + 2] = right;
    data[at + 3] = bottom;
  }

  left(index: number): number {
    return this.data[index * 4]!;
  }

  top(index: number): number {
    return this.data[index * 4 + 1]!;
  }

  right(index: number): number {
    return this.data[index * 4 + 2]!;
  }

  bottom(index: number): number {
    return this.data[index * 4 + 3]!;
  }

  /** Removes one; the last takes its place. */
  removeAt(index: number): void {
    this.count -= 1;
    this.data.copyWithin(index * 4, this.count * 4, this.count * 4 + 4);
  }

  copyFrom(other: RegionList): void {
    const count = other.count;
    const from = other.data;
    if (count > this.capacity) throw new RangeError('the other list is longer than this one can be');
    const to = this.data;
    const end = count * 4;
    for (let at = 0; at < end; at += 4) {
      to[at] = from[at]!;
      to[at + 1] = from[at + 1]!;
      to[at + 2] = from[at + 2]!;
      to[at + 3] = from[at + 3]!;
    }
    this.count = count;
  }
}
