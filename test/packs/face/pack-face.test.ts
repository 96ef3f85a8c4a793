import test from 'ava';
import { filmBlob, pictureOf, spritesBlob, type TestPicture, wallBlob } from '../../support/packs/blobs.js';
import { FaceRig } from '../../support/packs/face-rig.js';
import { kinds, own, type TestNode, type TestPack } from '../../support/packs/pack-writer.js';
import { Painter } from '../../support/packs/painter.js';
import { samplePack, testGlyphs } from '../../support/packs/sample-pack.js';

const [width, height] = [120, 110];
const wall = pictureOf(width, height, (x, y) => ((x * 3) << 11) ^ ((y * 5) << 5) ^ ((x * y) >> 4));
const glyphs = testGlyphs(10, 14, 4);
const frames: TestPicture[] = Array.from({ length: 6 }, (_, frame) =>
  pictureOf(40, 30, (x, y) =>
    x >= 5 + frame * 4 && x < 14 + frame * 4 && y >= 4 + frame && y < 20 ? 0xf81f - frame : (x * y) & 0xffe0,
  ),
);
const millis = [50, 33, 17, 16, 17, 100];

function packOf(nodes: readonly TestNode[], loop = 0, alwaysOn?: readonly TestNode[]): TestPack {
  return {
    ...{ width, height },
    scenes: [
      { face: 0, layer: 0, background: 0x1234, nodes },
      ...(alwaysOn === undefined ? [] : [{ face: 0, layer: 1 as const, nodes: alwaysOn }]),
    ],
    blobs: [
      { kind: kinds.WALL, codec: 1, id: 1, width, height, bytes: wallBlob(wall, 1) },
      { kind: kinds.ANIM, id: 2, frames: 6, width: 40, height: 30, bytes: filmBlob(frames, loop, millis) },
      { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 18, glyphs) },
    ],
  };
}

const wallNode: TestNode = { kind: 1, box: [0, 0, width, height], blob: 1 };
const filmNode: TestNode = { kind: 4, box: [11, 40, 40, 30], blob: 2 };
const clockBox = [20, 45, 60, 18] as const;
const clock: TestNode = { kind: 5, box: clockBox, blob: 3, colour: 0xffff, source: 16, own: own.text(1) };
const NOON = Date.UTC(2026, 10, 22, 12, 34, 50);

test('a wall of any size is decoded band by band and shown as it was', (t) => {
  const rig = new FaceRig(packOf([wallNode]), width, height);
  t.true(rig.face.wants);
  rig.draw(5, true);
  t.deepEqual(rig.pixels, wall.pixels);
  t.is(rig.started, 1);
  t.is(rig.face.wakeAt, Number.POSITIVE_INFINITY);
});

test('every frame of an animation is shown for its time, round the loop, and only what changes is drawn', (t) => {
  const rig = new FaceRig(packOf([wallNode, filmNode], 2), width, height);
  rig.draw(1000, true);
  let due = 1000;
  let frame = 0;
  for (let count = 0; count < 30; count += 1) {
    const expected = new Painter(width, height, 0).picture(wall, 0, 0).picture(frames[frame]!, 11, 40);
    t.deepEqual(rig.pixels, expected.pixels, `frame ${frame}`);
    due += millis[frame]! * 1000;
    t.is(rig.face.wakeAt, due);
    frame = frame === 5 ? 2 : frame + 1;
    rig.draw(due);
    t.is(rig.undeclared, 0);
    t.true(rig.damaged <= 40 * 30);
  }
});

test('an animation without a loop stands still on its last frame', (t) => {
  const rig = new FaceRig(packOf([filmNode], 0xffff), width, height);
  rig.draw(0, true);
  rig.runUntil(10_000_000);
  t.is(rig.face.wakeAt, Number.POSITIVE_INFINITY);
  t.deepEqual(rig.pixels, new Painter(width, height, 0x1234).picture(frames[5]!, 11, 40).pixels);
});

test('late frames are left out whole, and the time of those to come is kept', (t) => {
  const rig = new FaceRig(packOf([filmNode]), width, height);
  rig.draw(0, true);
  // Frame 0 until 50, 1 until 83, 2 until 100, 3 until 116, 4 until 133, 5 until 233.
  rig.draw(105_000);
  t.deepEqual(rig.pixels, new Painter(width, height, 0x1234).picture(frames[3]!, 11, 40).pixels);
  t.is(rig.face.wakeAt, 116_000);
});

