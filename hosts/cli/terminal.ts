/** Where the program writes: results to stdout, progress and trouble to stderr. */
export class Terminal {
  /** Results are JSON, one object a line. */
  readonly isJson: boolean;
  #hasBar = false;

  constructor(isJson: boolean) {
    this.isJson = isJson;
  }

  /** A result: the sentence, or the object where a program reads it. */
  result(sentence: string, object: object): void {
    this.clearBar();
    process.stdout.write(`${this.isJson ? JSON.stringify(object) : sentence}\n`);
  }

  /** A remark beside the result. */
  note(sentence: string): void {
    this.clearBar();
    process.stderr.write(`${sentence}\n`);
  }

  /** Shows how far long work has come, where somebody watches. `part` is 0..1, or undefined where nobody knows. */
  progress(part: number | undefined, words: string): void {
    if (!process.stderr.isTTY || this.isJson) return;
    const room = (process.stderr.columns ?? 80) - 1;
    const line = part === undefined ? words : `${bar(part)} ${words}`;
    process.stderr.write(`\r${line.slice(0, room)}\x1b[K`);
    this.#hasBar = true;
  }

  /** Keeps a progress line up to date while something is waited for. */
  async during<T>(work: Promise<T>, words: string, partOf: () => number): Promise<T> {
    const timer = setInterval(() => this.progress(partOf(), words), 100);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      this.clearBar();
    }
  }

  /** Takes the progress line away. */
  clearBar(): void {
    if (this.#hasBar) process.stderr.write('\r\x1b[K');
    this.#hasBar = false;
  }
}

const cells = 24;

function bar(part: number): string {
  const full = Math.round(Math.min(1, Math.max(0, part)) * cells);
  return `${'━'.repeat(full)}${'╌'.repeat(cells - full)} ${String(Math.round(part * 100)).padStart(3)} %`;
}

/** Lines up words in columns; numbers to the right. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, String(cell).length);
    });
  }
  const lines = rows.map((row) => {
    const cells = row.map((cell, index) => {
      return typeof cell === 'number' ? String(cell).padStart(widths[index]!) : cell.padEnd(widths[index]!);
    });
    return cells.join('  ').trimEnd();
  });
  return lines.join('\n');
}

/** 12345 as 12.3 KB. */
export function kilobytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} KB`;
}
