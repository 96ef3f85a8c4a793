/** A table as it is printed: numbers to the right, text to the left. */
export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What `test/bench/NAME.bench.ts` answers from `run(args)`. */
export interface BenchResult {
  readonly tables: readonly BenchTable[];
  /** The same figures for programs. */
  readonly json: object;
  /** What is the same in every run on every machine: held against `baseline/NAME.json`. Never a time. */
  readonly counts: Readonly<Record<string, number>>;
  /** A sentence for each limit that was missed by a figure that depends on the compiler and so has no baseline. */
  readonly missed?: readonly string[];
}

/** A bench file's only export; `args` are those the harness does not know. */
export type RunBench = (args: string[]) => Promise<BenchResult>;
