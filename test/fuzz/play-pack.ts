import type { PackBytes } from '../../firmware/packs/pack-bytes.js';
import { PackFault } from '../../firmware/packs/pack-fault.js';
import { FaceRig } from '../support/packs/face-rig.js';
import { packBytes, writePack } from '../support/packs/pack-writer.js';
import { samplePack } from '../support/packs/sample-pack.js';

/** Draws of one case. */
const DRAWS = 12;

/** Plays packs one after the other on one surface, and throws where the player does. */
export class PackPlayed {
  readonly #rig = new FaceRig(samplePack(100, 100), 100, 100);
  played = 0;
  refused = 0;
  failed = 0;

  play(pack: PackBytes): void {
    const { face, faults, world } = this.#rig;
    faults.length = 0;
    const fault = face.load(pack, 0);
    if (fault !== PackFault.none) {
      this.refused += 1;
      return;
    }
    for (let steps = 0; face.loading.wakeAt !== Number.POSITIVE_INFINITY; steps += 1) {
      if (steps > 100) throw new Error('loading does not come to an end');
      face.loading.step(steps);
    }
    world.battery = this.played % 101;
    world.clock.set(this.played * 1_234_567, 0, 0);
    world.fields.set(4, Uint8Array.of(0xe6, 0x9c, 0x88, 0xff, 0x41), 0, this.played % 6, 500, 1_000_000);
    face.stir();
    let now = 0;
    for (let draws = 0; draws < DRAWS && face.wants && now !== Number.POSITIVE_INFINITY; draws += 1) {
      this.#rig.draw(now, draws % 5 === 0);
      if (face.wants && face.wakeAt <= now) throw new Error('it is due again after it was drawn');
      now = face.wakeAt;
    }
    if (faults.length > 0) this.failed += 1;
    this.played += 1;
  }

  /** The pack all others are made from is played as it is, in the end as in the beginning. */
  playWhole(): void {
    this.play(packBytes(writePack(samplePack(100, 100))));
  }
}