test('after a long pause an animation goes on from where it stood', (t) => {
  const rig = new FaceRig(packOf([filmNode]), width, height);
  rig.draw(0, true);
  rig.draw(60_000_000, true);
  t.deepEqual(rig.pixels, new Painter(width, height, 0x1234).picture(frames[1]!, 11, 40).pixels);
  t.is(rig.face.wakeAt, 60_033_000);
});

test('a clock over an animation: what passes beneath it is blended anew, and a tick costs the digits that change', (t) => {
  const rig = new FaceRig(packOf([wallNode, filmNode, clock]), width, height);
  rig.draw(0, true);
  const base = (): Painter => new Painter(width, height, 0).picture(wall, 0, 0);
  t.deepEqual(rig.pixels, base().picture(frames[0]!, 11, 40).text('--:--', glyphs, 4, clockBox, 1, 0xffff).pixels);
  rig.world.clock.set(NOON, 0, 0);
  rig.face.stir();
  rig.draw(1);
  t.is(rig.undeclared, 0);
  const at = (text: string, frame: number): Uint16Array =>
    base().picture(frames[frame]!, 11, 40).text(text, glyphs, 4, clockBox, 1, 0xffff).pixels;
  t.deepEqual(rig.pixels, at('12:34', 0));
  rig.runUntil(49_999);
  rig.draw(50_000);
  t.deepEqual(rig.pixels, at('12:34', 1));
  t.is(rig.undeclared, 0);
});

test('a digit that ticks over a whole illustration is all that is drawn', (t) => {
  const rig = new FaceRig(packOf([wallNode, clock]), width, height);
  rig.world.clock.set(NOON, 0, 0);
  rig.draw(0, true);
  t.is(rig.face.wakeAt, 10_000_000, 'the minute is over after ten seconds');
  rig.runUntil(10_000_000);
  const expected = new Painter(width, height, 0).picture(wall, 0, 0).text('12:35', glyphs, 4, clockBox, 1, 0xffff);
  t.deepEqual(rig.pixels, expected.pixels);
  t.is(rig.undeclared, 0);
  t.true(rig.damaged <= 10 * 14, `${rig.damaged} pixels: no more than one digit of 10 x 14`);
});

test('digits as small as one pixel tick like any others', (t) => {
  for (const [across, down] of [
    [1, 1],
    [1, 9],
    [2, 14],
    [3, 5],
    [9, 2],
  ] as const) {
    const small = testGlyphs(across, down, 4).map((glyph) => ({
      ...glyph,
      alpha: glyph.alpha.map((_, at) => (at + glyph.codePoint) % 16),
    }));
    const pack = packOf([wallNode, clock]);
    const sprites = { kind: kinds.SPRT, id: 3, bytes: spritesBlob(4, false, 18, small) };
    const rig = new FaceRig({ ...pack, blobs: [...pack.blobs.slice(0, 2), sprites] }, width, height);
    rig.world.clock.set(NOON, 0, 0);
    rig.draw(0, true);
    rig.runUntil(130_000_000);
    const expected = new Painter(width, height, 0).picture(wall, 0, 0).text('12:37', small, 4, clockBox, 1, 0xffff);
    t.deepEqual(rig.pixels, expected.pixels, `${across} x ${down}`);
    t.is(rig.undeclared, 0);
  }
});

