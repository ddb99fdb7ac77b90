import { rate } from '../definition.ts';
import { abstained, disputedByPeople } from './exclusions.ts';

export const judgeSensitivity = rate({
  id: 'judge_sensitivity',
  title: 'Sensitivity of judges',
  what: 'How much of what people find an automatic grader finds, too, by one criterion at a time.',
  formula:
    'outputs that the judge flags / outputs in which people (adjudicated, else their majority) find what it looks for, each weighed by 1 / sampling probability. It holds for 90 days',
  serves: ['Lp', 'Tp'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'judge_verdict',
  time: 'produced_at',
  companions: ['judge_specificity', 'judge_agreement'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [disputedByPeople, abstained],
  noted: [],
  of: (j) => j.truth.is('yes'),
  counts: { found: { title: 'Found', when: (j) => j.said.is('yes') } },
  value: ['found'],
});
