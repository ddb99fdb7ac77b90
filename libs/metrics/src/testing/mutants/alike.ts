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
  judge_agreement: [
    {
      says: /^disputed: decided after the scope$/,
      because: 'the scope is every truth there is, and a tie of people is one: it holds for it either way',
    },
  ],
};

/** Reasons of one rule are judged together, by the limit of the first. */
const everywhere: readonly Alike[] = [
  { says: /^ungraded: another limit$/, because: 'disputed comes first and has the same rule' },
];

/** Mutants of rows that every metric of them answers alike. */
const ofRows: readonly Alike[] = [
  { says: /^failure_mode is not known$/, because: 'modes are no column of rows: they are joined to them' },
  {
    says: /^samples do not differ by environment$/,
    because:
      'a number that pools environments is refused, and one that does not has samples of one: the environment is a part of the cells that sums are made of, or of the slice',
  },
];

const isOne = (list: readonly Alike[], text: string): boolean => list.some(({ says }) => says.test(text));

export const alikeRows = (says: string): boolean => isOne(ofRows, says);

export const alike = (id: MetricId, says: string): boolean => isOne([...everywhere, ...(known[id] ?? [])], says);
