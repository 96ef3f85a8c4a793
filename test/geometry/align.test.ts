import test from 'ava';
import fc from 'fast-check';
import { alignAt, alignRegion } from '../../firmware/geometry/align.js';
import { RegionList } from '../../firmware/geometry/region-list.js';

/** By search: the edge moves pixel by pixel until it lies on a multiple of `step` once the origin is added. */
function search(edge: number, origin: number, step: number, by: number): number {
  let at = edge;
  while ((at + origin) % step !== 0) at += by;
  return at;
}

test('a region grows to the next aligned edges in GRAM and no further, as an object and in a list', (t) => {
  const step = fc.constantFrom(1, 2, 4, 6);
  const place = fc.record({ x: step, y: step, originX: fc.nat(40), originY: fc.nat(40) });
  const edges = fc.tuple(fc.integer({ min: 50, max: 300 }), fc.integer({ min: 1, max: 60 }));
  fc.assert(
    fc.property(place, edges, edges, (where, [left, width], [top, height]) => {
      const alignment = { ...where, width: 400, height: 400 };
      const { x, y, originX, originY } = alignment;
      const region = { left, top, right: left + width, bottom: top + height };
      const expected = {
        left: search(left, originX, x, -1),
        top: search(top, originY, y, -1),
        right: search(region.right, originX, x, 1),
        bottom: search(region.bottom, originY, y, 1),
      };
      t.deepEqual(alignRegion(alignment, region), expected);
      const list = new RegionList(new Uint16Array(4));
      list.add(region.left, region.top, region.right, region.bottom);
      alignAt(alignment, list, 0);
      t.deepEqual([...list.data], [expected.left, expected.top, expected.right, expected.bottom]);
    }),
  );
});
