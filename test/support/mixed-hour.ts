import { MessageType, PowerMode } from '../../firmware/link/messages.js';
import { InputKind, Posture } from '../../firmware/platform/inputs.js';
import { Px565Encoder } from '../../firmware/px565/encode.js';
import { VirtualLine } from '../../simulator/serial/virtual-line.js';
import { HostRig } from './link/host-rig.js';
import { Session } from './session.js';

const minute = 60_000;

/** Ten minutes in a device's life: a stream, its end, the face, touches, a turn, charge and heat, the night, a picture that is kept. */
export function tenMinutes(session: Session, part: number): void {
  const { simulation } = session;
  const { clock } = simulation;
  const until = clock.time + 10 * minute * 1000;
  greet(session);
  stream(session, 40, part);
  session.host.bye(false);
  clock.runForMillis(4000);
  simulation.press(InputKind.touch, 100 + 120 * 65_536);
  clock.runForMillis(2000);
  simulation.press(InputKind.battery, 60 - part * 9);
  simulation.press(InputKind.heat, 300 + part * 40);
  simulation.press(InputKind.posture, Posture.faceDown);
  clock.runForMillis(minute);
  simulation.press(InputKind.posture, Posture.faceUp);
  simulation.press(InputKind.charger, part & 1);
  simulation.press(InputKind.button, 1);
  simulation.press(InputKind.button, 0);
  clock.runForMillis(2000);
  greet(session);
  session.host.ask(MessageType.mode, Uint8Array.of(PowerMode.aod, 0), () => {});
  clock.runForMillis(2 * minute);
  session.host.ask(MessageType.mode, Uint8Array.of(PowerMode.auto, 0), () => {});
  session.send([session.picture((x, y) => x * 3 + y * part)]);
  session.host.bye(true);
  clock.runUntil(until);
}

/** The line is pulled and another host plugged in, which greets. */
export function greet(session: Session): void {
  const { clock, ports } = session.simulation;
  session.line.close();
  session.line = new VirtualLine(clock, ports[0]!, { toDevice: { bytesPerSecond: 800_000 } });
  session.host = new HostRig(clock, session.line, Math.floor(clock.time));
  session.greet();
}

/** Small frames of what hosts send: coded regions, copies, fills. */
function stream(session: Session, frames: number, seed: number): void {
  const encoder = new Px565Encoder();
  const size = 48;
  const sprite = new Uint8Array(size * size * 2);
  session.send([session.picture((x, y) => (x ^ y) * (seed + 3))]);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let at = 0; at < sprite.length; at += 1) sprite[at] = (at * (frame + seed + 3)) >> 5;
    const coded = encoder.encode(sprite, 0, size * 2, size, size, null, 0, 0, 0).slice();
    const x = 10 + frame * 3;
    session.send(
      [
        Session.region(x, 20 + frame * 2, size, size, coded, 1),
        { kind: 'copy', source: { left: x, top: 20 + frame * 2, right: x + 20, bottom: 40 + frame * 2 }, x: 4, y: 200 },
        { kind: 'fill', region: { left: 0, top: 230, right: 3 + frame * 5, bottom: 234 }, colour: 0xfd20 },
      ],
      { key: false },
    );
    session.simulation.clock.runForMillis(33);
  }
}
