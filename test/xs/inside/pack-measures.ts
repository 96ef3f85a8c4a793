import { Controller } from '../../../firmware/controller.js';
import { referenceKernels } from '../../../firmware/kernels/reference/reference-kernels.js';
import { blocksFor, FlashPack } from '../../../firmware/packs/store/flash-pack.js';
import { boardNamed } from '../../../firmware/panel/boards.js';
import { panelModel } from '../../../firmware/panel/models/registry.js';
import { FLASH_BLOCK, FLASH_SECTOR, type Flash } from '../../../firmware/platform/flash.js';
import { Mode } from '../../../firmware/power/modes.js';
import { gatedKernels } from './gated-kernels.js';
import { PlainPlatform } from './plain-platform.js';
import { StepMeter } from './step-meter.js';

const SECOND = 1_000_000;
const BOARD = boardNamed('waveshare-2.06');
const MODEL = panelModel(BOARD.panel);
/** Until the pack is decoded and on the glass, and a clock has shown each of its last digits once. */
const SETTLED = 15 * SECOND;

const meter = new StepMeter();

/** A file as it lies in flash, read as a native would: uncounted. */
function inFlash(file: Uint8Array): FlashPack {
  const blocks = Array.from({ length: blocksFor(file.length) }, (_, index) => index + 1);
  const bytes = new Uint8Array((blocks.length + 1) * FLASH_BLOCK);
  bytes.set(file, FLASH_BLOCK + FLASH_SECTOR);
  const never = (): never => {
    throw new Error('a pack that is played is only read');
  };
  const flash: Flash = {
    bytes: bytes.length,
    read(at, into, intoAt, count) {
      const steps = meter.pause();
      for (let index = 0; index < count; index += 1) into[intoAt + index] = bytes[at + index]!;
      meter.resume(steps);
    },
    erase: never,
    write: never,
  };
  return new FlashPack(flash, file.length, new Uint8Array(32), blocks);
}

/** Steps of a frame of a face, over some seconds from `second` of a minute on. */
function faceFrames(pack: FlashPack, face: number, second: number, seconds: number): number {
  const platform = new PlainPlatform(BOARD, MODEL, gatedKernels(referenceKernels, meter), meter);
  const controller = new Controller(platform, MODEL);
  const { counts } = controller.presenter;
  controller.start();
  platform.runUntil(SECOND);
  controller.tellTime(Date.UTC(2026, 10, 22, 9, 41, second) - (SETTLED - SECOND) / 1000 + 500, 60, platform.time);
  controller.governor.wishMode(Mode.active, false, platform.time);
  if (!controller.faces.show(pack, face)) throw new Error('the pack is refused');
  platform.step();
  platform.runUntil(SETTLED);
  if (!controller.faces.hasDrawn) throw new Error('the pack is not on the glass');
  const { presented } = counts;
  meter.take();
  platform.runUntil(SETTLED + seconds * SECOND);
  return meter.take() / (counts.presented - presented);
}

/** Figures of a pack that test/xs/pack.ts has made, its bytes as a list of numbers. */
export function measurePack(bytes: string): Readonly<Record<string, number>> {
  const pack = inFlash(Uint8Array.from(JSON.parse(bytes) as number[]));
  return {
    packFrame: Math.round(faceFrames(pack, 0, 10, 4)),
    // From 10 to 18 seconds the last digit alone changes.
    packTick: Math.round(faceFrames(pack, 1, 10, 8)),
  };
}
