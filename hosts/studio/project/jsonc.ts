import { StudioError } from '../image.js';

/** Reads JSON in which people may write comments and leave a comma at the end of a list. Throws StudioError, with the line. */
export function parseJsonc(text: string, name: string): unknown {
  // Comments become blanks, so that places in the text stay what they are; strings are passed over.
  const bare = text
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (match, string: string | undefined) => {
      return string ?? match.replaceAll(/[^\n]/g, ' ');
    })
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[\]}])/g, (_, string: string | undefined) => string ?? ' ');
  try {
    return JSON.parse(bare);
  } catch (cause) {
    const { message } = cause as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? bare.length : Number.NaN));
    const line = Number.isNaN(at) ? undefined : bare.slice(0, at).split('\n').length;
    const place = line === undefined ? name : `${name}, line ${line}`;
    throw new StudioError(
      `${place}: this is no JSON; look for a missing comma, quote or bracket there or just before.`,
      {
        cause,
      },
    );
  }
}
