import { MessageType } from '../../../firmware/link/messages.js';
import type { PackBytes } from '../../../firmware/packs/pack-bytes.js';
import { InputKind, Posture } from '../../../firmware/platform/inputs.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import type { PowerFacts } from '../../../firmware/platform/power.js';
import type { FrameMessage } from '../../../hosts/sdk/device-types.js';
import type { SimulationOptions } from '../../../simulator/headless/simulation.js';
import { VirtualLine } from '../../../simulator/serial/virtual-line.js';
import { HostRig } from '../../support/link/host-rig.js';
import { Session } from '../../support/session.js';
import { animation, LOOP, TILE } from './animation.js';
import { Cards } from './cards.js';
import { litFace } from './lit-face.js';
import { type Measured, type Milliwatts, measure, measurePeer } from './measure.js';
import { peerLink } from './peer-link.js';
import { PeerLoop, type PeerOptions, type PeerScene } from './peer-loop.js';
import { wallpaper } from './pictures.js';
import { PlainClock } from './plain-clock.js';
import { Sprite } from './sprite.js';

const WIDTH = 410;
const HEIGHT = 502;
const SECOND = 1_000_000;
const HOUR = 3600;
const FRAME_MICROS = 33_333;
/** A host's line over USB. */
const USB = { toDevice: { bytesPerSecond: 800_000 } };
/** Register 51 for so many nits of 600. */
const level = (nits: number): number => Math.round((nits * 255) / 600);

export interface Scenario {
  readonly name: string;
  /** What is promised: milliwatts in all, how many times less controller and bus take than the polling peer's, wakes an hour. */
  readonly target: { readonly total: number; readonly ratio?: number; readonly wakesPerHour?: number };
  readonly own: () => Measured;
  /** A peer's loop repeats itself every frame or card: it runs for a shorter while where its frames are full. */
  readonly naive: () => Milliwatts;
  readonly polling: () => Milliwatts;
}

/** A device, its processor charged, that a host has told the time (10:08) and left. */
function alone(options: SimulationOptions = {}): Session['simulation'] {
  const session = new Session({ chargeCpu: true, oscillatorError: 0, ...options }, USB);
  const payload = new Uint8Array(14);
  const epoch = Date.UTC(2026, 10, 22, 10, 8);
  for (let at = 0; at < 6; at += 1) payload[6 + at] = Math.floor(epoch / 256 ** at) & 255;
  session.host.ask(MessageType.timeOfDay, payload, () => {});
  session.simulation.clock.runForMillis(200);
  session.host.bye(false);
  session.simulation.clock.runForMillis(120_000);
  return session.simulation;
}

function peer(kind: PeerOptions['kind'], nits: number, scene: PeerOptions['scene'], seconds: number): Milliwatts {
  return measurePeer(new PeerLoop({ kind, brightness: level(nits), scene }), seconds);
}

/** The same, showing a face of a pack while nobody looks. */
function resting(face: PackBytes, options: SimulationOptions = {}): Session['simulation'] {
  const simulation = alone(options);
  if (!simulation.controller.faces.show(face, 0)) throw new Error('the face that lights 8 % is not played');
  // Until it is decoded, on the glass, and at rest again.
  simulation.clock.runForMillis(120_000);
  return simulation;
}

/** Always-on clock with hours and minutes. */
const clock = (face: PackBytes): Scenario => ({
  name: 'AOD clock HH:MM, 1 h',
  target: { total: 22.2, ratio: 50, wakesPerHour: 62 },
  own: () => measure(resting(face), HOUR),
  naive: () => peer('naive', 150, (platform) => ({ sources: [new PlainClock(platform)] }), 20),
  polling: () => peer('polling', 150, (platform) => ({ sources: [new PlainClock(platform)] }), HOUR),
});

function sprite(): Scenario {
  const pixels = wallpaper(WIDTH, HEIGHT, 0.35);
  const walker = (platform: Platform, declares: 'changes' | 'boxes'): Sprite =>
    new Sprite(platform, pixels, WIDTH, HEIGHT, declares);
  // Toolkits that peers use declare a moved thing's box where it was and where it is.
  const scene: PeerOptions['scene'] = (platform) => ({ sources: [walker(platform, 'boxes')] });
  return {
    name: 'sprite 96 x 96 over wallpaper at 30/s, 1 h',
    target: { total: 88, ratio: 8 },
    own() {
      const simulation = alone({ sources: (platform) => [walker(platform, 'changes')] });
      simulation.controller.governor.setBrightness(level(150));
      simulation.clock.runForMillis(1000);
      return measure(simulation, HOUR);
    },
    naive: () => peer('naive', 150, scene, 20),
    polling: () => peer('polling', 150, scene, HOUR),
  };
}

/** A card every half minute; the first one at once. */
const CARD_SECONDS = 30;
const CARDS = 20;

