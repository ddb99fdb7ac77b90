import { total } from '../definition.ts';
import { finishedIssues } from './finished-issues.ts';

export const enablementContributions = total({
  ...finishedIssues,
  id: 'enablement_contributions',
  title: 'Enablement contributions',
  what: 'Trainings, clinics and guides for others that were finished.',
  formula: 'issues of the kind enablement by the day they were resolved',
  serves: ['L19'],
  of: (issue) => issue.kind.is('enablement'),
});
