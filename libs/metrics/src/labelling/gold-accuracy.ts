import { rate } from '../definition.ts';
import { isGoldTest, skippedGold } from './gold-tests.ts';

export const goldAccuracy = rate({
  id: 'gold_accuracy',
  title: 'Gold accuracy',
  what: 'Share of first answers on items with a known key that agree with the key.',
  formula: 'answers equal to the key / first answers of each annotator on each gold item',
  serves: [],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'answer',
  time: 'submitted_at',
  // On a scale, next to the key is not far off. Of few tests nobody is known, and of tests known by heart nothing.
  companions: ['gold_within_step', 'gold_share', 'gold_repeat_share'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [
    skippedGold,
    {
      code: 'unkeyed',
      rule: 'V-L6',
      says: 'gold answers that no key was there to compare with',
      when: (answer) => answer.goldCorrect.isNull(),
    },
  ],
  noted: [],
  of: isGoldTest,
  counts: {
    correct: {
      title: 'As the key',
      when: (answer) => answer.goldCorrect.isTrue(),
    },
  },
  value: ['correct'],
});
