import { type LaunchedFace, launchPiuFace } from '../../../firmware/device/piu-face/launch.js';
import { panelModels } from '../../../firmware/panel/models/registry.js';
import { InputKind } from '../../../firmware/platform/inputs.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { Simulation } from '../../../simulator/headless/simulation.js';
import type { Host } from './main.js';
import { Painter } from './painter.js';

const debussy = { title: 'Clair de lune', artist: 'Claude Debussy', seconds: 302 };
const long = { title: 'Prélude à l’après-midi d’un faune', artist: 'Claude Debussy', seconds: 620 };

/** Plays what can happen to the face, and posts what is then on the glass. */
export function runScenes(host: Host): void {
  const model = panelModels.find(({ width, height }) => width === host.width && height === host.height);
  if (model === undefined) throw new Error(`no panel of ${host.width} x ${host.height}`);
  let launched: LaunchedFace | undefined;
  let painter: Painter | undefined;
  const simulation = new Simulation({
    model,
    oscillatorError: 0,
    flash: null,
    firmware: (platform, itsModel) => {
      launched = launchPiuFace(withPiuTime(platform, host), itsModel, (screen) => {
        painter = new Painter(screen);
      });
      return launched.controller;
    },
  });
  const { controller, face, screen, settings, status } = launched!;
  const { clock } = simulation;
  const { picture: painted } = painter!;

  const post = (name: string, pixels: Uint16Array): void => {
    let wrong = 0;
    for (let at = 0; at < pixels.length; at += 1) if (pixels[at] !== painted[at]) wrong += 1;
    const { bytes, windows } = simulation.statistics().bus;
    const { declaredPixels, frames } = screen;
    const { dropped, holder } = controller.compositor;
    const { width, height } = model;
    host.postMessage(
      JSON.stringify({
        ...{ panel: model.name, name, width, height, wrong, declaredPixels, frames, bytes, windows, dropped },
        ...{ warnings: simulation.panel.warnings.count, torn: simulation.tears.torn, holder: holder?.name },
        ...{
          brightness: settings.brightness,
          night: settings.night,
          seconds: settings.seconds,
          wakes: controller.wakes,
        },
      }),
    );
    host.postMessage(pixels.buffer as ArrayBuffer);
  };
  /** What is on the glass when nothing moves any more. */
  const glass = (name: string): void => {
    let sent = -1;
    while (sent !== simulation.bus.counts.bytes) {
      sent = simulation.bus.counts.bytes;
      clock.runForMillis(120);
    }
    post(name, simulation.glass());
  };
  const play = (track: typeof debussy, position: number, playing: boolean): void =>
    status.play(track, position, playing, Math.floor(clock.time));
  const tap = (x: number, y: number): void => {
    simulation.press(InputKind.touch, x + y * 0x10000);
    clock.runForMillis(50);
    simulation.press(InputKind.touch, -1);
    clock.runForMillis(700);
  };

  // Some panels take more than a second to be put into operation.
  clock.runForMillis(2000);
  glass('alone');
  simulation.press(InputKind.battery, 72);
  play(debussy, 83, false);
  glass('status');
  play(debussy, 83, true);
  clock.runForMillis(20);
  post('ticking', simulation.glass());
  clock.runForMillis(10_000);
  post('ticked', simulation.glass());
  simulation.press(InputKind.charger, 1);
  simulation.press(InputKind.battery, 38);
  play(long, 0, false);
  glass('charging');
  simulation.press(InputKind.charger, 0);
  simulation.press(InputKind.battery, 9);
  status.silence();
  glass('low');
  face.turn();
  clock.runForMillis(110);
  post('turning', frontOf(launched!));
  clock.runForMillis(600);
  glass('settings');
  const { left, top, right, bottom } = face.safe;
  const row = (part: number): number => Math.round(top + (bottom - top) * part);
  tap(right - 40, row(0.3));
  tap(right - 40, row(0.49));
  tap(left + 60, row(0.64));
  glass('set');
  // What the status page hears while it is not shown is on it when it is: all as it was in 'status'.
  simulation.press(InputKind.battery, 72);
  play(debussy, 83, false);
  tap((left + right) >> 1, row(0.95));
  glass('back');
  // A fault of the face is the firmware's to survive.
  face.application.add(new Content(null, { Behavior: Broken }));
  clock.runForMillis(200);
  post('broken', simulation.glass());
}

class Broken extends Behavior {
  onDisplaying(content: { interval: number; start(): void }): void {
    content.interval = 10;
    content.start();
  }

  onTimeChanged(): void {
    throw new Error('broken');
  }
}

/** Piu counts milliseconds of the machine: they are the simulation's, from 1 on, as 0 means none to it. */
function withPiuTime(platform: Platform, host: Host): Platform {
  return {
    ...platform,
    attach: (sink) =>
      platform.attach({
        note: (kind, when) => sink.note(kind, when),
        step(now) {
          host.postMessage(`${now / 1000 + 1}`);
          sink.step(now);
        },
      }),
  };
}

/** The frame presented last, as pixels: in the middle of a movement the glass shows parts of two. */
function frontOf({ controller }: LaunchedFace): Uint16Array {
  const { bytes, width, height } = controller.chain.front;
  const pixels = new Uint16Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (bytes[at * 2]! << 8) | bytes[at * 2 + 1]!;
  return pixels;
}
