import { Controller } from '../../../firmware/controller.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { Codec } from '../../../firmware/link/messages.js';
import { boardNamed } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { Mode } from '../../../firmware/power/modes.js';
import { gatedKernels } from './gated-kernels.js';
import { PlainHost } from './plain-host.js';
import { openGate, PlainPlatform } from './plain-platform.js';
import { Spots } from './spots.js';
import { StepMeter } from './step-meter.js';

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const BOARD = boardNamed('waveshare-2.06');
const MODEL = panelModel(BOARD.panel);
/** Until the panel is on and the beam is known. */
const SETTLED = 2 * SECOND;

const meter = new StepMeter();

function device(sources: readonly Spots[] = []): { platform: PlainPlatform; controller: Controller } {
  const platform = new PlainPlatform(BOARD, MODEL, gatedKernels(referenceKernels, meter), meter);
  const controller = new Controller(platform, MODEL, sources);
  controller.start();
  return { platform, controller };
}

/** Steps and windows of a steady frame of so many spots. */
function spotFrames(count: number, apart = false): { steps: number; windows: number; wakes: number } {
  const spots = new Spots(count, meter, apart);
  const { platform } = device([spots]);
  platform.runUntil(SETTLED);
  const { frames } = spots;
  const { windows, wakes } = platform;
  meter.take();
  platform.runUntil(SETTLED + 2 * SECOND);
  const drawn = spots.frames - frames;
  return {
    steps: meter.take() / drawn,
    windows: (platform.windows - windows) / drawn,
    wakes: (platform.wakes - wakes) / drawn,
  };
}

/** Steps of a host's frame of so many rows of 64 pixels, 33 ms apart; 0 is a fill. */
function hostFrames(rows: number, codec: number): { steps: number; packets: number } {
  const { platform } = device();
  const host = new PlainHost(platform);
  platform.runUntil(SETTLED);
  host.greet();
  host.fillFrame(true, 0, 0, MODEL.width, MODEL.height, 0x1082);
  const frame = (ink: number): void => {
    const next = platform.time + 66_667;
    if (rows === 0) host.fillFrame(false, 40, 60, 64, 64, ink * 0x101);
    else host.regionFrame(40, 60, 64, rows, codec, ink);
    platform.runUntil(next);
  };
  for (let ink = 0; ink < 10; ink += 1) frame(ink);
  const { packets } = host;
  meter.take();
  for (let ink = 0; ink < 30; ink += 1) frame(ink);
  return { steps: meter.take() / 30, packets: (host.packets - packets) / 30 };
}

function packetSteps(codec: number): number {
  const few = hostFrames(16, codec);
  const many = hostFrames(80, codec);
  return (many.steps - few.steps) / (many.packets - few.packets);
}

function minuteWakes(): { steps: number; windows: number; wakes: number } {
  const { platform, controller } = device();
  platform.runUntil(SETTLED);
  controller.tellTime(Date.UTC(2026, 10, 22, 9, 41), 60, platform.time);
  controller.governor.wishMode(Mode.aod, false, platform.time);
  platform.step();
  platform.runUntil(10 * MINUTE);
  const { windows, wakes } = platform;
  meter.take();
  platform.runUntil(30 * MINUTE);
  return {
    steps: meter.take() / 20,
    windows: (platform.windows - windows) / 20,
    wakes: (platform.wakes - wakes) / 20,
  };
}

/** A step in which nothing is due. */
function emptyWake(): number {
  const { platform } = device();
  platform.runUntil(100 * SECOND);
  meter.take();
  for (let count = 0; count < 10; count += 1) platform.step();
  return meter.take() / 10;
}

/** All figures, steps of the engine. */
export function measure(): Readonly<Record<string, number>> {
  const one = spotFrames(1);
  // Longer writes wait for the beam once more, which is a wake and no window: both of these do.
  const some = spotFrames(12);
  const many = spotFrames(28);
  const apart = spotFrames(9, true);
  const minute = minuteWakes();
  const figures = {
    frame: one.steps,
    window: (many.steps - some.steps) / (many.windows - some.windows),
    region: (apart.steps - one.steps) / 8,
    packetPx565: packetSteps(Codec.px565),
    packetRaw: packetSteps(Codec.raw),
    hostFrame: hostFrames(0, Codec.raw).steps,
    minute: minute.steps,
    wake: emptyWake(),
  };
  return Object.fromEntries(Object.entries(figures).map(([name, steps]) => [name, Math.round(steps)]));
}

let running: { platform: PlainPlatform; next: () => void } | undefined;

/** Draws and presents so many more frames, uncounted. */
export function runFrames(count: number): void {
  if (running === undefined) {
    const spots = new Spots(1, openGate);
    const platform = new PlainPlatform(BOARD, MODEL, referenceKernels, openGate);
    new Controller(platform, MODEL, [spots]).start();
    platform.runUntil(SETTLED);
    running = {
      platform,
      next: () => {
        const until = spots.frames + 1;
        while (spots.frames < until) platform.runUntil(platform.time + 11_111);
      },
    };
  }
  for (let frame = 0; frame < count; frame += 1) running.next();
}

/** Takes at least so many more packets of a stream, uncounted. */
export function runPackets(count: number): void {
  if (running === undefined) {
    const platform = new PlainPlatform(BOARD, MODEL, referenceKernels, openGate);
    new Controller(platform, MODEL).start();
    const host = new PlainHost(platform);
    platform.runUntil(SETTLED);
    host.greet();
    host.fillFrame(true, 0, 0, MODEL.width, MODEL.height, 0x1082);
    running = { platform, next: () => host.regionFrame(40, 60, 64, 8, Codec.px565, platform.time & 63) };
  }
  // A region of one packet and a bit, between the two of every frame.
  for (let packet = 0; packet < count; packet += 4) running.next();
}
