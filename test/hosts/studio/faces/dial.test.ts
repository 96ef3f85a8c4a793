import test from 'ava';
import { InputKind } from '../../../../firmware/platform/inputs.js';
import { FaceDevice } from '../../../support/packs/face-device.js';
import { buildOwnFace, type DrawnPicture } from '../../../support/packs/own-face.js';
import { mainNodes, outside, type SceneNodeOf } from '../../../support/packs/scene-boxes.js';

const panel = 'co5300-280x456';
const [TEXT, HAND, ARC] = [5, 6, 8];
const [HOUR, MINUTE] = [17, 18];
const TAU = 2 * Math.PI;

/** A hand as docs/PACKS.md describes it: from the tail to the tip, pixels from the glass's top left corner. */
function handOf({ box, source, colour, u16 }: SceneNodeOf, hour: number, minute: number, second: number) {
  const [left, top, width, height] = box;
  const turn = source === HOUR ? (60 * hour + minute) / 720 : source === MINUTE ? minute / 60 : second / 60;
  const [dx, dy] = [Math.sin(TAU * turn), -Math.cos(TAU * turn)];
  const [x, y] = [left + width / 2, top + height / 2];
  const [length, tail] = [u16(16), u16(18)];
  return { x: x - dx * tail, y: y - dy * tail, dx, dy, length: length + tail, radius: u16(20) / 16, colour };
}

function distance(hand: ReturnType<typeof handOf>, column: number, row: number): number {
  const [x, y] = [column + 0.5 - hand.x, row + 0.5 - hand.y];
  const along = Math.max(0, Math.min(hand.length, x * hand.dx + y * hand.dy));
  return Math.hypot(x - along * hand.dx, y - along * hand.dy);
}

for (const [hour, minute, second] of [
  [10, 8, 30],
  [3, 47, 12],
  [23, 59, 58],
] as const) {
  test(`dial: at ${hour}:${minute}:${second} the hands point where a clock’s do, over what was drawn`, async (t) => {
    const { file, drawn, width, height } = await buildOwnFace('dial', panel, { plain: true });
    const device = new FaceDevice(undefined, { panel });
    t.true(device.play(file));
    device.tellTime(hour, minute, second);
    device.clock.runForMillis(700);
    const wall = drawn.find((picture) => picture.width === width && picture.height === height) as DrawnPicture;
    const nodes = mainNodes(file);
    const bare = outside(
      width * height,
      width,
      nodes.filter(({ kind }) => kind === TEXT),
    );
    const hands = nodes.filter(({ kind }) => kind === HAND).map((node) => handOf(node, hour, minute, second));
    t.is(hands.length, 5);
    const { gram } = device;
    let [wrong, ofHands, edges] = [0, 0, 0];
    for (let at = 0; at < gram.length; at += 1) {
      if (bare[at] === 0) continue;
      const [x, y] = [at % width, Math.floor(at / width)];
      // The last hand is on top; a pixel on an edge is a mixture, and any.
      const top = hands.findLast((hand) => distance(hand, x, y) < hand.radius + 0.8);
      if (top === undefined) wrong += gram[at] === wall.pixels[at] ? 0 : 1;
      else if (distance(top, x, y) < top.radius - 0.8) {
        ofHands += 1;
        wrong += gram[at] === top.colour ? 0 : 1;
      } else edges += 1;
    }
    t.is(wrong, 0);
    t.true(ofHands > 200 && edges < 0.05 * gram.length, `${ofHands} pixels of hands, ${edges} of edges`);
  });
}

test('dial: the arc is as long as the battery is full, and absent while that is not known', async (t) => {
  const { file, drawn, width, height } = await buildOwnFace('dial', panel, { plain: true });
  const device = new FaceDevice(undefined, { panel });
  t.true(device.play(file));
  device.clock.runForMillis(700);
  const wall = drawn.find((picture) => picture.width === width && picture.height === height) as DrawnPicture;
  const arc = mainNodes(file).find(({ kind }) => kind === ARC) as SceneNodeOf;
  const [left, top, across, down] = arc.box;
  const [start, sweep] = [arc.u16(16), arc.u16(18)];
  /** Whether the arc is seen at this part (0..1) of its sweep. */
  const isSeen = (gram: Uint16Array, part: number): boolean => {
    const angle = (TAU * (start + part * sweep)) / 256;
    const far = (across - arc.u16(20) / 16) / 2;
    for (let inwards = -3; inwards <= 3; inwards += 0.5) {
      const x = Math.floor(left + across / 2 + (far + inwards) * Math.cos(angle));
      const y = Math.floor(top + down / 2 + (far + inwards) * Math.sin(angle));
      if (gram[y * width + x] !== wall.pixels[y * width + x]) return true;
    }
    return false;
  };
  t.deepEqual(device.gram, wall.pixels, 'no time, no battery: the bare dial');
  for (const percent of [100, 50, 20]) {
    device.simulation.press(InputKind.battery, percent);
    device.clock.runForMillis(300);
    const seen = Array.from({ length: 49 }, (_, step) => isSeen(device.gram, (step + 1) / 50));
    seen.forEach((is, step) => {
      const part = (step + 1) / 50;
      // A round end reaches a little beyond.
      if (Math.abs(part - percent / 100) > 0.03) t.is(is, part < percent / 100, `${percent} %, at ${part}`);
    });
  }
});
