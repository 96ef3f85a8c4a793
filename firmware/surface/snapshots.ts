import type { CheckedKernels } from '../kernels/checked-kernels.js';
import type { Surface } from '../pixels/surface.js';
import type { FrameMemory } from '../platform/memory.js';
import { copyRegion, createSurface } from './surface-memory.js';

/** What a snapshot says of itself. */
export interface SnapshotRecord {
  id: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  time: number;
  surface: Surface | null;
}

/** Keeps one picture of the glass, so that a host can fetch it at its leisure while the glass goes on. */
export class Snapshots {
  readonly #memory: FrameMemory;
  readonly #kernels: CheckedKernels;
  readonly #box: Uint8Array;
  readonly #edges: Uint16Array;
  #surface: Surface | undefined;
  #id = 0;

  constructor(memory: FrameMemory, kernels: CheckedKernels) {
    this.#memory = memory;
    this.#kernels = kernels;
    this.#box = memory.allocate(8);
    this.#edges = new Uint16Array(this.#box.buffer, this.#box.byteOffset, 4);
  }

  /**
   * Copies `from` and fills `record`: its box is the whole, or with `changedOnly` what differs from the snapshot before.
   * Answers false where there is no memory for a picture.
   */
  take(from: Surface, changedOnly: boolean, record: SnapshotRecord, now: number): boolean {
    const first = this.#surface === undefined;
    const surface = this.#prepare(from);
    if (surface === undefined) return false;
    const { width, height } = from;
    record.left = 0;
    record.top = 0;
    record.right = width;
    record.bottom = height;
    if (changedOnly && !first) this.#findChange(from, surface, record);
    copyRegion(this.#kernels, surface, from, record.left, record.top, record.right, record.bottom);
    this.#id = this.#id === 0xffff ? 1 : this.#id + 1;
    record.id = this.#id;
    record.time = now;
    record.surface = surface;
    return true;
  }

  #findChange(from: Surface, surface: Surface, record: SnapshotRecord): void {
    const { bytes, stride, width, height } = from;
    const own = surface.bytes;
    if (this.#kernels.diffBox(own, 0, surface.stride, bytes, 0, stride, width, height, this.#box, 0) === 0) {
      record.right = 0;
      record.bottom = 0;
      return;
    }
    record.left = this.#edges[0]!;
    record.top = this.#edges[1]!;
    record.right = this.#edges[2]!;
    record.bottom = this.#edges[3]!;
  }

  /** The surface is made when the first snapshot is asked for: most devices are never asked. */
  #prepare(from: Surface): Surface | undefined {
    if (this.#surface === undefined) {
      try {
        this.#surface = createSurface(this.#memory, from.width, from.height);
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    }
    return this.#surface;
  }
}
