import { type Command, Option } from 'commander';
import type { Fit } from '../../node/media/media.js';
import { MediaError } from '../../node/media/media-error.js';
import { openMedia } from '../../node/media/open-media.js';
import { show } from '../../sdk/show.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { Terminal } from '../terminal.js';
import { readTolerance } from '../values.js';

/** How a picture meets a panel of another shape. */
export function fitOption(): Option {
  return new Option('--fit <how>', 'cut the edges off, add black bars, or stretch')
    .choices(['cover', 'contain', 'fill'])
    .default('cover');
}

/** Steps a pixel may be off. */
export function toleranceOption(): Option {
  return new Option('--tolerance <steps>', 'colour steps a pixel may be off while the line is busy')
    .argParser(readTolerance)
    .default(0);
}

/** `show`: a picture onto the glass, where it stays. */
export function addShow(program: Command): void {
  program
    .command('show <file>')
    .description('show a picture; it stays')
    .addOption(fitOption())
    .addOption(toleranceOption())
    .action(async (file: string, options: { fit: Fit; tolerance: number }, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const named = namedEndpoint(command);
      const media = await openMedia(file);
      const started = performance.now();
      await withDevice(named, async ({ device, meter }) => {
        const { width, height, panel } = device.info;
        const { picture } = await firstOf(media.pictures({ width, height, fit: options.fit }), media.name);
        let [total, from] = [Number.POSITIVE_INFINITY, 0];
        const onSend = (lineBytes: number) => {
          [total, from] = [lineBytes, meter.sentBytes];
        };
        const work = show(device, picture, { tolerance: options.tolerance, onSend });
        await terminal.during(work, media.name, () => (meter.sentBytes - from) / total);
        const millis = Math.round(performance.now() - started);
        terminal.result(`${media.name} is on the glass (${panel}, ${(millis / 1000).toFixed(2)} s).`, {
          file,
          panel,
          width,
          height,
          millis,
        });
      });
      if (media.kind !== 'still') terminal.note(`This is its first picture; "verso play ${file}" makes it move.`);
    });
}

async function firstOf<T>(items: AsyncIterable<T>, name: string): Promise<T> {
  for await (const item of items) return item;
  throw new MediaError(`${name} holds no picture: nothing was sent.`);
}
