import { rate } from '../definition.ts';
import { auxiliary, undecided } from './exclusions.ts';
import { sentBackForError } from './rework.ts';

export const errorReworkRate = rate({
  id: 'error_rework_rate',
  title: 'Rework for errors',
  what: 'Share of items that were sent back, or rejected at their first verdict, for an error of the annotator. Changed guidelines, tooling and sensitive content are in the rework rate alone.',
  formula:
    'items sent back or first judged reject or rework, for an error of the annotator / items first submitted in the period and judged since',
  serves: ['T4'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'percent',
  fact: 'work_item',
  time: 'first_submitted_at',
  companions: ['rework_rate'],
  maturityDays: 14,
  minimum: 'N30',
  interval: 'clustered_proportion',
  leftOut: [auxiliary, undecided],
  noted: [],
  of: (item) => item.purpose.isKnown(),
  counts: { annotator_error: { title: 'For an error of the annotator', when: sentBackForError } },
  value: ['annotator_error'],
});
