import { rate } from '../definition.ts';
import { isFirstAnswer, skippedAnswer } from './gold-tests.ts';

export const goldShare = rate({
  id: 'gold_share',
  title: 'Gold share',
  what: 'Share of what annotators judge that is gold. Too little shows nothing of anybody, too much is work without output.',
  formula: 'first answers to gold items / first answers to all items',
  serves: [],
  owner: 'lead',
  good: 'band',
  worse: 'down',
  unit: 'percent',
  fact: 'answer',
  time: 'submitted_at',
  companions: ['gold_accuracy'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [skippedAnswer],
  noted: [],
  of: isFirstAnswer,
  counts: { gold: { title: 'Gold', when: (answer) => answer.gold.isTrue() } },
  value: ['gold'],
});
