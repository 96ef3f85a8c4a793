import { parseArgs } from 'node:util';
import { defaultPanelModel, panelModels } from '../firmware/panel/models/registry.js';

/** Where hosts reach the device. */
export type LinkOption =
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'serial'; readonly path: string; readonly baud: number };

export type Engine = 'node' | 'xs';

export interface Options {
  readonly headless: boolean;
  readonly panel: string;
  readonly http: number;
  /** Null: TCP on its usual port, and a pty where there can be one. */
  readonly link: LinkOption | null;
  readonly seed: number;
  /** What the firmware runs on: this process, or the executable that `npm run build -- linux` makes. */
  readonly engine: Engine;
  /** Folder in which flash is kept; null where it is forgotten. */
  readonly flash: string | null;
  readonly open: boolean;
}

/** An option that makes no sense; the message is a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm start -- [--headless] [--panel ID] [--http PORT] [--link tcp:PORT | serial:PATH[@BAUD]] [--seed N] [--engine node|xs] [--flash FOLDER|none] [--open]`;

/** Reads the command line; flash is kept in `flash` unless it says otherwise. Throws `UsageError`. */
export function readOptions(args: readonly string[], flash: string | null = null): Options {
  const values = parse(args);
  const panel = values.panel ?? defaultPanelModel.name;
  if (!panelModels.some(({ name }) => name === panel))
    throw new UsageError(`There is no panel "${panel}": use one of ${panelModels.map(({ name }) => name).join(', ')}.`);
  return {
    headless: values.headless ?? false,
    panel,
    http: wholeNumber('--http', values.http ?? '8080', 65_535),
    link: values.link === undefined ? null : linkOf(values.link),
    seed: wholeNumber('--seed', values.seed ?? '1', 0xffffffff),
    engine: engineOf(values.engine ?? 'node'),
    flash: values.flash === undefined ? flash : values.flash === 'none' ? null : values.flash,
    open: values.open ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        headless: { type: 'boolean' },
        panel: { type: 'string' },
        http: { type: 'string' },
        link: { type: 'string' },
        seed: { type: 'string' },
        engine: { type: 'string' },
        flash: { type: 'string' },
        open: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.? *\n|\. /)[0] : String(error);
    throw new UsageError(`${reason}. Use: ${usage}`);
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new UsageError(`${name} takes a whole number up to ${most}, not "${text}".`);
  return value;
}

function engineOf(text: string): Engine {
  if (text === 'node' || text === 'xs') return text;
  throw new UsageError(`--engine takes node or xs, not "${text}".`);
}

function linkOf(text: string): LinkOption {
  const tcp = /^tcp:(\d+)$/.exec(text);
  if (tcp) return { kind: 'tcp', port: wholeNumber('--link tcp:', tcp[1]!, 65_535) };
  const serial = /^serial:(.+?)(?:@(\d+))?$/.exec(text);
  if (serial) return { kind: 'serial', path: serial[1]!, baud: Number(serial[2] ?? 115_200) };
  throw new UsageError(`--link takes tcp:PORT or serial:PATH[@BAUD], not "${text}".`);
}
