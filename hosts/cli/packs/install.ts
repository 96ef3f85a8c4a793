import { PackReason } from '../../../firmware/link/pack-messages.js';
import { PackTrailer } from '../../../firmware/packs/layout.js';
import { ownKey } from '../../node/own-key.js';
import type { Device } from '../../sdk/device.js';
import { PackError } from '../../sdk/errors.js';
import type { InstalledPack, InstallOptions } from '../../sdk/pack-types.js';
import { keyIdOf } from '../../studio/pack/write-pack.js';
import { kilobytes, type Terminal } from '../terminal.js';

/**
 * Installs a pack with a bar that says how far it has come. A device that does not know the key of whoever sits here is told
 * it: who holds the cable is its owner.
 */
export async function installPack(
  device: Device,
  file: Uint8Array,
  options: Pick<InstallOptions, 'unsigned' | 'use'>,
  terminal: Terminal,
): Promise<InstalledPack> {
  const onProgress: InstallOptions['onProgress'] = ({ stage, bytes, total }) => {
    const words = stage === 'sending' ? `sending, ${kilobytes(bytes)} of ${kilobytes(total)}` : 'the device checks it';
    terminal.progress(bytes / total, words);
  };
  try {
    return await device.packs.install(file, { ...options, onProgress });
  } catch (failure) {
    if (!(failure instanceof PackError) || failure.reason !== PackReason.unknownKey) throw failure;
    const own = await ownKey();
    const signedBy = file.slice(file.length - PackTrailer.bytes).subarray(PackTrailer.keyId, PackTrailer.signature);
    if (Buffer.compare(signedBy, await keyIdOf(own.publicKey)) !== 0) throw failure;
    await device.packs.addKey(own.publicKey);
    terminal.note('The device trusts packs with your key from now on.');
    return await device.packs.install(file, { ...options, onProgress });
  } finally {
    terminal.clearBar();
  }
}
