import fc from 'fast-check';
import type { StoredRow } from '@assay/model';
import { chance, factRows, instant, later, orNull, rowOf, some } from './values.ts';

/** Workflows that nothing else is about than whether they are covered. */
export const priorityIds = ['w0', 'w1', 'w2', 'w3', 'w4'] as const;

const ever = '1900-01-01T00:00:00Z';

/** How a workflow was from some instant on. */
const state = fc.record({
  is_priority: orNull(some(true, true, true, false), 5),
  risk_tier: orNull(some('high', 'low')),
  owner_team_id: orNull(some('research', 'quality')),
  priority_rank: orNull(some(1, 2, 3)),
  is_test: chance(3),
  voided_at: orNull(some('2026-05-01T00:00:00Z'), 95),
});

/** Each in up to three states, one after the other; the first since ever, or since a day of the data. */
export const priorities: fc.Arbitrary<readonly StoredRow<'dim_workflow'>[]> = fc
  .tuple(
    ...priorityIds.map(() =>
      fc.record({
        states: fc.array(state, { minLength: 1, maxLength: 3 }),
        cuts: fc.array(instant(), { minLength: 3, maxLength: 3 }),
        isOld: chance(70),
      }),
    ),
  )
  .map((all) =>
    all.flatMap(({ states, cuts, isOld }, index) => {
      const from = [...new Set(cuts)].sort().slice(0, states.length);
      return from.map((start, place) =>
        rowOf('dim_workflow', {
          ...states[place],
          workflow_id: priorityIds[index] ?? '',
          title: priorityIds[index] ?? '',
          valid_from: place === 0 && isOld ? ever : start,
          valid_to: from[place + 1] ?? null,
        }),
      );
    }),
  );

const rubric = fc.record({
  workflow_id: orNull(some('code', ...priorityIds)),
  rubric_status: some('approved', 'approved', 'retired', 'draft'),
  example_count: orNull(some(0, 1, 7), 5),
  counterexample_count: orNull(some(0, 1, 7), 5),
  valid_from: instant(),
  isOld: chance(40),
  hours: orNull(fc.integer({ min: 1, max: 2400 }), 40),
});

/** Guidelines for them that no item was ever labelled by. */
export const rubrics = factRows(
  'dim_task',
  { made: rubric, most: 24 },
  ({ isOld, hours, valid_from, ...each }, index) => ({
    ...each,
    valid_from: isOld ? ever : valid_from,
    valid_to: hours === null ? null : later(valid_from, hours),
    task_version_id: `rubric-${index}`,
    task_id: `rubric-${index}`,
  }),
);

const golden = fc.record({
  case: fc.nat(14),
  workflow_id: some('code', ...priorityIds),
  case_kind: some('golden', 'golden', 'golden', 'regression'),
  contamination: orNull(some('clean', 'clean', 'suspect', 'contaminated')),
  created_at: instant(),
  hours: orNull(fc.integer({ min: 1, max: 2400 }), 50),
  is_automated: some(true, false),
});

/** Cases that were never run, some in several versions at once. */
export const goldenCases = factRows(
  'dim_test_case',
  { made: golden, most: 40 },
  ({ case: number, hours, ...each }, index) => ({
    ...each,
    retired_at: hours === null ? null : later(each.created_at, hours),
    case_version_id: `golden-${index}`,
    case_id: `golden case ${number} of ${each.workflow_id}`,
  }),
);
