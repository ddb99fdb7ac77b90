import { duration } from '../duration/definition.ts';
import { cancelled, duplicate } from './exclusions.ts';
import { isPriorityFailure, settledWithoutData } from './priority-failures.ts';

export const issueTriageTime = duration({
  id: 'issue_triage_time',
  title: 'Issue to triage',
  what: 'How long it takes from seeing a failure that matters until somebody has judged it and owns it.',
  formula: 'median days from detection to triage, open issues counted as open',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'days',
  fact: 'issue',
  time: 'detected_at',
  from: 'detected_at',
  until: 'triaged_at',
  exit: 'settled_at',
  companions: ['issue_to_data_cycle_time'],
  within: 2,
  maturityDays: 21,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [duplicate, cancelled],
  noted: [settledWithoutData],
  of: isPriorityFailure,
  counts: { triaged: { title: 'Triaged', when: (issue) => issue.triagedAt.isKnown() } },
  figures: { within: { title: 'Triaged in 2 days', unit: 'percent' } },
});
