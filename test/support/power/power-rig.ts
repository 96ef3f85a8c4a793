import type { Source } from '../../../firmware/compose/source.js';
import { InputKind } from '../../../firmware/platform/inputs.js';
import { Mode, NO_WISH } from '../../../firmware/power/modes.js';
import type { FrameMessage } from '../../../hosts/sdk/device-types.js';
import { Simulation, type SimulationOptions } from '../../../simulator/headless/simulation.js';
import { eightColours } from '../../../simulator/panel/shown.js';
import { Random } from '../../../simulator/random.js';
import { VirtualLine } from '../../../simulator/serial/virtual-line.js';
import { type FrameLog, HostRig } from '../link/host-rig.js';
import { smallBoard, smallPanel } from './small-panel.js';

/** A source of the firmware's own that comes, moves and goes. */
export class Card implements Source {
  readonly name = 'card';
  readonly drawsAhead = false;
  readonly overwrites = undefined;
  readonly frameId = 0;
  readonly presentAt = 0;
  wants = false;
  wakeAt = 0;
  frames = 0;
  #left = 0;

  /** Draws so many frames, 33 ms apart, then stands. */
  come(frames: number): void {
    this.wants = true;
    this.wakeAt = 0;
    this.#left = frames;
  }

  draw(back: Parameters<Source['draw']>[0], damage: Parameters<Source['draw']>[1], now: number, whole: boolean): void {
    this.frames += 1;
    if (whole) back.bytes.fill(0x18);
    const top = (this.frames * 4) % (back.height - 8);
    for (let at = top * back.stride; at < (top + 8) * back.stride; at += 1) back.bytes[at] = this.frames * 37;
    damage.add(0, top, back.width, top + 8);
    this.#left -= 1;
    this.wakeAt = this.#left > 0 ? now + 33_000 : Number.POSITIVE_INFINITY;
  }
}

/** A whole device with a host, to which things happen at random; knows what the glass must show when they have. */
export class PowerRig {
  readonly simulation: Simulation;
  readonly card = new Card();
  readonly random: Random;
  /** What happened last, for the message of a failure. */
  readonly story: string[] = [];
  #host: HostRig;
  #line: VirtualLine;
  #hosts = 0;
  #logs: { log: FrameLog; picture: Uint16Array }[] = [];
  /** Picture of the last frame that was accepted, and as it will be when all that was sent is. */
  accepted: Uint16Array | null = null;
  #sent: Uint16Array | null = null;
  #needsKey = true;
  /** The host's picture was let go, or may have been. */
  #mayBeGone = true;

