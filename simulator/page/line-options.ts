/** Rates of the serial line that the page offers, bytes a second; 0 is unlimited. */
export const lineRates: readonly { readonly rate: number; readonly label: string }[] = [
  { rate: 11_520, label: 'UART 115200' },
  { rate: 92_160, label: 'UART 921600' },
  { rate: 200_000, label: 'USB, 200 KB/s' },
  { rate: 800_000, label: 'USB, 0.8 MB/s' },
  { rate: 0, label: 'unlimited' },
];

/** What can go wrong on the line, each by its name. */
export const lineFaults = [
  'none',
  'bit errors 1e-6',
  'bit errors 1e-5',
  'bit errors 1e-4',
  'lost bytes 1e-4',
  'stalls 200 ms',
] as const;
export type LineFault = (typeof lineFaults)[number];

export const defaultLine = { rate: 800_000, faults: 'none' } as const;
