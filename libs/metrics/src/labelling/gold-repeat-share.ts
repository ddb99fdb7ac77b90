import { rate } from '../definition.ts';
import { skippedGold, isGoldTest } from './gold-tests.ts';

export const goldRepeatShare = rate({
  id: 'gold_repeat_share',
  title: 'Repeated gold',
  what: 'Share of gold answers whose annotator had answered the same source item before: from memory everybody is right.',
  formula: 'gold answers to a source item that the annotator has answered before as another item / first gold answers',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'gold_answer',
  time: 'submitted_at',
  companions: ['gold_accuracy'],
  maturityDays: 7,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [skippedGold],
  noted: [],
  of: isGoldTest,
  counts: { repeated: { title: 'Answered before', when: (answer) => answer.repeated.isTrue() } },
  value: ['repeated'],
});
