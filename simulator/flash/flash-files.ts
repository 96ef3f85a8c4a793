import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FLASH_SECTOR } from '../../firmware/platform/flash.js';
import { FLASH_BYTES } from '../headless/simulation.js';
import { NorFlash } from './nor-flash.js';

/** Where a program keeps what it remembers, on this system. */
export function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'verso');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'verso');
  return join(XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'verso');
}

/**
 * The flash of simulated devices, one file a panel in a folder, so that what is installed is there when the simulator is started
 * again. Only the first simulator that runs has the files: another one's flash is forgotten when it ends.
 */
export class FlashFiles {
  /** Why flash is not kept; a sentence, or null where it is. */
  readonly trouble: string | null;
  readonly #folder: string;
  readonly #open = new Map<string, { readonly nor: NorFlash; file: number | null }>();

  constructor(folder: string) {
    this.#folder = folder;
    this.trouble = lock(folder);
  }

  /** The flash of the device with this panel, as it was left. */
  of(panel: string): NorFlash {
    const known = this.#open.get(panel);
    if (known !== undefined) return known.nor;
    const path = join(this.#folder, `${panel}.flash`);
    const nor = new NorFlash(FLASH_BYTES);
    const open = { nor, file: null as number | null };
    this.#open.set(panel, open);
    if (this.trouble !== null) return nor;
    const before = existsSync(path) ? readFileSync(path) : null;
    // A file of another size is of an older simulator.
    if (before?.length === FLASH_BYTES) load(nor, before);
    nor.onChanged = (sector, cells) => {
      open.file ??= before?.length === FLASH_BYTES ? openSync(path, 'r+') : blankFile(path);
      writeSync(open.file, cells, 0, FLASH_SECTOR, sector * FLASH_SECTOR);
    };
    return nor;
  }

  close(): void {
    for (const { file } of this.#open.values()) if (file !== null) closeSync(file);
    if (this.trouble === null) rmSync(lockOf(this.#folder), { force: true });
  }
}

function load(nor: NorFlash, bytes: Uint8Array): void {
  for (let sector = 0; sector < FLASH_BYTES / FLASH_SECTOR; sector += 1) {
    const cells = bytes.subarray(sector * FLASH_SECTOR, (sector + 1) * FLASH_SECTOR);
    if (cells.some((byte) => byte !== 0xff)) nor.load(sector, cells);
  }
}

function blankFile(path: string): number {
  const file = openSync(path, 'w+');
  writeSync(file, new Uint8Array(FLASH_BYTES).fill(0xff));
  return file;
}

function lockOf(folder: string): string {
  return join(folder, 'lock');
}

/** Takes the folder; answers why that cannot be. A lock whose process is gone is nobody's. */
function lock(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true });
    const holder = existsSync(lockOf(folder)) ? Number(readFileSync(lockOf(folder), 'utf8')) : 0;
    if (holder > 0 && holder !== process.pid && isAlive(holder)) return 'another simulator has the flash kept here';
    writeFileSync(lockOf(folder), String(process.pid));
    return null;
  } catch (error) {
    return `flash cannot be kept in ${folder} (${error instanceof Error ? error.message : String(error)})`;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
