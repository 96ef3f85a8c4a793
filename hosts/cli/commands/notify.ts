import type { Command } from 'commander';
import { codeCard, textCard } from '../../node/card-picture.js';
import { namedEndpoint, withDevice } from '../devices.js';
import { UsageError } from '../failures.js';
import { Terminal } from '../terminal.js';
import { readCount, readMillis } from '../values.js';
import { wholeSeconds } from './field.js';

interface NotifyFlags {
  readonly title?: string;
  readonly count?: number;
  readonly private?: boolean;
  readonly quiet?: boolean;
  readonly for?: number;
}

/** `notify`: a notification, as a card or a count. */
export function addNotify(program: Command): void {
  program
    .command('notify')
    .argument('[text...]', 'what it says')
    .option('--title <title>', 'above the text: from whom')
    .option('--count <number>', 'how many notifications there are; 0 takes them off', readCount)
    .option('--private', 'show how many there are, and the text only when somebody touches the glass')
    .option('--quiet', 'do not light the glass')
    .option('--for <time>', 'how long it stands: 10s, 1m', readMillis)
    .description('show a notification')
    .action(async (words: string[], flags: NotifyFlags, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const { title = '', count } = flags;
      const text = words.join(' ');
      const hasCard = text !== '' || title !== '';
      if (!hasCard && count === undefined)
        throw new UsageError('What does it say? Give a text, a --title or a --count.');
      const seconds = flags.for === undefined ? {} : { seconds: wholeSeconds(flags.for) };
      await withDevice(namedEndpoint(command), async ({ device }) => {
        const alert = flags.quiet !== true;
        if (count !== undefined) await device.faces.notify(count, { alert: alert && !hasCard, ...seconds });
        if (hasCard) {
          const card = await textCard(title, text, device.info);
          await device.faces.card(card, { alert, isPrivate: flags.private === true, ...seconds });
        }
      });
      terminal.result(hasCard ? 'The notification is on the device.' : `The device tells of ${count}.`, {
        card: hasCard,
        count,
      });
    });
}

interface NoteFlags {
  readonly qr?: boolean;
  readonly for?: number;
  readonly dismiss?: boolean;
}

/** `note`: a note or a code that stays on the glass. */
export function addNote(program: Command): void {
  program
    .command('note')
    .argument('[text...]', 'what it says')
    .option('--qr', 'as a QR code, to be scanned')
    .option('--for <time>', 'how long it stays; until it is dismissed where absent', readMillis)
    .option('--dismiss', 'take it off')
    .description('pin a note or a code to the glass')
    .action(async (words: string[], flags: NoteFlags, command: Command) => {
      const terminal = new Terminal(command.optsWithGlobals().json === true);
      const text = words.join(' ');
      if (text === '' && !flags.dismiss) throw new UsageError('What does it say? Give a text, or --dismiss.');
      await withDevice(namedEndpoint(command), async ({ device }) => {
        if (flags.dismiss) {
          await device.faces.dismiss();
          return;
        }
        const card = flags.qr ? codeCard(text, device.info) : await textCard('', text, device.info);
        await device.faces.card(card, flags.for === undefined ? {} : { seconds: wholeSeconds(flags.for) });
      });
      terminal.result(flags.dismiss ? 'The note is off.' : 'The note is on the glass.', { pinned: !flags.dismiss });
    });
}
