import { duration } from '../duration/definition.ts';
import { cancelled, duplicate } from './exclusions.ts';

export const regressionDetectionLeadTime = duration({
  id: 'regression_detection_lead_time',
  title: 'Time to see a regression',
  what: 'How long after a version could be tried a regression of it was seen.',
  formula: 'median hours from the release candidate of the version to the detection; seen before it is 0',
  serves: ['T8'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'hours',
  fact: 'issue',
  time: 'detected_at',
  from: 'candidate_at',
  until: 'detected_at',
  within: 72,
  maturityDays: 7,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [
    duplicate,
    cancelled,
    {
      code: 'no_candidate',
      rule: 'X-unknown',
      says: 'regressions of no known version, or of one without a day from which it could be tried',
      when: (issue) => issue.candidateAt.isNull(),
    },
  ],
  noted: [],
  of: (issue) => issue.kind.is('regression'),
  counts: {},
  figures: { within: { title: 'Seen in 72 hours', unit: 'percent' } },
});
