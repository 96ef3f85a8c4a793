import type { WallClock } from '../../compose/face/wall-clock.js';
import type { Fields } from '../fields.js';

/** What a face is told of the world around it; read when something of it changed, or when time comes. */
export interface FaceWorld {
  readonly clock: WallClock;
  readonly fields: Fields;
  /** 0 active, 1 idle, 2 aod. */
  readonly mode: number;
  readonly charging: boolean;
  /** Percent; -1 where it is not known. */
  readonly battery: number;
  /** As POSTURE has it, 0..3. */
  readonly posture: number;
  /** When the glass was last touched, microseconds; minus infinity: never. */
  readonly touchedAt: number;
}
