import { PackReason } from '../../firmware/link/pack-messages.js';
import { PackTrailer } from '../../firmware/packs/layout.js';
import { PackError } from '../sdk/errors.js';
import type { InstalledPack, InstallOptions } from '../sdk/pack-types.js';
import type { Packs } from '../sdk/packs.js';
import type { SigningKey } from './keys.js';
import { keyIdOf } from './pack/write-pack.js';

/**
 * Installs a pack. A device that does not know the key of whoever sits at the line is told it: who holds the cable is its
 * owner. `own` is asked for that key then alone; `onTrusted` hears that the device trusts it from now on.
 */
export async function installOwned(
  packs: Packs,
  file: Uint8Array,
  own: () => Promise<SigningKey>,
  options: InstallOptions = {},
  onTrusted: () => void = () => {},
): Promise<InstalledPack> {
  try {
    return await packs.install(file, options);
  } catch (failure) {
    if (!(failure instanceof PackError) || failure.reason !== PackReason.unknownKey) throw failure;
    const { publicKey } = await own();
    const trailer = file.subarray(file.length - PackTrailer.bytes);
    const signedBy = trailer.subarray(PackTrailer.keyId, PackTrailer.signature);
    const ownId = await keyIdOf(publicKey);
    if (signedBy.some((byte, index) => byte !== ownId[index])) throw failure;
    await packs.addKey(publicKey);
    onTrusted();
    return await packs.install(file, options);
  }
}
