import { CommanderError } from 'commander';
import { MediaError } from '../node/media/media-error.js';
import { LinkError } from '../sdk/errors.js';
import { StudioError } from '../studio/image.js';

/** What the program ends with. */
export const ExitCode = {
  ok: 0,
  /** The device or the line to it. */
  trouble: 1,
  /** What was asked for, or the file it was asked with. */
  badInput: 2,
} as const;

/** Something that was asked for and cannot be done. The message is a sentence that says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something went wrong that neither the line nor the input is to blame for. The message is a sentence. */
export class TroubleError extends Error {
  override readonly name = 'TroubleError';
}

/** The one sentence for a failure, and what the program ends with. */
export function describeFailure(failure: unknown): { sentence: string; exitCode: number } {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof CommanderError) {
    return {
      sentence: `${asSentence(plainly(message))} See "verso --help".`,
      exitCode: ExitCode.badInput,
    };
  }
  const isBadInput = [UsageError, MediaError, StudioError].some((kind) => failure instanceof kind);
  if (isBadInput) return { sentence: asSentence(message), exitCode: ExitCode.badInput };
  const isTrouble = failure instanceof LinkError || failure instanceof TroubleError;
  const sentence = isTrouble ? asSentence(message) : asSentence(`something unforeseen happened: ${message}`);
  return { sentence, exitCode: ExitCode.trouble };
}

/** What commander says, in our words: "command-argument value '900' is invalid for argument 'level'. It is ..." */
function plainly(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/^command-argument value '([^']*)' is invalid for argument '([^']*)'\. It is/, '"$1" is no $2: it is')
    .replace(/^option '([^' ]+)[^']*' argument '([^']*)' is invalid\. It is/, '"$2" does not suit $1: it is');
}

/** With a capital letter (names of files and options keep theirs) and a full stop, on one line. */
function asSentence(message: string): string {
  const line = message.replaceAll(/\s*\n\s*/g, ' ').trim();
  const start =
    /^(?:the|a|an|this|that|there|nothing|no|another|something|it|you|unknown|missing|too|option|command)\s/.test(line)
      ? line[0]!.toUpperCase() + line.slice(1)
      : line;
  return /[.?!]$/.test(start) ? start : `${start}.`;
}
