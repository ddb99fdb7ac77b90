import { total } from '../definition.ts';
import { finishedIssues } from './finished-issues.ts';

export const processImprovements = total({
  ...finishedIssues,
  id: 'process_improvements',
  title: 'Process improvements',
  what: 'Improvements of how the work is done that were finished.',
  formula: 'issues of the kind process improvement by the day they were resolved',
  serves: ['T15'],
  of: (issue) => issue.kind.is('process_improvement'),
});
