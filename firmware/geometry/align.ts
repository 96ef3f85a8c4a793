import type { Region } from './region.js';
import type { RegionList } from './region-list.js';

/** What a window must keep to: edges that are multiples of `x` and `y` after the origin is added, inside the surface. */
export interface Alignment {
  readonly x: number;
  readonly y: number;
  readonly originX: number;
  readonly originY: number;
  /** The surface. */
  readonly width: number;
  readonly height: number;
}

/** The smallest window the panel takes that holds `region`, cut to the surface. */
export function alignRegion(alignment: Alignment, region: Readonly<Region>): Region {
  const { x, y, originX, originY, width, height } = alignment;
  return {
    left: down(Math.max(region.left, 0), originX, x),
    top: down(Math.max(region.top, 0), originY, y),
    right: up(Math.min(region.right, width), originX, x),
    bottom: up(Math.min(region.bottom, height), originY, y),
  };
}

/** The same for the region at `index` of a list, in place. It must lie on the surface. */
export function alignAt(alignment: Alignment, list: RegionList, index: number): void {
  const { x, y, originX, originY } = alignment;
  list.set(
    index,
    down(list.left(index), originX, x),
    down(list.top(index), originY, y),
    up(list.right(index), originX, x),
    up(list.bottom(index), originY, y),
  );
}

// `definePanel` sees to it that the surface's own edges are aligned, so neither leaves the surface.
function down(edge: number, origin: number, step: number): number {
  return edge - ((edge + origin) % step);
}

function up(edge: number, origin: number, step: number): number {
  const over = (edge + origin) % step;
  return over === 0 ? edge : edge + step - over;
}
