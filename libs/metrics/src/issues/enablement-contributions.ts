import { total } from '../definition.ts';
import { cancelled, duplicate } from './exclusions.ts';

export const enablementContributions = total({
  id: 'enablement_contributions',
  title: 'Enablement contributions',
  what: 'Trainings, clinics and guides for others that were finished.',
  formula: 'issues of the kind enablement by the day they were resolved',
  serves: ['L19'],
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
  of: (issue) => issue.kind.is('enablement'),
  counts: {},
});
