import { main } from '../../hosts/cli/main.js';

/** What a command said and ended with, run in this process: much sooner than in one of its own. */
export async function runMain(...args: string[]): Promise<{ status: number; stdout: string; complaint: string }> {
  let [stdout, complaint] = ['', ''];
  const { write } = process.stdout;
  process.stdout.write = (part: string | Uint8Array) => {
    stdout += part;
    return true;
  };
  try {
    const status = await main(args, (line) => {
      complaint += line;
    });
    return { status, stdout, complaint };
  } finally {
    process.stdout.write = write;
  }
}
