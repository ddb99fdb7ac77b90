import { rate } from '../definition.ts';
import { abstained, disputedByPeople } from './exclusions.ts';

export const judgeSpecificity = rate({
  id: 'judge_specificity',
  title: 'Specificity of judges',
  what: 'How much of what people find nothing wrong with an automatic grader lets pass, too, by one criterion at a time.',
  formula:
    'outputs that the judge lets pass / outputs in which people (adjudicated, else their majority) find nothing of what it looks for, each weighed by 1 / sampling probability. It holds for 90 days',
  serves: ['Lp', 'Tp'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'judge_verdict',
  time: 'produced_at',
  companions: ['judge_sensitivity', 'judge_agreement'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [disputedByPeople, abstained],
  noted: [],
  of: (j) => j.truth.is('no'),
  counts: { passed: { title: 'Let pass', when: (j) => j.said.is('no') } },
  value: ['passed'],
});