test('each format of the time and of the date says what PACKS.md says', (t) => {
  const says = (source: number, format: number, at: number): string => {
    const all = '0123456789:-/.月日\ue000\ue001\ue006'.split('').sort();
    const one = all.map((character, index) => ({
      codePoint: character.codePointAt(0)!,
      ...{ width: 1, height: 1, left: 0, top: 0, advance: 1 },
      alpha: [15],
      colours: [index + 1],
    }));
    const pack: TestPack = {
      ...{ width, height },
      scenes: [
        {
          face: 0,
          layer: 0,
          nodes: [{ kind: 5, box: [0, 0, 20, 1], blob: 1, source, format, own: own.text(0) }],
        },
      ],
      blobs: [{ kind: kinds.SPRT, id: 1, bytes: spritesBlob(4, true, 1, one) }],
    };
    const rig = new FaceRig(pack, width, height);
    rig.world.clock.set(at, 0, 0);
    rig.draw(0, true);
    return Array.from(rig.pixels.subarray(0, 20), (pixel) => all[pixel - 1] ?? '').join('');
  };
  const night = Date.UTC(2026, 1, 3, 0, 5, 9);
  t.deepEqual(
    [0, 1, 2, 3, 4, 5, 6].map((format) => says(16, format, night)),
    ['00:05', '12:05', '00:05:09', '00', '05', '09', '12'],
  );
  const evening = Date.UTC(2024, 1, 29, 23, 59, 59);
  t.deepEqual(
    [0, 1, 2, 6].map((format) => says(16, format, evening)),
    ['23:59', '11:59', '23:59:59', '11'],
  );
  t.deepEqual(
    [0, 1, 2, 3, 4].map((format) => says(2, format, evening)),
    ['2/29', '29.2.', '2024-02-29', '2月29日', '29'],
  );
  // 22 November 2026 is a Sunday, the day after a Monday, the day before a Saturday.
  const day = 86_400_000;
  t.deepEqual(
    [0, 1, -1].map((days) => says(20, 0, NOON + days * day)),
    ['\ue000', '\ue001', '\ue006'],
  );
});

test('what a host told is shown until its time is over, then hidden, or drawn in the colour for what is stale', (t) => {
  const song = (flags: number, top: number): TestNode => ({
    ...{ kind: 5, flags, box: [5, top, 90, 16] as const, blob: 3, colour: 0xffe0, source: 4 },
    own: own.text(0, 0x8410),
  });
  const rig = new FaceRig(packOf([song(0, 10), song(2, 40)]), width, height);
  rig.draw(0, true);
  const empty = new Painter(width, height, 0x1234).pixels;
  t.deepEqual(rig.pixels, empty);
  rig.world.fields.set(4, Buffer.from('AB☃A'), 0, 6, -1, 5_000_000);
  t.is(rig.face.wakeAt, 0, 'a field stirs the face');
  rig.draw(1_000_000);
  const shown = (texts: readonly (readonly [string, number, number])[]): Uint16Array => {
    const painter = new Painter(width, height, 0x1234);
    for (const [text, top, colour] of texts) painter.text(text, glyphs, 4, [5, top, 90, 16], 0, colour);
    return painter.pixels;
  };
  // A snowman these glyphs do not have, and the text ends within it: six bytes are A, B, the snowman and A.
  t.deepEqual(
    rig.pixels,
    shown([
      ['ABA', 10, 0xffe0],
      ['ABA', 40, 0xffe0],
    ]),
  );
  t.is(rig.undeclared, 0);
  t.is(rig.face.wakeAt, 5_000_000);
  rig.draw(5_000_000);
  t.deepEqual(rig.pixels, shown([['ABA', 40, 0x8410]]));
  t.is(rig.undeclared, 0);
  rig.world.fields.set(4, new Uint8Array(0), 0, 0, -1, Number.POSITIVE_INFINITY);
  rig.draw(5_000_001);
  t.deepEqual(rig.pixels, empty);
});

test('a text too long is cut at its box, and one that is not is where its alignment says', (t) => {
  const box = [30, 20, 50, 16] as const;
  for (const [align, text] of [
    [0, 'AB'],
    [1, 'AB'],
    [2, 'AB'],
    [1, 'ABABABAB'],
    [2, 'ABABABAB'],
  ] as const) {
    const node: TestNode = { kind: 5, box, blob: 3, colour: 0x07ff, source: 4, own: own.text(align) };
    const rig = new FaceRig(packOf([node]), width, height);
    rig.world.fields.set(4, Buffer.from(text), 0, text.length, -1, Number.POSITIVE_INFINITY);
    rig.draw(0, true);
    t.deepEqual(rig.pixels, new Painter(width, height, 0x1234).text(text, glyphs, 4, box, align, 0x07ff).pixels);
  }
});

