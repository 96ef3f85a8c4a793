import test from 'ava';
import { InputKind } from '../../../../firmware/platform/inputs.js';
import { Mode } from '../../../../firmware/power/modes.js';
import { FaceDevice } from '../../../support/packs/face-device.js';
import { type BuiltFace, buildOwnFace, type DrawnPicture } from '../../../support/packs/own-face.js';
import { Painter } from '../../../support/packs/painter.js';
import { mainNodes, outside } from '../../../support/packs/scene-boxes.js';

const panel = 'co5300-280x456';
const TEXT = 5;
/** A loop's picture stands for a twentieth of a second. */
const LOOP_HZ = 20;

/** A face on a device, and what was drawn for it: grounds are as large as the glass, pictures of loops are smaller. */
class Played {
  readonly device: FaceDevice;
  readonly built: BuiltFace;
  readonly grounds: readonly DrawnPicture[];
  readonly loop: readonly DrawnPicture[];
  /** 1 where no text stands. */
  readonly #bare: Uint8Array;

  constructor(built: BuiltFace) {
    const { width, height, drawn, file } = built;
    this.built = built;
    this.grounds = drawn.filter((picture) => picture.width === width && picture.height === height);
    this.loop = drawn.filter((picture) => picture.width < width && picture.height < height && picture.y > 0);
    const texts = mainNodes(file).filter(({ kind }) => kind === TEXT);
    this.#bare = outside(width * height, width, texts);
    this.device = new FaceDevice(undefined, { panel });
    if (!this.device.play(file)) throw new Error('it cannot be played');
    this.stayAwake();
    this.device.clock.runForMillis(1500);
  }

  stayAwake(): void {
    this.device.controller.governor.wishMode(Mode.active, false, this.device.now);
    this.device.controller.step(this.device.now);
  }

  /** Pixels outside the texts in which `seen` is not this picture over this ground. */
  differs(seen: Uint16Array, ground: DrawnPicture, picture?: DrawnPicture): number {
    const painter = new Painter(this.built.width, this.built.height, 0).picture(ground, 0, 0);
    if (picture !== undefined) painter.picture(picture, picture.x, picture.y);
    let count = 0;
    for (let at = 0; at < seen.length; at += 1) if (this.#bare[at] === 1 && seen[at] !== painter.pixels[at]) count += 1;
    return count;
  }

  /** Which picture of the loop is shown over a ground; -1: none. */
  find(seen: Uint16Array, ground: DrawnPicture): number {
    return this.loop.findIndex((picture) => this.differs(seen, ground, picture) === 0);
  }

  /** Every picture written in this time, as they came. */
  watch(millis: number): Uint16Array[] {
    const seen: Uint16Array[] = [];
    let watches = true;
    this.device.simulation.onWindows(() => {
      if (watches) seen.push(this.device.gram);
    });
    this.device.clock.runForMillis(millis);
    watches = false;
    return seen;
  }
}

const pets = buildOwnFace('pet', panel, { plain: true });

for (const [name, seconds] of [
  ['pet', 2],
  ['town', 3],
] as const) {
  test(`${name}: each picture that was drawn comes onto the glass in its turn, whole and nothing else, and then the first again`, async (t) => {
    const played = new Played(name === 'pet' ? await pets : await buildOwnFace(name, panel, { plain: true }));
    const { device, grounds, loop } = played;
    const count = seconds * LOOP_HZ;
    const seen = played.watch(1000 * seconds + 500);
    t.true(Math.abs(seen.length - (count + LOOP_HZ / 2)) <= 2, `${seen.length} pictures`);
    const first = played.find(seen[0]!, grounds[0]!);
    t.true(first >= 0 && first < count, 'the first one is of its loop');
    seen.forEach((glass, at) => {
      t.is(played.differs(glass, grounds[0]!, loop[(first + at) % count]), 0, `picture ${at}`);
    });
    t.is(device.simulation.tears.torn, 0);
    t.is(device.simulation.panel.warnings.count, 0);
  });
}

test('the pet is glad for six seconds when it is touched, holds on to its charger, and sleeps from ten to seven', async (t) => {
  const played = new Played(await pets);
  const { device, grounds } = played;
  const [day, night] = grounds as [DrawnPicture, DrawnPicture];
  const moods = ['awake', 'happy', 'charging', 'asleep'];
  const mood = (): string => {
    const glass = device.gram;
    const byDay = played.find(glass, day);
    const found = byDay >= 0 ? byDay : played.find(glass, night);
    return found < 0 ? 'something else' : `${moods[Math.floor(found / 40)]} by ${byDay >= 0 ? 'day' : 'night'}`;
  };
  const after = (millis: number): string => {
    played.stayAwake();
    device.clock.runForMillis(millis);
    return mood();
  };
  const touch = (): void => {
    device.simulation.press(InputKind.touch, 140 + 200 * 65_536);
    device.clock.runForMillis(40);
    device.simulation.press(InputKind.touch, -1);
  };
  t.is(after(300), 'awake by day', 'while the time is not known');
  device.tellTime(12, 0);
  t.is(after(300), 'awake by day');
  device.simulation.press(InputKind.charger, 1);
  t.is(after(300), 'charging by day');
  touch();
  t.is(after(300), 'happy by day');
  t.is(after(5400), 'happy by day');
  t.is(after(500), 'charging by day');
  device.simulation.press(InputKind.charger, 0);
  t.is(after(300), 'awake by day');
  device.tellTime(21, 59, 58);
  t.is(after(1500), 'awake by day');
  t.is(after(1000), 'asleep by night');
  touch();
  t.is(after(300), 'happy by night');
  t.is(after(6100), 'asleep by night');
  device.simulation.press(InputKind.charger, 1);
  t.is(after(300), 'charging by night');
  device.simulation.press(InputKind.charger, 0);
  device.tellTime(6, 59, 58);
  t.is(after(1500), 'asleep by night');
  t.is(after(1000), 'awake by day');
  t.is(device.simulation.tears.torn, 0);
});
