import test from 'ava';
import { type Glass, isHidden, safeArea } from '../../../hosts/studio/glass.js';
import { place } from '../../../hosts/studio/placement.js';

/** The phone: two lenses at the left. */
const phone: Glass = {
  width: 904,
  height: 572,
  shape: 'rectangle',
  cornerRadius: 96,
  unsafe: [
    { left: 24, top: 34, right: 264, bottom: 274 },
    { left: 24, top: 298, right: 264, bottom: 538 },
  ],
};
const watch: Glass = { width: 410, height: 502, shape: 'rectangle', cornerRadius: 40, unsafe: [] };

test('the safe part of a glass is what lies beside its lenses', (t) => {
  t.deepEqual(safeArea(phone), { left: 264, top: 0, right: 904, bottom: 572 });
  t.deepEqual(safeArea(watch), { left: 0, top: 0, right: 410, bottom: 502 });
});

test('lenses and rounded corners hide pixels, and nothing else does', (t) => {
  t.true(isHidden(phone, 100, 100));
  t.false(isHidden(phone, 264, 100));
  // A lens of radius 120 around (144, 154) does not fill its box.
  t.true(isHidden(phone, 144 - 84, 154 - 84));
  t.false(isHidden(phone, 144 - 86, 154 - 86));
  t.true(isHidden(phone, 903, 0));
  // 45 degrees into the corner: 96 - 96 / sqrt 2 is 28.1.
  t.true(isHidden(phone, 903 - 27, 27));
  t.false(isHidden(phone, 903 - 29, 29));
  const round: Glass = { ...watch, width: 466, height: 466, shape: 'round', cornerRadius: 0 };
  t.true(isHidden(round, 60, 60));
  t.false(isHidden(round, 0, 233));
});

test('cover fills the glass and cuts the middle out', (t) => {
  const { source, target } = place({ width: 820, height: 1200 }, watch, { fit: 'cover' });
  t.deepEqual(target, { left: 0, top: 0, right: 410, bottom: 502 });
  t.deepEqual(source, { left: 0, top: 98, right: 820, bottom: 1102 });
});

test('cover brings what matters as near the middle of the safe part as the edges allow', (t) => {
  // Twice as wide as the glass needs: 1808 x 572 at scale 1, of which 904 are seen.
  const { source } = place({ width: 1808, height: 572 }, phone, { fit: 'cover', focus: { x: 900, y: 286 } });
  // The middle of the safe part is at 584: there pixel 900 comes to lie.
  t.deepEqual(source, { left: 316, top: 0, right: 1220, bottom: 572 });
  const edge = place({ width: 1808, height: 572 }, phone, { fit: 'cover', focus: { x: 0, y: 0 } });
  t.is(edge.source.left, 0);
});

test('safe covers the part beside the lenses, contain shows all of the picture there, fill stretches', (t) => {
  const size = { width: 400, height: 400 };
  t.deepEqual(place(size, phone, { fit: 'safe' }), {
    source: { left: 0, top: 21.25, right: 400, bottom: 378.75 },
    target: { left: 264, top: 0, right: 904, bottom: 572 },
  });
  t.deepEqual(place(size, phone, { fit: 'contain' }).target, { left: 298, top: 0, right: 870, bottom: 572 });
  t.deepEqual(place(size, phone, { fit: 'fill' }).target, { left: 0, top: 0, right: 904, bottom: 572 });
});

test('a crop is taken from inside the picture, and one outside it is refused with a sentence', (t) => {
  const crop = { left: 100, top: -50, right: 200, bottom: 300 };
  t.deepEqual(place({ width: 400, height: 200 }, watch, { fit: 'fill', crop }).source, {
    left: 100,
    top: 0,
    right: 200,
    bottom: 200,
  });
  const outside = { left: 500, top: 0, right: 600, bottom: 100 };
  t.throws(() => place({ width: 400, height: 200 }, watch, { fit: 'cover', crop: outside }), {
    message: 'The crop holds no pixel of the picture, which is 400 x 200: move it.',
  });
});