test('bars grow in their direction, by as much as their source is full', (t) => {
  const directions: readonly TestNode[] = [0, 1, 2, 3].map((direction) => ({
    kind: 7,
    box: [10 + 25 * direction, 10, 20, 40],
    colour: 0x07e0,
    source: 1,
    own: own.bar(direction),
  }));
  const rig = new FaceRig(packOf(directions), width, height);
  rig.draw(0, true);
  for (const [battery, across, down] of [
    [50, 10, 20],
    [75, 15, 30],
    [10, 2, 4],
    [100, 20, 40],
  ] as const) {
    rig.world.battery = battery;
    rig.face.stir();
    rig.draw(battery);
    const expected = new Painter(width, height, 0x1234)
      .fill(10, 10, across, 40, 0x07e0)
      .fill(35 + 20 - across, 10, across, 40, 0x07e0)
      .fill(60, 10 + 40 - down, 20, down, 0x07e0)
      .fill(85, 10, 20, down, 0x07e0);
    t.deepEqual(rig.pixels, expected.pixels, `${battery} %`);
    t.is(rig.undeclared, 0);
  }
});

/** Mean distance of a node's inked pixels from what a definition says is inked, as it is drawn on black. */
function inked(rig: FaceRig): (x: number, y: number) => boolean {
  const pixels = rig.pixels;
  return (x, y) => (pixels[y * width + x]! & 31) > 15;
}

test('hands point where a clock’s do, and each turn draws them anew and nothing else', (t) => {
  const hand = (source: number, length: number): TestNode => ({
    ...{ kind: 6, box: [10, 5, 100, 100] as const, colour: 0x001f, source },
    own: own.hand(length, 8, 16),
  });
  for (const [source, turn] of [
    [17, (h: number, m: number) => (h % 12) / 12 + m / 720],
    [18, (_h: number, m: number) => m / 60],
    [19, (_h: number, _m: number, s: number) => s / 60],
  ] as const) {
    const rig = new FaceRig(
      { ...packOf([hand(source, 40)]), scenes: [{ face: 0, layer: 0, nodes: [hand(source, 40)] }] },
      width,
      height,
    );
    rig.draw(0, true);
    t.true(
      rig.pixels.every((pixel) => pixel === 0),
      'no time, no hands',
    );
    for (const [index, [h, m, s]] of [
      [0, 0, 0],
      [3, 15, 15],
      [7, 41, 8],
      [22, 22, 59],
    ].entries()) {
      rig.world.clock.set(Date.UTC(2026, 0, 1, h, m, s), 0, 1000 * (index + 1));
      rig.face.stir();
      rig.draw(1000 * (index + 1));
      t.is(rig.undeclared, 0);
      const angle = turn(h!, m!, s!) * 2 * Math.PI;
      const is = inked(rig);
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          // Along and beside the hand from the middle (60, 55), a pixel's breadth around the radius of one left open.
          const [dx, dy] = [x + 0.5 - 60, y + 0.5 - 55];
          const along = dx * Math.sin(angle) - dy * Math.cos(angle);
          const beside = Math.abs(dx * Math.cos(angle) + dy * Math.sin(angle));
          if (along > -7 && along < 39 && beside < 0.6) t.true(is(x, y), `${x}, ${y} at ${h}:${m}:${s}`);
          if (along < -10 || along > 42 || beside > 1.9) t.false(is(x, y), `${x}, ${y} at ${h}:${m}:${s}`);
        }
      }
    }
  }
});

test('an arc goes round as far as its source is full, and a step of it draws that step', (t) => {
  const node: TestNode = { kind: 8, box: [10, 5, 100, 100], colour: 0x001f, source: 7, own: own.arc(192, 256, 64) };
  const rig = new FaceRig({ ...packOf([node]), scenes: [{ face: 0, layer: 0, nodes: [node] }] }, width, height);
  rig.draw(0, true);
  let last = 0;
  for (const level of [250, 400, 410, 1000, 333, 0]) {
    rig.world.fields.set(7, new Uint8Array(0), 0, 0, level, Number.POSITIVE_INFINITY);
    rig.draw(level + 1);
    t.is(rig.undeclared, 0);
    if (Math.abs(level - last) < 20) t.true(rig.damaged < 900, `${rig.damaged}`);
    last = level;
    const is = inked(rig);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const [dx, dy] = [x + 0.5 - 60, y + 0.5 - 55];
        const distance = Math.hypot(dx, dy);
        // From the top, clockwise, thousandths; the round ends reach some 7 of these farther.
        const turned = ((Math.atan2(dx, -dy) / (2 * Math.PI) + 1) % 1) * 1000;
        const inRing = Math.abs(distance - 48) < 1.2;
        if (inRing && turned > 1 && turned < level - 6) t.true(is(x, y), `${x}, ${y} of ${level}`);
        if (Math.abs(distance - 48) > 3.2) t.false(is(x, y), `${x}, ${y} of ${level}`);
        if (turned > level + 12 && turned < 985) t.false(is(x, y), `${x}, ${y} of ${level}`);
      }
    }
  }
});

