import { duration } from '../duration/definition.ts';
import { cancelled, duplicate, untriaged } from './exclusions.ts';
import { isPriorityFailure, settledWithoutData } from './priority-failures.ts';

export const issueDataTime = duration({
  id: 'issue_data_time',
  title: 'Triage to data',
  what: 'How long it takes from the triage of a failure that matters until there are data against it.',
  formula: 'median days from triage to data shipped, open issues counted as open',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'days',
  fact: 'issue',
  time: 'detected_at',
  from: 'triaged_at',
  until: 'data_shipped_at',
  exit: 'settled_at',
  companions: ['issue_to_data_cycle_time'],
  within: 14,
  maturityDays: 21,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [duplicate, cancelled, untriaged],
  noted: [settledWithoutData],
  of: isPriorityFailure,
  counts: { shipped: { title: 'Data shipped', when: (issue) => issue.dataAt.isKnown() } },
  figures: { within: { title: 'Data shipped in 14 days', unit: 'percent' } },
});
