import { rate } from '../definition.ts';
import { and } from '../dialect.ts';
import { contaminated, noAnswer, suspect, unknownValidity, unweighted } from './exclusions.ts';

export const schemaValidityRate = rate({
  id: 'schema_validity_rate',
  title: 'Structured output validity',
  what: 'Share of outputs that match the schema they were asked to, at the first attempt.',
  formula: 'outputs that match their schema / outputs that must match one, those that were cut off included',
  serves: ['L10'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'output',
  time: 'produced_at',
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  graded: [],
  leftOut: [noAnswer, contaminated, unknownValidity],
  noted: [suspect, unweighted],
  of: (o) => o.schemaRequired.isTrue(),
  // What was cut off matches nothing, whatever was said of it.
  counts: { valid: { title: 'Valid', when: (o) => and(o.status.is('ok'), o.schemaValid.isTrue()) } },
  value: ['valid'],
});
