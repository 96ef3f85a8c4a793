import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { StudioError } from '../studio/image.js';
import type { Assets } from '../studio/project/assets.js';
import type { PanelWish } from '../studio/wallpaper.js';
import { systemFont } from './font.js';
import { openMedia } from './media/open-media.js';

/** What a project in a file names, found beside it: media by openMedia, fonts of the system or of files. */
export function assetsBeside(file: string, panel: (name: string) => PanelWish): Assets {
  const beside = (name: string): string => (isAbsolute(name) ? name : join(dirname(file), name));
  return {
    film: (name) => openMedia(beside(name)),
    glyphs: ({ file: font, ...wish }) => systemFont({ ...wish, ...(font === undefined ? {} : { file: beside(font) }) }),
    panel,
  };
}

/** A file's text or bytes. Throws StudioError, with a sentence, where it cannot be read. */
export async function readWhole(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new StudioError(`${file} cannot be read: ${reason}. Name ${what}.`, { cause });
  }
}
