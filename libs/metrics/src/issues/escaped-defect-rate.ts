import { eventRate } from '../definition.ts';
import { and } from '../dialect.ts';
import { isEscaped, isProductionFailure, maybeEscaped } from './escaped.ts';
import { cancelled, duplicate } from './exclusions.ts';

export const escapedDefectRate = eventRate({
  id: 'escaped_defect_rate',
  title: 'Escaped defects per million sessions',
  what: 'How many confirmed failures in production no test case would have shown, for every million sessions.',
  formula:
    'failures and regressions found after the release that no live case covers / sessions counted in production, times a million',
  serves: ['T16'],
  owner: 'trust_safety',
  good: 'down',
  worse: 'up',
  unit: 'per_million_sessions',
  fact: 'issue',
  time: 'detected_at',
  maturityDays: 7,
  minimum: 'N0',
  interval: 'poisson_rate',
  exposure: { counter: 'sessions', per: 1e6 },
  leftOut: [maybeEscaped, duplicate, cancelled],
  noted: [],
  of: (issue) => and(isProductionFailure(issue), isEscaped(issue)),
  counts: {},
});
