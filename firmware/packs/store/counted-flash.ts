import { FLASH_SECTOR, type Flash } from '../../platform/flash.js';

/** What was asked of flash since the start. */
export interface FlashCounts {
  sectorsErased: number;
  bytesWritten: number;
}

/** The same flash, whose changes are counted. */
export function countedFlash(flash: Flash, counts: FlashCounts): Flash {
  return {
    bytes: flash.bytes,
    read: (at, into, intoAt, count) => flash.read(at, into, intoAt, count),
    erase: (at, count) => {
      counts.sectorsErased += count / FLASH_SECTOR;
      flash.erase(at, count);
    },
    write: (at, from, fromAt, count) => {
      counts.bytesWritten += count;
      flash.write(at, from, fromAt, count);
    },
  };
}
