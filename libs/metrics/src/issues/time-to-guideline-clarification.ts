import { sql } from 'kysely';
import { duration } from '../duration/definition.ts';
import { and, or } from '../dialect.ts';
import { cancelled, duplicate } from './exclusions.ts';

/** How often a gap shows itself until it is one that recurs. */
const recurring = 3;

export const timeToGuidelineClarification = duration({
  id: 'time_to_guideline_clarification',
  title: 'Time to guideline clarification',
  what: 'How long people go without an answer where guidelines leave them in doubt again and again.',
  formula: 'median working days from seeing a recurring gap to the guideline that fills it, open gaps counted as open',
  serves: ['T6'],
  owner: 'lead',
  good: 'down',
  worse: 'up',
  unit: 'business_days',
  fact: 'issue',
  time: 'detected_at',
  from: 'detected_at',
  until: 'guideline_published_at',
  within: 10,
  maturityDays: 14,
  minimum: 'N10d',
  interval: 'km_median',
  leftOut: [duplicate, cancelled],
  noted: [],
  of: (issue) =>
    and(
      issue.kind.is('guideline_gap'),
      or(sql`${issue.occurrences.ref} >= ${sql.lit(recurring)}`, issue.isPriority.isTrue()),
    ),
  counts: {
    published: { title: 'Published', when: (issue) => issue.publishedAt.isKnown() },
    open: { title: 'Still open', when: (issue) => issue.publishedAt.isNull() },
  },
  figures: { within: { title: 'Clear in 10 working days', unit: 'percent' } },
});
