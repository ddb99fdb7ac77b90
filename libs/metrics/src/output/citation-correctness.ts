import { ratio } from '../ratio/definition.ts';
import { contaminated, notOk, suspect, uncountedCitations, unweighted, withoutCitation } from './exclusions.ts';

export const citationCorrectness = ratio({
  id: 'citation_correctness',
  title: 'Citations that hold',
  what: 'Share of citations whose source says what they are given for, where answers must cite their sources.',
  formula: 'cited claims that the cited source supports / cited claims',
  serves: ['T12'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent_of_counts',
  fact: 'output',
  time: 'produced_at',
  // Who cites nothing cites nothing wrong.
  companions: ['citation_missing_rate'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'ratio_of_sums',
  graded: [],
  details: ['citations'],
  leftOut: [notOk, contaminated, uncountedCitations, withoutCitation],
  noted: [suspect, unweighted],
  of: (o) => o.grounded.isTrue(),
  counts: {},
  amount: (o) => o.citedClaimsOk.ref,
  size: (o) => o.citedClaims.ref,
});
