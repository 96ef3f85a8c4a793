import { MessageType, PowerMode } from '../../firmware/link/messages.js';
import { boardNamed } from '../../firmware/panel/boards.js';
import { InputKind, Posture } from '../../firmware/platform/inputs.js';
import { Px565Encoder } from '../../firmware/px565/encode.js';
import { Random } from '../../simulator/random.js';
import { bitErrors } from '../../simulator/serial/faults.js';
import { Recorder } from '../../simulator/transcript/recorder.js';
import type { Transcript } from '../../simulator/transcript/transcript.js';
import { Session } from '../support/session.js';

/** What is recorded: each a few seconds in a device's life, small enough to keep. */
export const scenarios: Readonly<Record<string, () => Transcript>> = {
  /** Power on, the start face, a host that greets, asks and goes. */
  face() {
    const recorder = new Recorder();
    const session = new Session({ wrap: (platform) => recorder.wrap(platform), address: 'localhost:8080' });
    session.simulation.clock.runForMillis(700);
    session.host.bye(false);
    session.simulation.clock.runForMillis(300);
    return recorder.transcript();
  },

  /** A key frame, deltas in PX565, copies and fills, kept at the end. */
  stream() {
    const recorder = new Recorder();
    const session = new Session({
      board: boardNamed('devkit-rm67162-240x536'),
      panel: 'rm67162-240x536',
      wrap: (platform) => recorder.wrap(platform),
    });
    streamFrames(session, 12);
    session.host.bye(true);
    session.simulation.clock.runForMillis(100);
    return recorder.transcript();
  },

  /** Touched, turned over, warmed and discharged, with a host's frame in the dark; the panel's rail can be cut. */
  power() {
    const recorder = new Recorder();
    const session = new Session({
      board: boardNamed('devkit-rm67162-240x536'),
      panel: 'rm67162-240x536',
      power: { rail: true, linkWakesDeep: true },
      wrap: (platform) => recorder.wrap(platform),
    });
    const { simulation } = session;
    const fill = (colour: number) =>
      session.host.sendFrame(
        [{ kind: 'fill', region: { left: 0, top: 0, right: session.width, bottom: session.height }, colour }],
        { key: true },
      );
    fill(0x3a0c);
    simulation.clock.runForMillis(100);
    simulation.press(InputKind.posture, Posture.faceDown);
    simulation.clock.runForMillis(800);
    fill(0xc618);
    simulation.press(InputKind.battery, 9);
    simulation.press(InputKind.posture, Posture.inHand);
    simulation.clock.runForMillis(1000);
    simulation.press(InputKind.touch, 120 + 300 * 65_536);
    simulation.press(InputKind.heat, 471);
    session.host.ask(MessageType.mode, Uint8Array.of(PowerMode.aod, 0), () => {});
    simulation.clock.runForMillis(300);
    simulation.press(InputKind.button, 1);
    simulation.press(99, -5);
    simulation.clock.runForMillis(300);
    return recorder.transcript();
  },

  /** As `stream`, on a board without TE, over 4-wire SPI, on a slow line that turns bits over. */
  faults() {
    const recorder = new Recorder();
    const session = new Session(
      {
        board: boardNamed('waveshare-rp2350-lcd-1.69'),
        panel: 'st7789-240x280',
        wrap: (platform) => recorder.wrap(platform),
      },
      { toDevice: { bytesPerSecond: 100_000, faults: [bitErrors(new Random(4), 2e-5)] } },
    );
    streamFrames(session, 8);
    return recorder.transcript();
  },
};

function streamFrames(session: Session, frames: number): void {
  const encoder = new Px565Encoder();
  const size = 48;
  const sprite = new Uint8Array(size * size * 2);
  const { width, height } = session;
  session.send([{ kind: 'fill', region: { left: 0, top: 0, right: width, bottom: height }, colour: 0x1082 }]);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let at = 0; at < sprite.length; at += 1) sprite[at] = (at * (frame + 3)) >> 5;
    const coded = encoder.encode(sprite, 0, size * 2, size, size, null, 0, 0, 0);
    const x = 10 + frame * 7;
    session.send(
      [
        Session.region(x, 20 + frame * 3, size, size, coded.slice(), 1),
        { kind: 'copy', source: { left: x, top: 20 + frame * 3, right: x + 20, bottom: 40 + frame * 3 }, x: 4, y: 200 },
        { kind: 'fill', region: { left: 0, top: 270, right: 3 + frame * 5, bottom: 274 }, colour: 0xfd20 },
      ],
      { key: false },
    );
    session.simulation.clock.runForMillis(33);
  }
}
