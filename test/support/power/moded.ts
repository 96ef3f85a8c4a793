import { InputKind, Posture } from '../../../firmware/platform/inputs.js';
import { Mode, NO_WISH } from '../../../firmware/power/modes.js';
import type { Simulation, SimulationOptions } from '../../../simulator/headless/simulation.js';
import { Session } from '../session.js';
import { Card } from './power-rig.js';
import { smallBoard, smallPanel } from './small-panel.js';

const wishes = { none: NO_WISH, ...Mode } as const;
const SECOND = 1000;

/** A whole device with a host, spoken to in the words of the mode table. */
export class Moded {
  readonly session: Session;
  readonly card = new Card();

  /** The time is 12:00 where `clock` is absent; `null` leaves it untold. */
  constructor(
    clock: { hour: number; minute: number } | null = { hour: 12, minute: 0 },
    options: SimulationOptions = {},
  ) {
    this.session = new Session({ model: smallPanel, board: smallBoard, sources: [this.card], ...options });
    if (clock !== null) this.tellTime(clock.hour, clock.minute);
  }

  get simulation(): Simulation {
    return this.session.simulation;
  }

  get mode(): string {
    return this.simulation.mode;
  }

  get #now(): number {
    return Math.ceil(this.simulation.clock.time);
  }

  /** Lets seconds pass. */
  wait(seconds: number): this {
    this.simulation.clock.runForMillis(seconds * SECOND);
    return this;
  }

  tellTime(hour: number, minute: number): this {
    this.simulation.controller.tellTime(Date.UTC(2026, 10, 22, hour, minute), 0, this.#now);
    return this;
  }

  wish(wish: keyof typeof wishes): this {
    this.simulation.controller.governor.wishMode(wishes[wish], false, this.#now);
    this.simulation.controller.step(this.#now);
    return this.wait(0.4);
  }

  /** A host tells that there are so many notifications, and that they shall be noticed. */
  notification(count: number): this {
    this.simulation.controller.faces.notifications(count, true, 0, this.#now);
    this.simulation.controller.step(this.#now);
    return this.wait(0.4);
  }

  lie(posture: keyof typeof Posture): this {
    this.simulation.press(InputKind.posture, Posture[posture]);
    return this.wait(1);
  }

  press(kind: keyof typeof InputKind, value: number): this {
    this.simulation.press(InputKind[kind], value);
    return this.wait(0.3);
  }

  /** The host sends a frame of one colour, and it is known what became of it. */
  frame(colour = 0x07e0): string {
    const { width, height } = this.session;
    const log = this.session.host.sendFrame(
      [{ kind: 'fill', region: { left: 0, top: 0, right: width, bottom: height }, colour }],
      {
        key: true,
      },
    );
    for (let millis = 0; log.shown === null && millis < 2000; millis += 1) this.simulation.clock.runForMillis(1);
    const { shown } = log;
    return shown === null ? 'open' : shown.state === 'dropped' ? shown.cause : shown.state;
  }

  cardComes(frames: number): this {
    this.card.come(frames);
    this.simulation.controller.step(this.#now);
    return this.wait(0.2);
  }

  cardGoes(): this {
    this.card.wants = false;
    this.simulation.controller.step(this.#now);
    return this.wait(0.3);
  }

  /** Level of the glass, 0..255; 0 where it is dark. */
  get brightness(): number {
    return Math.round(this.simulation.panel.brightnessAt(this.simulation.clock.time));
  }

  get isDark(): boolean {
    return !this.simulation.panel.on && !this.simulation.panel.awake;
  }

  /** Whether every pixel of the glass has this colour. */
  isAll(colour: number): boolean {
    return this.simulation.glass().every((pixel) => pixel === colour);
  }
}
