import { sql } from 'kysely';
import { pairedDelta } from './definition.ts';
import { and } from '../dialect.ts';
import { orElse } from '../field.ts';

const passes = (column: { readonly ref: unknown }, share: 0 | 1) => sql<boolean>`${column.ref} = ${sql.lit(share)}`;

export const qualityDelta = pairedDelta({
  id: 'quality_delta',
  title: 'Quality change',
  what: 'How many more cases of the test suites a release candidate gets right than the model it is to replace, relative to that model.',
  formula:
    'cases that the candidate gets right / cases that the model before gets right - 1, over cases that both answered in the 30 days around the candidate, before it ships; of each the newest run. Right is an answer in which nothing is found wrong that both were judged for by the same judges',
  serves: ['L5'],
  owner: 'lead',
  good: 'up',
  worse: 'down',
  unit: 'percent',
  fact: 'iteration',
  time: 'rc_at',
  maturityDays: 30,
  minimum: 'NP',
  interval: 'paired_ratio',
  // A candidate is compared once, on the labels in force: a period has no labels of its own.
  graded: [],
  leftOut: [
    {
      code: 'contaminated',
      rule: 'X-contam',
      says: 'cases whose answer leaked into training data',
      when: (pair) => orElse(pair.contamination, 'clean').is('contaminated'),
    },
    {
      code: 'retired',
      rule: 'X-open',
      says: 'cases that were retired before the candidate',
      when: (pair) => pair.isRetired.isTrue(),
    },
    {
      code: 'unanswered',
      rule: 'X-open',
      says: 'cases that one of the two models did not answer; above 5 % with those judged otherwise nothing is concluded',
      when: (pair) => sql`${pair.isAnswered.ref} = false`,
    },
    {
      code: 'judged_otherwise',
      rule: 'X-nograde',
      says: 'cases whose two answers were judged by different judges',
      when: (pair) => pair.isJudgedOtherwise.isTrue(),
    },
    {
      code: 'ungraded',
      rule: 'X-nograde',
      says: 'cases without a verdict on both answers',
      when: (pair) => pair.current.isNull(),
    },
  ],
  noted: [
    {
      code: 'contamination_suspect',
      says: 'counted cases that may have leaked',
      when: (pair) => pair.contamination.is('suspect'),
    },
  ],
  of: () => sql`true`,
  counts: {
    both: { title: 'Right in both', when: (pair) => and(passes(pair.current, 1), passes(pair.compared, 1)) },
    gained: { title: 'Right now only', when: (pair) => and(passes(pair.current, 1), passes(pair.compared, 0)) },
    lost: { title: 'Right before only', when: (pair) => and(passes(pair.current, 0), passes(pair.compared, 1)) },
    neither: { title: 'Wrong in both', when: (pair) => and(passes(pair.current, 0), passes(pair.compared, 0)) },
  },
  // Cases are missing on either side, or were judged by other rods: what is left is no fair sample of all.
  missing: ['unanswered', 'judged_otherwise'],
  figures: {
    points: { title: 'Points', unit: 'percent' },
    p: { title: 'p', unit: 'coefficient' },
  },
});
