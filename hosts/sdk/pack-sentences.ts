import { PackReason } from '../../firmware/link/pack-messages.js';
import { PackFault } from '../../firmware/packs/pack-fault.js';

const REASONS: Readonly<Record<Exclude<keyof typeof PackReason, 'structure'>, string>> = {
  none: 'the device refused the pack without saying why; try again',
  noTransfer: 'the device was restarted or another pack was sent in the middle; install it again',
  length: 'the file is longer than a pack may be (4 MiB), or too short to be one; build it smaller',
  full: 'there is no room for this pack; remove one with `verso pack remove`',
  tooMany: 'the device cannot hold more packs; remove one with `verso pack remove`',
  digest: 'the pack did not arrive as it was sent; install it again',
  unsigned: 'the pack is not signed; sign it, or say --unsigned if you trust it',
  unsignedNotAllowed:
    'the device takes signed packs only; `verso pack allow-unsigned on` changes that, or sign the pack with your key',
  unknownKey: 'the pack is signed by somebody this device does not trust; add the key with `verso pack key add`',
  signature: 'the signature does not belong to this pack, which was changed after it was signed; get it anew',
  flash: 'the device’s flash did not keep what was written; try again, and if it happens again the flash is worn out',
  order: 'parts of the pack came in the wrong order; install it again',
};

const FAULTS: Readonly<Record<keyof typeof PackFault, string>> = {
  none: 'the pack cannot be read',
  truncated: 'the pack is cut short; get or build it again',
  tooLong: 'the pack is longer than 4 MiB; build it smaller',
  magic: 'this is no pack; a pack is a .verso file that `verso pack build` made',
  format: 'the pack is of a newer format; update the device’s firmware',
  reserved: 'the pack says something this firmware does not know; update the firmware',
  firmware: 'the pack needs a newer firmware; update the device',
  panel: 'the pack was made for another panel; build it for this one',
  table: 'the pack’s table of contents makes no sense; build it again',
  entry: 'the pack holds something this firmware does not know; update the firmware or build it again',
  outside: 'a part of the pack lies outside its file; build it again',
  overlap: 'two parts of the pack overlap; build it again',
  twice: 'two parts of the pack have the same name; build it again',
  manifest: 'the pack does not say what it is, or not in a way that can be read; build it again',
  scene: 'a scene of the pack cannot be read; build it again',
  node: 'a part of a scene cannot be drawn; build the pack again',
  reference: 'a scene shows something the pack does not hold; build it again',
  moving: 'a scene has more than eight parts that move; take some out',
  face: 'a face of the pack has no scene, or two of a kind; build it again',
  wall: 'a picture of the pack cannot be read; build it again',
  animation: 'an animation of the pack cannot be read; build it again',
  frames: 'an animation has no frames, or more than 4,096; cut it shorter',
  duration: 'a frame of an animation stands for less than 8 ms; lower the frame rate',
  sprites: 'letters or sprites of the pack cannot be read; build it again',
  alwaysOn: 'the always-on layer of the pack cannot be read; build it again',
  lit: 'the always-on layer lights more than a tenth of the glass; make it darker',
  alwaysOnNode: 'the always-on layer holds something that may not stay on; take it out',
  memory: 'a face of the pack takes more memory than there is (1.5 MB); make its pictures smaller or fewer',
  pixels: 'a picture of the pack does not decode; build it again',
  digest: 'a part of the pack was changed after it was built; get it anew',
};

/** Says why a pack was refused, and what to do; `reason` is of `PackReason`, or a fault of its structure. */
export function packSentence(reason: number): string {
  const [table, numbers, number] =
    reason >= PackReason.structure ? [FAULTS, PackFault, reason - PackReason.structure] : [REASONS, PackReason, reason];
  const name = Object.entries(numbers).find(([, value]) => value === number)?.[0];
  const sentence = name === undefined ? undefined : (table as Readonly<Record<string, string>>)[name];
  return sentence ?? `the device refused the pack for a reason this program does not know (${reason}); update it`;
}