test('visible-when shows and hides what it holds: mode, charging, battery, posture, hour, field, and the opposite of each', (t) => {
  const conditions: readonly (readonly [condition: number, low: number, high: number, source: number])[] = [
    [1, 0b010, 0, 0],
    [2, 0, 0, 0],
    [3, 20, 40, 0],
    [4, 0b0010, 0, 0],
    [5, 22 * 60, 6 * 60, 0],
    [6, 0, 0, 4],
    [6, 0, 0, 9],
  ];
  const nodes = conditions.flatMap(([condition, low, high, source], index): TestNode[] => [
    { kind: 9, box: [0, 0, 1, 1], source, own: own.visibleWhen(condition, 1, low, high) },
    { kind: 7, box: [index * 10, 0, 5, 5], colour: 0xffff, source: 17, own: own.bar(0) },
    { kind: 9, flags: 1, box: [0, 0, 1, 1], source, own: own.visibleWhen(condition, 1, low, high) },
    { kind: 7, box: [index * 10, 10, 5, 5], colour: 0xffff, source: 17, own: own.bar(0) },
  ]);
  const rig = new FaceRig(packOf(nodes), width, height);
  // An hour hand's bar is full by a half and more at nine.
  rig.world.clock.set(Date.UTC(2026, 0, 1, 21, 59, 30), 0, 0);
  const shown = (row: number): string =>
    conditions.map((_, index) => (rig.pixels[(row * 10 + 1) * width + index * 10] === 0xffff ? '1' : '0')).join('');
  const expect = (what: string, now: number): void => {
    rig.face.stir();
    rig.draw(now);
    t.is(rig.undeclared, 0);
    t.is(shown(0), what);
    t.is(
      shown(1),
      what.replace(/[01]/g, (digit) => (digit === '1' ? '0' : '1')),
    );
  };
  rig.draw(0, true);
  expect('0000000', 1);
  rig.world.mode = 1;
  expect('1000000', 2);
  rig.world.charging = true;
  rig.world.battery = 40;
  expect('1110000', 3);
  rig.world.battery = 41;
  rig.world.posture = 1;
  expect('1101000', 4);
  rig.world.fields.set(4, Buffer.from('A'), 0, 1, -1, 20_000_000);
  rig.world.fields.set(9, new Uint8Array(0), 0, 0, 3, Number.POSITIVE_INFINITY);
  expect('1101011', 5);
  t.is(rig.face.wakeAt, 20_000_000, 'when the song goes stale');
  rig.draw(20_000_000);
  t.is(shown(0), '1101001');
  t.is(rig.face.wakeAt, 30_000_000, 'when it is ten');
  rig.draw(30_000_000);
  t.is(shown(0), '1101101');
});

test('a touch holds for its tenths of a second, and its end is when the face looks again', (t) => {
  const nodes: TestNode[] = [
    { kind: 9, box: [0, 0, 1, 1], own: own.visibleWhen(7, 1, 25) },
    { kind: 7, box: [0, 0, 20, 5], colour: 0xffff, source: 1, own: own.bar(0) },
  ];
  const rig = new FaceRig(packOf(nodes), width, height);
  rig.world.battery = 100;
  rig.draw(0, true);
  t.not(rig.pixels[0], 0xffff, 'nobody touched it yet');
  rig.world.touchedAt = 1_000_000;
  rig.face.stir();
  rig.draw(1_000_000);
  t.is(rig.pixels[0], 0xffff);
  t.is(rig.face.wakeAt, 3_500_000);
  rig.draw(3_499_999);
  t.is(rig.pixels[0], 0xffff);
  rig.draw(3_500_000);
  t.not(rig.pixels[0], 0xffff);
});

