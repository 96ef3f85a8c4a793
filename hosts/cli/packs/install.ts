import { ownKey } from '../../node/own-key.js';
import type { Device } from '../../sdk/device.js';
import type { InstalledPack, InstallOptions } from '../../sdk/pack-types.js';
import { installOwned } from '../../studio/install.js';
import { kilobytes, type Terminal } from '../terminal.js';

/** Installs a pack with a bar that says how far it has come. */
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
  const onTrusted = (): void => terminal.note('The device trusts packs with your key from now on.');
  try {
    return await installOwned(device.packs, file, ownKey, { ...options, onProgress }, onTrusted);
  } finally {
    terminal.clearBar();
  }
}
