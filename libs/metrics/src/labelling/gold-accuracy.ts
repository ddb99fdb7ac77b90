import { rate } from '../definition.ts';
import { and } from '../dialect.ts';

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
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [
    {
      code: 'skipped',
      rule: 'X-skip',
      says: 'gold items that were skipped or cancelled',
      when: (answer) => answer.status.isNot('submitted'),
    },
    {
      code: 'unkeyed',
      rule: 'V-L6',
      says: 'gold answers that no key was there to compare with',
      when: (answer) => answer.goldCorrect.isNull(),
    },
  ],
  noted: [],
  // What an adjudicator says of a gold item is the key itself or a correction, and no test of anybody.
  of: (answer) => and(answer.gold.isTrue(), answer.first.isTrue(), answer.stage.isNot('adjudication')),
  counts: {
    correct: {
      title: 'As the key',
      when: (answer) => answer.goldCorrect.isTrue(),
    },
  },
  value: ['correct'],
});
