import { duration } from '../duration/definition.ts';
import { cancelled, duplicate, untriaged } from './exclusions.ts';
import { isPriorityFailure, settledWithoutData } from './priority-failures.ts';

export const issueEvalTime = duration({
  id: 'issue_eval_time',
  title: 'Triage to case',
  what: 'How long it takes from the triage of a failure that matters until a case looks for it.',
  formula: 'median days from triage to the case added, open issues counted as open',
  serves: [],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'days',
  fact: 'issue',
  time: 'detected_at',
  from: 'triaged_at',
  until: 'eval_updated_at',
  exit: 'settled_at',
  companions: ['issue_to_data_cycle_time'],
  within: 7,
  maturityDays: 21,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [duplicate, cancelled, untriaged],
  noted: [settledWithoutData],
  of: isPriorityFailure,
  counts: { added: { title: 'Case added', when: (issue) => issue.evalAt.isKnown() } },
  figures: { within: { title: 'Case added in 7 days', unit: 'percent' } },
});
