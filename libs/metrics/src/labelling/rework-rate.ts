import { rate } from '../definition.ts';
import { and, or } from '../dialect.ts';
import { sentBack, sentBackForError } from './rework.ts';
import { auxiliary, undecided } from './exclusions.ts';

export const reworkRate = rate({
  id: 'rework_rate',
  title: 'Rework',
  what: 'Share of items that were sent back at least once, or rejected, at or after their first verdict.',
  formula: 'items sent back, or first judged reject or rework / items first submitted in the period and judged since',
  serves: ['L12', 'T4'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'work_item',
  time: 'first_submitted_at',
  companions: ['error_rework_rate'],
  maturityDays: 14,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [auxiliary, undecided],
  noted: [],
  of: (item) => item.purpose.isKnown(),
  counts: {
    annotator_error: {
      title: 'For an error of the annotator',
      when: sentBackForError,
    },
    other: {
      title: 'For another or no known reason',
      when: (item) => and(sentBack(item), or(item.reworkReason.isNull(), item.reworkReason.isNot('annotator_error'))),
    },
  },
  value: ['annotator_error', 'other'],
  // An item that comes back three times counts once, as one that comes back once.
  means: {
    rounds: { title: 'Rounds of rework of an item that was sent back', unit: 'times', of: (item) => item.rounds.ref },
  },
});
