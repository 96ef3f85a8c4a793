/** Something is missing or does not work; the message is a sentence that says what to do. */
export class BuildFault extends Error {
  override readonly name = 'BuildFault';
}

/** Runs a command of this folder: a fault is a sentence on standard error, and exit code 1. */
export function runCommand(command: () => void): void {
  try {
    command();
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
