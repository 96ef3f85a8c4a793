import file from './energy-model.json' with { type: 'json' };

/** A constant, and beside it where it comes from, in words. */
interface Term {
  readonly value: number;
  readonly source: string;
}

/** Constants by which a ledger is priced: mW, microjoules, microseconds. A model; `energy-model.json` says where each comes from. */
export const energyModel = {
  processor: valuesOf(file.processor),
  bus: valuesOf(file.bus),
  panel: valuesOf(file.panel),
} as const;

function valuesOf<Name extends string>(terms: Readonly<Record<Name, Term>>): Readonly<Record<Name, number>> {
  const values = {} as Record<Name, number>;
  for (const name of Object.keys(terms) as Name[]) values[name] = terms[name].value;
  return values;
}
