import type { WebSocket } from 'ws';
import type { Stage } from '../stage.js';
import { FigureMeter } from './figures.js';
import { GlassDelta } from './glass-delta.js';
import type { DeviceFacts, Figures, Present } from './live-messages.js';
import { presentOf } from './present.js';
import { Recorder } from './recorder.js';
import { Viewers } from './viewers.js';

/** How often figures are sent while something happens, and when the last second is over for good. */
const figuresMillis = 100;
const settledMillis = 1050;
/**
 * Looks at the device for those who watch: the glass at the panel's rate, the presents, the figures. It looks only
 * while something happens, for two scans longer (until the beam has shown it), and once a second later, when the
 * figures are at rest.
 */
export class LiveFeed {
  readonly #stage: Stage;
  readonly #facts: () => DeviceFacts;
  readonly #viewers = new Viewers();
  #meter: FigureMeter;
  #delta: GlassDelta;
  #glass: Uint16Array;
  #presents: Present[] = [];
  #lastPresent: Present | null = null;
  #recorder: Recorder | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isFast = false;
  /** The last second's figures were told: nothing has happened since. */
  #isResting = true;
  #happened = 0;
  #figuresAt = 0;

  constructor(stage: Stage, facts: () => DeviceFacts) {
    this.#stage = stage;
    this.#facts = facts;
    this.#meter = new FigureMeter(stage);
    [this.#delta, this.#glass] = lookers(stage);
    stage.listen({
      ran: () => this.#ran(),
      exchanged: () => this.#exchanged(),
      lineChanged: () => this.#viewers.tell(this.#facts()),
    });
    this.#watchPresents();
  }

  /** Adds one who watches; it gets everything there is now. */
  add(socket: WebSocket): void {
    this.#viewers.add(socket);
    socket.send(JSON.stringify(this.#facts()));
    this.#look();
    const glass = this.#delta.whole();
    if (glass) socket.send(glass);
    socket.send(JSON.stringify(this.figures()));
    this.#ran();
  }

  figures(): Figures {
    this.#stage.catchUp();
    return {
      kind: 'figures',
      ...this.#meter.read(this.#stage.line.rate),
      windows: (this.#lastPresent?.windows.length ?? 0) / 4,
      latencyMillis: this.#stage.latencyMillis,
      recording: this.#recorder !== null,
    };
  }

  /** Starts a recording of the glass; what was recorded before is lost. */
  record(): void {
    const { width, height } = this.#stage.simulation.model;
    this.#look();
    this.#recorder = new Recorder(width, height);
    const glass = this.#delta.whole();
    if (glass) this.#recorder.add(glass, this.#millis());
    this.#viewers.tell(this.figures());
  }

  /** Ends the recording; answers the GIF, or null where none was under way. */
  async stopRecording(): Promise<Uint8Array | null> {
    const recorder = this.#recorder;
    if (recorder === null) return null;
    this.#look();
    this.#recorder = null;
    this.#viewers.tell(this.figures());
    return recorder.finish(this.#millis());
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#recorder = null;
  }

  #millis(): number {
    return this.#stage.simulation.clock.time / 1000;
  }

  #ran(): void {
    this.#happened = performance.now();
    if (this.#isFast || (!this.#viewers.any && this.#recorder === null)) return;
    this.#isFast = true;
    if (this.#isResting) this.#meter.mark();
    this.#isResting = false;
    this.#arm(0);
  }

  #arm(millis: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#due(), millis);
  }

  #due(): void {
    this.#look();
    const scanMillis = 1000 / this.#stage.simulation.model.scan.hz;
    const now = performance.now();
    if (this.#isFast && now - this.#figuresAt >= figuresMillis) {
      this.#figuresAt = now;
      this.#viewers.tell(this.figures());
    }
    if (now - this.#happened <= 2 * scanMillis + 1) this.#arm(scanMillis);
    else if (this.#isFast) {
      this.#isFast = false;
      this.#meter.sample();
      this.#arm(settledMillis);
    } else {
      this.#isResting = true;
      this.#viewers.tell(this.figures());
    }
  }

  #look(): void {
    this.#stage.catchUp();
    const { panel, clock } = this.#stage.simulation;
    const delta = this.#delta.take(panel.lookFullBrightness(clock.time, this.#glass));
    if (delta) {
      this.#viewers.send(delta, () => this.#delta.whole());
      if (this.#recorder?.add(delta, this.#millis()) === false) this.#recorder = null;
    }
    for (const present of this.#presents) this.#viewers.tell(present);
    this.#presents = [];
  }

  #exchanged(): void {
    this.#meter = new FigureMeter(this.#stage);
    [this.#delta, this.#glass] = lookers(this.#stage);
    this.#presents = [];
    this.#lastPresent = null;
    this.#recorder = null;
    this.#watchPresents();
    this.#viewers.tell(this.#facts());
    this.#ran();
  }

  #watchPresents(): void {
    const { simulation } = this.#stage;
    simulation.onWindows((written) => {
      this.#lastPresent = presentOf(simulation, written);
      if (this.#viewers.any) this.#presents.push(this.#lastPresent);
    });
  }
}

function lookers({ simulation }: Stage): [GlassDelta, Uint16Array] {
  const { width, height } = simulation.model;
  return [new GlassDelta(width, height), new Uint16Array(width * height)];
}
