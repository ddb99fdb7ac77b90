import { duration } from '../duration/definition.ts';
import { and } from '../dialect.ts';
import { cancelled, duplicate } from './exclusions.ts';
import { isPriorityFailure, settledWithoutData } from './priority-failures.ts';

export const issueToDataCycleTime = duration({
  id: 'issue_to_data_cycle_time',
  title: 'Issue to data and eval',
  what: 'How long it takes from seeing a failure that matters until there are data against it and a case for it.',
  formula: 'median days from detection to the later of data shipped and case added, open issues counted as open',
  serves: ['L4'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'days',
  fact: 'issue',
  time: 'detected_at',
  from: 'detected_at',
  until: 'shipped_and_tested_at',
  exit: 'settled_at',
  // Where it is held up.
  companions: ['issue_triage_time', 'issue_data_time', 'issue_eval_time'],
  within: 21,
  maturityDays: 21,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [duplicate, cancelled],
  noted: [settledWithoutData],
  of: isPriorityFailure,
  counts: {
    done: { title: 'Data and case', when: (issue) => issue.doneAt.isKnown() },
    settled: { title: 'Settled without data', when: (issue) => issue.settledAt.isKnown() },
    open: { title: 'Still open', when: (issue) => and(issue.settledAt.isNull(), issue.doneAt.isNull()) },
  },
  figures: { within: { title: 'Done in 21 days', unit: 'percent' } },
});
