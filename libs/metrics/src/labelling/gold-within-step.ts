import { rate } from '../definition.ts';
import { and } from '../dialect.ts';
import { isGoldTest, skippedGold } from './gold-tests.ts';

export const goldWithinStep = rate({
  id: 'gold_within_step',
  title: 'Gold within one step',
  what: 'Share of first answers on items with a known key that are at most one step of their scale off the key.',
  formula:
    'answers at most 1 off the key / first answers of each annotator on each gold item, where labels are steps of a scale',
  serves: [],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'keyed_answer',
  time: 'submitted_at',
  companions: ['gold_accuracy'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [
    skippedGold,
    {
      code: 'unkeyed',
      rule: 'V-L6',
      says: 'gold answers that no key was there to compare with',
      when: (answer) => answer.withinStep.isNull(),
    },
  ],
  noted: [],
  of: (answer) => and(isGoldTest(answer), answer.level.is('ordinal')),
  counts: { near: { title: 'As the key or next to it', when: (answer) => answer.withinStep.isTrue() } },
  value: ['near'],
});