test('a visible-when inside another holds only where both do', (t) => {
  const nodes: TestNode[] = [
    { kind: 9, box: [0, 0, 1, 1], own: own.visibleWhen(2, 3) },
    { kind: 9, box: [0, 0, 1, 1], own: own.visibleWhen(3, 1, 50, 100) },
    { kind: 7, box: [0, 0, 20, 5], colour: 0xffff, source: 1, own: own.bar(0) },
    { kind: 7, box: [0, 10, 20, 5], colour: 0xffff, source: 1, own: own.bar(0) },
    { kind: 7, box: [0, 20, 20, 5], colour: 0xffff, source: 1, own: own.bar(0) },
  ];
  const rig = new FaceRig(packOf(nodes), width, height);
  const rows = (charging: boolean, battery: number, now: number): string => {
    rig.world.charging = charging;
    rig.world.battery = battery;
    rig.face.stir();
    rig.draw(now);
    return [0, 10, 20].map((y) => (rig.pixels[y * width] === 0xffff ? '1' : '0')).join('');
  };
  rig.draw(0, true);
  t.is(rows(false, 80, 1), '001');
  t.is(rows(true, 80, 2), '111');
  t.is(rows(true, 30, 3), '011');
  t.is(rows(false, 30, 4), '001');
});

test('an animation that does not decode lets the glass go, says why, and draws nothing of it', (t) => {
  const pack = packOf([wallNode, filmNode]);
  const film = pack.blobs[1]!.bytes;
  // The last byte of the blob is the last pixel of the step that closes the loop.
  film[film.length - 1] = 0xfe;
  const rig = new FaceRig(pack, width, height);
  rig.draw(0, true);
  rig.runUntil(1_000_000);
  t.deepEqual(rig.faults, [28]);
  t.false(rig.face.wants);
  t.true(rig.damage.isEmpty);
  t.deepEqual(rig.pixels.subarray(0, 40 * width), wall.pixels.subarray(0, 40 * width));
});

test('a wall that does not decode is never shown', (t) => {
  const pack = packOf([wallNode]);
  pack.blobs[0]!.bytes.fill(0xd0, 40);
  const rig = new FaceRig(pack, width, height);
  t.deepEqual(rig.faults, [28]);
  t.false(rig.face.wants);
});

test('loading another face takes the memory of the last one, a hundred times over', (t) => {
  const rig = new FaceRig(packOf([wallNode, filmNode, clock]), width, height);
  rig.draw(0, true);
  for (let times = 0; times < 100; times += 1) {
    rig.reload(packOf([wallNode, filmNode, clock]));
    rig.draw(times + 1);
  }
  t.is(rig.started, 101);
  const expected = new Painter(width, height, 0).picture(wall, 0, 0).picture(frames[0]!, 11, 40);
  t.deepEqual(rig.pixels, expected.text('--:--', glyphs, 4, clockBox, 1, 0xffff).pixels);
});

test('the sample with something of every kind plays for a minute, and all that changes is declared', (t) => {
  const rig = new FaceRig(samplePack(width, height), width, height);
  rig.draw(0, true);
  rig.world.clock.set(NOON, 0, 0);
  rig.world.battery = 40;
  rig.world.fields.set(4, Buffer.from('AB'), 0, 2, -1, 30_000_000);
  rig.world.fields.set(7, new Uint8Array(0), 0, 0, 600, 40_000_000);
  rig.face.stir();
  let draws = 0;
  for (let now = 1; now < 60_000_000; now = rig.face.wakeAt) {
    rig.draw(now);
    if (draws % 50 === 0) t.is(rig.undeclared, 0);
    draws += 1;
    const partly = rig.back.bytes.slice();
    if (draws % 200 === 0) {
      rig.draw(now, true);
      t.deepEqual(rig.back.bytes, partly, 'drawn whole it is the same picture');
    }
  }
  t.deepEqual(rig.faults, []);
  t.true(draws > 1500);
});
