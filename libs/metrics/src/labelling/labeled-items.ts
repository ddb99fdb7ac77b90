import { distinctRatio } from '../definition.ts';
import { noWork } from './work-day-fact.ts';

export const labeledItems = distinctRatio({
  id: 'labeled_items',
  title: 'Labeled items',
  what: 'Items that an annotator labels on a day of work; gold and calibration items are work too.',
  formula:
    'different items by annotator / different days by annotator, of days with an hour of active work or without times; an item that several people label counts for each',
  serves: ['T1'],
  owner: 'lead',
  good: 'band',
  worse: 'down',
  unit: 'per_annotator_day',
  fact: 'work_day',
  time: 'submitted_at',
  maturityDays: 7,
  minimum: 'ND5',
  interval: 'ratio_of_sums',
  each: 'work_item_id',
  per: 'worked_on',
  leftOut: [
    ...noWork,
    {
      code: 'short_days',
      rule: 'X-part',
      says: 'answers of days on which their annotator was active for less than an hour',
      when: (answer) => answer.short.isTrue(),
    },
  ],
  noted: [
    {
      code: 'auxiliary_work',
      says: 'counted answers to gold, calibration, qualification and pilot items',
      when: (answer) => answer.purpose.isNot('production'),
    },
  ],
  of: (answer) => answer.status.isKnown(),
  counts: {
    first: { title: 'First answers', when: (answer) => answer.stage.isOneOf('initial', 'overlap') },
    rework: { title: 'Rework', when: (answer) => answer.stage.is('rework') },
  },
});