const cards = (face: PackBytes): Scenario => ({
  name: '20 cards in 10 min',
  target: { total: 37, ratio: 30 },
  own() {
    let card: Cards | undefined;
    const simulation = resting(face, {
      sources: (platform) => {
        card = new Cards(platform, WIDTH, HEIGHT);
        return [card];
      },
    });
    const { clock, controller } = simulation;
    for (let count = 0; count < CARDS; count += 1) {
      const at = clock.time + count * CARD_SECONDS * SECOND;
      clock.schedule(at, () => {
        card!.notify(Math.ceil(clock.time));
        controller.governor.setBrightness(level(300));
        simulation.press(NOTIFICATION_PIN, 1);
      });
      // The face's brightness is that of the always-on scenario.
      clock.schedule(at + (5 + 41 / 30) * SECOND, () => {
        controller.governor.setBrightness(255);
        simulation.press(NOTIFICATION_PIN, 0);
      });
    }
    return measure(simulation, CARDS * CARD_SECONDS);
  },
  naive: () => peerCards('naive', 300, CARD_SECONDS),
  polling: () => peerCards('polling', 150, CARDS * CARD_SECONDS),
});

/** Rouses the processor, and no firmware knows what it is: who notifies is this bench. */
const NOTIFICATION_PIN = 100;

function peerCards(kind: PeerOptions['kind'], clockNits: number, seconds: number): Milliwatts {
  let card: Cards | undefined;
  const scene = (platform: Parameters<PeerOptions['scene']>[0]): PeerScene => {
    card = new Cards(platform, WIDTH, HEIGHT);
    return { sources: [card, new PlainClock(platform)] };
  };
  const loop = new PeerLoop({ kind, brightness: level(clockNits), scene });
  for (let at = loop.clock.time; at < loop.clock.time + seconds * SECOND; at += CARD_SECONDS * SECOND) {
    loop.clock.schedule(at, () => {
      card!.notify(Math.floor(loop.clock.time));
      loop.setBrightness(level(300));
    });
    loop.clock.schedule(at + (5 + 41 / 30) * SECOND, () => loop.setBrightness(level(clockNits)));
  }
  return measurePeer(loop, seconds);
}

/** Sends the animation's frames one after the other, in its own time. */
function sendAnimation(host: HostRig, every: (micros: number, act: () => void) => void): void {
  const { first, deltas } = animation();
  const left = (WIDTH - TILE) & ~1;
  const region = (data: Uint8Array): FrameMessage => Session.region(left >> 1, 200, TILE, TILE, data, 1);
  host.sendFrame([region(first)], { key: false });
  let index = 0;
  every(FRAME_MICROS, () => {
    index = (index + 1) % LOOP;
    host.sendFrame([region(deltas[index]!)], { key: false });
  });
}

const STREAM_SECONDS = 60;

function stream(): Scenario {
  const pixels = wallpaper(WIDTH, HEIGHT, 0.4);
  const picture = (): FrameMessage => {
    const data = new Uint8Array(pixels.length * 2);
    pixels.forEach((pixel, at) => {
      data[at * 2] = pixel >> 8;
      data[at * 2 + 1] = pixel & 255;
    });
    return Session.region(0, 0, WIDTH, HEIGHT, data);
  };
  return {
    name: 'host streams 128 x 128 at 30/s over USB, 60 s',
    target: { total: 172, ratio: 1.9 },
    own() {
      const session = new Session({ chargeCpu: true, oscillatorError: 0 }, USB);
      const { simulation } = session;
      simulation.controller.governor.setBrightness(level(200));
      session.send([picture()]);
      sendAnimation(session.host, (micros, act) => repeat(simulation.clock, micros, act));
      simulation.clock.runForMillis(1000);
      return measure(simulation, STREAM_SECONDS);
    },
    naive: () => peerStream('naive', picture(), 20),
    polling: () => peerStream('polling', picture(), STREAM_SECONDS),
  };
}

function peerStream(kind: PeerOptions['kind'], picture: FrameMessage, seconds: number): Milliwatts {
  const loop = new PeerLoop({ kind, brightness: level(200), scene: peerLink });
  const host = new HostRig(loop.clock, new VirtualLine(loop.clock, loop.port, USB), 1);
  host.greet();
  loop.clock.runForMillis(100);
  host.sendFrame([picture], { key: true });
  loop.clock.runForMillis(2000);
  sendAnimation(host, (micros, act) => repeat(loop.clock, micros, act));
  loop.clock.runForMillis(1000);
  return measurePeer(loop, seconds);
}

function repeat(clock: Session['simulation']['clock'], micros: number, act: () => void): void {
  clock.schedule(clock.time + micros, () => {
    act();
    repeat(clock, micros, act);
  });
}

const NIGHT_SECONDS = 8 * HOUR;

/** Nothing is shown: black, whatever asks. */
const black: PeerOptions['scene'] = () => ({ sources: [] });

function overnight(power: Partial<PowerFacts>): Measured {
  const simulation = alone({ power });
  simulation.press(InputKind.posture, Posture.faceDown);
  simulation.clock.runForMillis(5000);
  return measure(simulation, NIGHT_SECONDS);
}

const night: Scenario = {
  name: 'overnight, 8 h, face down',
  target: { total: 2.8, wakesPerHour: 0 },
  own: () => overnight({}),
  naive: () => peer('naive', 150, black, 20),
  polling: () => peer('polling', 150, black, NIGHT_SECONDS),
};

/** The same on a board whose line can wake it from deep sleep. */
export const deepNight = (): Measured => overnight({ linkWakesDeep: true });

/** In the order in which they are promised. */
export async function scenarios(): Promise<readonly Scenario[]> {
  const face = await litFace(WIDTH, HEIGHT, 0.08);
  return [clock(face), sprite(), cards(face), stream(), night];
}
