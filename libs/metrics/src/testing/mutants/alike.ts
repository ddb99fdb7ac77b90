import type { MetricId } from '../../registry.ts';

interface Alike {
  readonly says: RegExp;
  readonly because: string;
}

/** Mutants that say the same as the definition, with the reason why no data can tell them apart. */
const known: Readonly<Partial<Record<MetricId, readonly Alike[]>>> = {
  spend_actual: [
    {
      says: /^counts invoiced: .*=> {2}\("status" <> 'disputed'\)$/,
      because: 'what is owed has no status, so it is no line',
    },
  ],
};

/** Reasons of one rule are judged together, by the limit of the first. */
const everywhere: readonly Alike[] = [
  { says: /^ungraded: another limit$/, because: 'disputed comes first and has the same rule' },
];

export const alike = (id: MetricId, says: string): boolean =>
  [...everywhere, ...(known[id] ?? [])].some((each) => each.says.test(says));
