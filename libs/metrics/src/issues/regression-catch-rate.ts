import { rate } from '../definition.ts';
import { cancelled, duplicate } from './exclusions.ts';

export const regressionCatchRate = rate({
  id: 'regression_catch_rate',
  title: 'Regression catch rate',
  what: 'Share of confirmed regressions that were found before their release.',
  formula:
    'regressions found before the release / regressions found before or after it, of releases that have been out for 30 days',
  serves: ['L15'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'issue',
  time: 'detected_at',
  maturityDays: 30,
  minimum: 'N5',
  interval: 'wilson',
  leftOut: [
    duplicate,
    cancelled,
    {
      code: 'no_release',
      rule: 'X-open',
      says: 'regressions that name no release',
      when: (issue) => issue.release.isNull(),
    },
    {
      // What escapes shows itself only in production: before, every regression known would be one that was caught.
      code: 'young_release',
      rule: 'X-open',
      says: 'regressions of releases that have not been out for 30 days: what escaped may not have shown itself yet',
      when: (issue) => issue.isReleaseYoung.isTrue(),
    },
    {
      code: 'unknown_place',
      rule: 'X-unknown',
      says: 'regressions of which nobody noted whether they were found before the release',
      when: (issue) => issue.foundIn.isNull(),
    },
  ],
  noted: [],
  of: (issue) => issue.kind.is('regression'),
  counts: { caught: { title: 'Caught before release', when: (issue) => issue.foundIn.is('pre_release') } },
  value: ['caught'],
});
