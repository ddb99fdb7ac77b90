import { cancelled, duplicate } from './exclusions.ts';

/** What is said of issues counted by the day they were resolved. */
export const finishedIssues = {
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'issues',
  fact: 'issue',
  time: 'resolved_at',
  maturityDays: 0,
  minimum: 'NC',
  leftOut: [duplicate, cancelled],
  noted: [],
  counts: {},
} as const;