  constructor(seed: number, options: SimulationOptions = {}) {
    this.random = new Random(seed);
    this.simulation = new Simulation({ model: smallPanel, board: smallBoard, seed, sources: [this.card], ...options });
    this.#line = new VirtualLine(this.simulation.clock, this.simulation.ports[0]!, {
      toDevice: { bytesPerSecond: 800_000 },
    });
    this.#host = new HostRig(this.simulation.clock, this.#line, 1);
    this.simulation.clock.runForMillis(300);
    this.greet();
  }

  get #now(): number {
    return Math.ceil(this.simulation.clock.time);
  }

  greet(): void {
    const { clock, ports } = this.simulation;
    this.#hosts += 1;
    this.#line.close();
    this.#line = new VirtualLine(clock, ports[this.#hosts % ports.length]!, { toDevice: { bytesPerSecond: 800_000 } });
    this.#host = new HostRig(clock, this.#line, this.#hosts + 1);
    this.#host.greet();
    this.#logs = [];
    this.#sent = null;
    this.#needsKey = true;
    for (let millis = 0; this.#host.info === null && millis < 2000; millis += 1) clock.runForMillis(1);
  }

  /** Sends a frame: a key that fills the glass, or a delta that fills a part of it. */
  sendFrame(): void {
    const { width, height } = this.simulation.model;
    const { random } = this;
    this.#settleFrames();
    const key = this.#needsKey || this.#sent === null || random.below(4) === 0;
    const left = random.below(width / 2) * 2;
    const top = random.below(height / 2) * 2;
    const region = key
      ? { left: 0, top: 0, right: width, bottom: height }
      : {
          left,
          top,
          right: left + 2 + random.below((width - left) / 2) * 2,
          bottom: top + 2 + random.below((height - top) / 2) * 2,
        };
    const colour = random.below(0x10000);
    const picture = key ? new Uint16Array(width * height) : this.#sent!.slice();
    for (let y = region.top; y < region.bottom; y += 1)
      picture.fill(colour, y * width + region.left, y * width + region.right);
    const messages: FrameMessage[] = [{ kind: 'fill', region, colour }];
    if (random.below(6) === 0) {
      // Raw pixels take a while on the line: things happen in the middle of the frame.
      const data = new Uint8Array((region.right - region.left) * (region.bottom - region.top) * 2);
      for (let at = 0; at < data.length; at += 1) data[at] = at % 2 === 0 ? colour >> 8 : colour;
      messages[0] = { kind: 'region', region, codec: 0, data };
    }
    this.#needsKey = false;
    this.#sent = picture;
    this.#logs.push({ log: this.#host.sendFrame(messages, { key }), picture });
  }

  /** One thing happens. */
  stir(): void {
    const { simulation, random, card } = this;
    const { governor } = simulation.controller;
    const choice = random.below(21);
    const tell = (what: string): void => {
      this.story.push(`${(this.#now / 1e6).toFixed(6)} ${simulation.mode}: ${what}`);
      if (this.story.length > 40) this.story.shift();
    };
    const press = (kind: number, value: number, what: string): void => {
      tell(`${what} ${value}`);
      simulation.press(kind, value);
    };
    if (choice === 0) press(InputKind.touch, random.below(2) === 0 ? 100 : -1, 'touch');
    else if (choice === 1) press(InputKind.button, random.below(3), 'button');
    else if (choice <= 5) press(InputKind.posture, [0, 0, 1, 1, 1, 2, 3, 3, 3, 7][random.below(10)]!, 'posture');
    else if (choice === 6) press(InputKind.charger, random.below(2), 'charger');
    else if (choice === 7)
      press(InputKind.battery, [0, 1, 3, 14, 16, 21, 50, 80, 100, 101][random.below(10)]!, 'battery');
    else if (choice === 8)
      press(InputKind.heat, [250, 250, 300, 430, 460, 520, 515, 560, 590, 610, 9999, -9999][random.below(12)]!, 'heat');
    else if (choice === 9) press(100 + random.below(20), random.below(1000), 'nonsense');
    else if (choice <= 12) {
      tell('frame');
      this.sendFrame();
    } else if (choice === 13) {
      const wish = [NO_WISH, Mode.active, Mode.idle, Mode.aod, Mode.sleep][random.below(5)]!;
      tell(`wish ${wish}`);
      governor.wishMode(wish as Mode, random.below(3) === 0, this.#now);
      simulation.controller.step(this.#now);
    } else if (choice === 14) {
      tell('card');
      card.come(1 + random.below(20));
      simulation.controller.step(this.#now);
    } else if (choice === 15) {
      tell('card goes');
      card.wants = false;
      simulation.controller.step(this.#now);
    } else if (choice === 16) {
      tell('brightness');
      governor.setBrightness(random.below(256));
      simulation.controller.step(this.#now);
    } else if (choice === 17) {
      const keep = random.below(2) === 0;
      tell(`bye ${keep ? 'keep' : ''}`);
      this.#host.bye(keep);
      simulation.clock.runForMillis(30);
      // A frame under way when its host goes may or may not have been taken.
      this.#mayBeGone ||= !keep || this.open > 0;
      this.greet();
    } else if (choice === 18) {
      tell('host dies');
      this.#mayBeGone = true;
      this.#host.kill(this.#line);
      simulation.clock.runForMillis(random.below(2500));
      this.greet();
    } else if (choice === 19) {
      tell('broken frame');
      this.#host.sendFrame(
        [
          {
            kind: 'region',
            region: { left: 0, top: 0, right: 8, bottom: 8 },
            codec: 1,
            data: new Uint8Array(40).fill(0x1f),
          },
        ],
        { key: false },
      );
      this.#needsKey = true;
    } else {
      // Now and then the clock jumps, back as well.
      tell('time');
      const payload = Date.UTC(2026, 10, 22, random.below(24), random.below(60));
      simulation.controller.tellTime(payload, 60, this.#now);
    }
  }

  /** Runs until nothing is under way any more: at a low rate the newest frame may wait for its turn. */
  settle(): void {
    const { clock, controller } = this.simulation;
    clock.runForMillis(4_000);
    clock.runForMicros(controller.presenter.interval);
  }

  /** The same as `wrong`; what moves by itself has a quarter of a second to be caught whole. */
  look(): { what: string; pixels: number } {
    let seen = this.wrong();
    for (let millis = 0; millis < 250 && seen.pixels > 0 && /^(start|aod|card)/.test(seen.what); millis += 1) {
      this.simulation.clock.runForMillis(1);
      seen = this.wrong();
    }
    return seen;
  }

  /** The pixels that differ from what the glass must show now, after nothing has happened for a while. */
  wrong(): { what: string; pixels: number } {
    this.#settleFrames();
    const { simulation } = this;
    const { governor, compositor, chain } = simulation.controller;
    const { mode } = governor;
    if (mode === Mode.sleep) return { what: 'dark', pixels: simulation.panel.awake ? 1 : 0 };
    const glass = simulation.glass();
    let expected: Uint16Array;
    const holder = compositor.holder?.name ?? 'nobody';
    if (mode === Mode.aod) expected = pixelsOf(chain.front.bytes).map(eightColours);
    else if (holder !== 'host') {
      if (this.accepted !== null && !this.#mayBeGone)
        return { what: `the frame is lost, ${holder} has the glass`, pixels: 1 };
      expected = pixelsOf(chain.front.bytes);
    } else expected = this.#mayBeGone || this.accepted === null ? pixelsOf(chain.front.bytes) : this.accepted;
    if ((mode === Mode.aod) !== (holder === 'aod'))
      return { what: `${holder} has the glass in ${simulation.mode}`, pixels: 1 };
    let pixels = 0;
    for (let at = 0; at < glass.length; at += 1) if (glass[at] !== expected[at]) pixels += 1;
    return { what: `${holder} in ${simulation.mode}`, pixels };
  }

  #settleFrames(): void {
    while (this.#logs.length > 0) {
      const { log, picture } = this.#logs[0]!;
      if (log.accepted === null) return;
      this.#logs.shift();
      if (log.accepted.state === 'accepted') {
        this.accepted = picture;
        this.#mayBeGone = false;
      } else this.#needsKey = true;
    }
  }

  /** Frames sent of which it is not known yet what became. */
  get open(): number {
    this.#settleFrames();
    return this.#logs.length;
  }
}

function pixelsOf(bytes: Uint8Array): Uint16Array {
  const pixels = new Uint16Array(bytes.length / 2);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (bytes[at * 2]! << 8) | bytes[at * 2 + 1]!;
  return pixels;
}
