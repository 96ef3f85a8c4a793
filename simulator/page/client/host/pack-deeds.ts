import type { Device } from '../../../../hosts/sdk/device.js';
import { installOwned } from '../../../../hosts/studio/install.js';
import { readSigningKey } from '../../../../hosts/studio/keys.js';
import type { HostWord, PackDeed } from './host-messages.js';

type Work = (device: Device) => Promise<void>;

/** Does something to the packs of the device in a session of its own, and tells what is there then. */
export async function doPacks(
  deed: PackDeed,
  withDevice: (work: Work) => Promise<void>,
  tell: (word: HostWord) => void,
): Promise<void> {
  try {
    await withDevice(async (device) => {
      if (deed.deed === 'install') await install(device, deed.file, deed.key, tell);
      else await change(device, deed);
      tell({ kind: 'shelf', shelf: await device.packs.list() });
    });
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    if (deed.deed === 'install') tell({ kind: 'installing', part: null, sentence });
    else tell({ kind: 'say', sentence });
  }
}

async function change({ packs }: Device, deed: Exclude<PackDeed, { deed: 'install' }>): Promise<void> {
  if (deed.deed === 'use') await packs.use(deed.id);
  else if (deed.deed === 'remove') await packs.remove(deed.id);
  else if (deed.deed === 'rotate') await packs.rotate(deed.seconds);
  else if (deed.deed === 'next') await packs.next();
  else if (deed.deed === 'built-in') await packs.use(null);
}

async function install(device: Device, file: Uint8Array, key: string, tell: (word: HostWord) => void): Promise<void> {
  const options = {
    onProgress: ({ stage, bytes, total }: { stage: string; bytes: number; total: number }): void => {
      const sentence = stage === 'sending' ? 'Sending it to the device' : 'The device reads it back';
      tell({ kind: 'installing', part: bytes / total, sentence });
    },
  };
  await installOwned(device.packs, file, () => readSigningKey(key), options);
  tell({ kind: 'installing', part: null, sentence: 'It is on the glass, and plays on when this page is closed.' });
}
