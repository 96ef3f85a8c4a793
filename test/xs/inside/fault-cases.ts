import type { Source } from '../../../firmware/compose/source.js';
import { Controller } from '../../../firmware/controller.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { Codec, MessageType } from '../../../firmware/link/messages.js';
import { boardNamed } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import type { Platform } from '../../../firmware/platform/platform.js';
import { PlainHost } from './plain-host.js';
import { openGate, PlainPlatform } from './plain-platform.js';

const SECOND = 1_000_000;
const BOARD = boardNamed('lilygo-1.91');
const MODEL = panelModel(BOARD.panel);
const COLOUR = 0x07e0;

/** What throws, and how often, from when the trap is set. */
class Trap {
  sprung = 0;
  #what = '';
  #left = 0;

  set(what: string, times: number): void {
    this.#what = what;
    this.#left = times;
  }

  pass(what: string): void {
    if (what !== this.#what || this.#left === 0) return;
    this.#left -= 1;
    this.sprung += 1;
    throw new RangeError(`${what} breaks on purpose`);
  }
}

/** The same methods, each of which may be trapped under its name. */
function trapped<Part extends object>(part: Part, names: readonly (keyof Part & string)[], trap: Trap): Part {
  const copy = { ...part };
  for (const name of names) {
    const method = part[name] as (...job: unknown[]) => unknown;
    (copy as Record<string, unknown>)[name] = (...job: unknown[]): unknown => {
      trap.pass(name);
      return method.apply(part, job);
    };
  }
  return copy;
}

/** Wants the glass when it is told to, and throws in its drawing or where it is but asked. */
class BadSource implements Source {
  readonly name = 'bad';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  readonly wakeAt = 0;
  isOn = false;
  readonly #trap: Trap;

  constructor(trap: Trap) {
    this.#trap = trap;
  }

  get wants(): boolean {
    this.#trap.pass('wants');
    return this.isOn;
  }

