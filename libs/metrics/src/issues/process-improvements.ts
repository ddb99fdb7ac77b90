import { total } from '../definition.ts';
import { cancelled, duplicate } from './exclusions.ts';

export const processImprovements = total({
  id: 'process_improvements',
  title: 'Process improvements',
  what: 'Improvements of how the work is done that were finished.',
  formula: 'issues of the kind process improvement by the day they were resolved',
  serves: ['T15'],
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
  of: (issue) => issue.kind.is('process_improvement'),
  counts: {},
});
