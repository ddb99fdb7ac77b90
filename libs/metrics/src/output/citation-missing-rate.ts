import { rate } from '../definition.ts';
import { and, not, or } from '../dialect.ts';
import { contaminated, notOk, suspect, uncountedClaims, unweighted } from './exclusions.ts';

export const citationMissingRate = rate({
  id: 'citation_missing_rate',
  title: 'Answers without citations',
  what: 'Share of answers that claim something and cite nothing, where answers must cite their sources.',
  formula: 'answers with claims and no citation / answers with claims',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  companions: ['citation_correctness'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: [],
  details: ['citations'],
  leftOut: [notOk, contaminated, uncountedClaims],
  noted: [suspect, unweighted],
  of: (o) => and(o.grounded.isTrue(), or(o.claims.isNull(), o.claims.isAbove(0))),
  counts: { missing: { title: 'Without a citation', when: (o) => not(o.citedClaims.isAbove(0)) } },
  value: ['missing'],
});