  draw(): void {
    this.#trap.pass('draw');
  }
}

interface Device {
  readonly platform: PlainPlatform;
  readonly controller: Controller;
  readonly host: PlainHost;
  readonly source: BadSource;
}

/** Each breaks in another place; `stir` has the firmware go there. */
const cases: readonly { readonly name: string; readonly what: string; readonly stir: (device: Device) => void }[] = [
  { name: 'a source that throws in its drawing', what: 'draw', stir: wakeSource },
  { name: 'a source that throws when it is asked whether it wants the glass', what: 'wants', stir: sendDelta },
  { name: 'a kernel that throws in the drawing of a frame', what: 'copyRows', stir: sendFill },
  { name: 'a kernel that throws in the decoding of a region', what: 'px565Decode', stir: sendDelta },
  { name: 'a kernel that throws in the decoding of a fill', what: 'fillRows', stir: sendFill },
  { name: 'a kernel that throws in choosing windows', what: 'cover', stir: sendFill },
  { name: 'a kernel that throws on what came over the line', what: 'unstuff', stir: sendFill },
  { name: 'a kernel that throws in checking a packet', what: 'crc32', stir: sendFill },
  { name: 'a bus that throws on pixels', what: 'write', stir: sendFill },
  { name: 'a bus that throws on a command', what: 'command', stir: dim },
  { name: 'a bus that throws when it is to wait for the beam', what: 'awaitTe', stir: wait },
  { name: 'a processor that throws when it is to rest', what: 'rest', stir: sendFill },
  { name: 'a line that throws when it is read', what: 'read', stir: sendFill },
  { name: 'a line that throws when it is written to', what: 'send', stir: sendFill },
  { name: 'a message whose handling throws', what: 'copyRows', stir: askForPicture },
];

/** How often each thing breaks: once, and so often that the firmware gives up and comes back. */
const TIMES = [1, 4];

/** What became of a device in which something broke. */
export interface FaultReport {
  readonly name: string;
  readonly times: number;
  /** How often it broke, and what the firmware counts. */
  readonly sprung: number;
  readonly faults: number;
  /** Who has the glass when it is over. */
  readonly holder: string;
  /** A second later: it answers, takes a frame, shows it, and has it in GRAM as it is. */
  readonly answers: boolean;
  readonly accepts: boolean;
  readonly shows: boolean;
  readonly isWhole: boolean;
  /** Steps it took in the seconds after: it did not spin. */
  readonly isCalm: boolean;
}

/** Breaks one thing after the other, each in a device of its own. */
export function faultReports(): FaultReport[] {
  return cases.flatMap(({ name, what, stir }) => TIMES.map((times) => report(name, what, stir, times)));
}

function report(name: string, what: string, stir: (device: Device) => void, times: number): FaultReport {
  const trap = new Trap();
  const device = start(trap);
  const { platform, controller, host } = device;
  const { sent } = platform.port;
  trap.set(what, times);
  stir(device);
  const { wakes } = platform;
  stayFor(device, 5);
  const isCalm = platform.wakes - wakes < 1000;
  const holder = controller.compositor.holder?.name ?? 'nobody';
  trap.set('', 0);
  // A line that was deaf for long has lost its host, who greets again.
  if (!controller.link.isOpen) host.greet();
  const before = [MessageType.pong, MessageType.accepted, MessageType.shown].map((type) => sent[type]!);
  host.restart();
  host.ping();
  host.fillFrame(true, 0, 0, MODEL.width, MODEL.height, COLOUR);
  platform.runUntil(platform.time + SECOND);
  const more = [MessageType.pong, MessageType.accepted, MessageType.shown].map((type, at) => sent[type]! - before[at]!);
  const { chain } = controller;
  return {
    name,
    times,
    sprung: trap.sprung,
    holder,
    faults: controller.faults + controller.compositor.dropped,
    answers: more[0] === 1,
    accepts: more[1] === 1,
    shows: more[2] === 1,
    isWhole: chain.owed.isEmpty && !chain.waiting && isAll(chain.front.bytes, COLOUR),
    isCalm,
  };
}

/** A device with a host's picture on the glass. */
function start(trap: Trap): Device {
  const plain = new PlainPlatform(BOARD, MODEL, referenceKernels, openGate);
  const { port } = plain;
  const platform: Platform = {
    ...plain,
    attach: (sink) => plain.attach(sink),
    kernels: trapped(referenceKernels, ['copyRows', 'fillRows', 'px565Decode', 'cover', 'unstuff', 'crc32'], trap),
    bus: {
      command: (code, params) => {
        trap.pass('command');
        plain.command(code, params);
      },
      write: (windows, count, surface, begin) => {
        trap.pass('write');
        plain.write(windows, count, surface, begin);
      },
      awaitTe: () => {
        trap.pass('awaitTe');
        plain.awaitTe();
      },
      origin: () => {},
      reset: () => {},
    },
    power: { facts: plain.facts, rest: () => trap.pass('rest'), processorClock: () => {}, panelRail: () => {} },
    ports: [
      {
        read: (into) => {
          trap.pass('read');
          return port.read(into);
        },
        write: (from, at, length) => {
          trap.pass('send');
          return port.write(from, at, length);
        },
      },
    ],
  };
  const source = new BadSource(trap);
  const controller = new Controller(platform, MODEL, [source]);
  const host = new PlainHost(plain);
  controller.start();
  plain.runUntil(2 * SECOND);
  host.greet();
  host.fillFrame(true, 0, 0, MODEL.width, MODEL.height, 0x1082);
  plain.runUntil(plain.time + SECOND);
  return { platform: plain, controller, host, source };
}

function isAll(bytes: Uint8Array, colour: number): boolean {
  for (let at = 0; at < bytes.length; at += 2) {
    if (((bytes[at]! << 8) | bytes[at + 1]!) !== colour) return false;
  }
  return true;
}

function sendFill({ host }: Device): void {
  host.fillFrame(false, 10, 20, 60, 40, 0xf800);
}

function sendDelta({ host }: Device): void {
  host.regionFrame(40, 60, 64, 16, Codec.px565, 7);
}

/** The host goes, and the bad source is next. */
function wakeSource({ host, source, platform }: Device): void {
  source.isOn = true;
  host.bye();
  platform.runUntil(platform.time + SECOND);
  host.greet();
}

function dim({ host }: Device): void {
  host.brightness(30);
}

/** Long enough for the beam to be lost, and then a frame. */
function wait(device: Device): void {
  stayFor(device, 60);
  sendFill(device);
}

/** Seconds in which the host only says that it is there. */
function stayFor({ platform, host }: Device, seconds: number): void {
  for (let half = 0; half < 2 * seconds; half += 1) {
    platform.runUntil(platform.time + SECOND / 2);
    host.ping();
  }
}

function askForPicture({ host }: Device): void {
  host.screenshot();
}
