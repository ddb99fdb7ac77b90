import fc from 'fast-check';
import { candidates, models, workflows } from './dimensions.ts';
import { factRows, instant, later, orNull, some } from './values.ts';

const issue = fc.record({
  issue_kind: some(
    'failure_mode',
    'failure_mode',
    'regression',
    'regression',
    'process_improvement',
    'enablement',
    'guideline_gap',
    'guideline_gap',
  ),
  is_priority: some(true, true, false),
  occurrence_count: some(1, 2, 3, 4),
  data: orNull(fc.integer({ min: -2, max: 900 }), 30),
  evaluated: orNull(fc.integer({ min: 1, max: 900 }), 25),
  published: orNull(fc.integer({ min: 1, max: 700 }), 30),
  severity_rank: orNull(some(0, 1, 2, 3, 4)),
  workflow_id: orNull(some(...workflows)),
  model_version_id: orNull(some(...models)),
  release_id: orNull(some('r1', 'r1', 'r1', 'r2', 'r3')),
  owner_team_id: orNull(some('research', 'quality')),
  found_in: orNull(some('pre_release', 'post_release', 'post_release')),
  found_by: orNull(some('eval', 'customer')),
  covered_by_eval: orNull(some(true, false, false)),
  detected_at: instant(),
  /** Hours after the model could be tried, of what was seen soon. */
  soon: orNull(fc.integer({ min: 10, max: 100 }), 70),
  hours: orNull(fc.integer({ min: 1, max: 1200 }), 30),
  cancelled_at: orNull(instant(), 90),
  duplicate_of_issue_id: orNull(some('issue-0'), 93),
  triaged: orNull(fc.integer({ min: 0, max: 120 }), 12),
});

/** When the model of an issue could first be tried. */
const candidateOf = (model: string | null): string | null =>
  candidates[models.findIndex((each) => each === model)] ?? null;

export const issues = factRows(
  'fact_issue',
  { made: issue, most: 240 },
  ({ hours, data, evaluated, published, triaged, soon, ...each }, index) => {
    const candidate = candidateOf(each.model_version_id);
    const detected_at = soon === null || candidate === null ? each.detected_at : later(candidate, soon);
    // So many are settled before anybody triages them, and so soon, that a median can tell.
    const isLeft = triaged === null || triaged % 4 === 0;
    const after = (count: number | null): string | null => (count === null ? null : later(detected_at, count));
    return {
      ...each,
      detected_at,
      triaged_at: after(isLeft ? null : triaged),
      data_shipped_at: after(data),
      eval_updated_at: after(evaluated),
      guideline_published_at: after(published),
      resolved_at: after(isLeft && hours !== null ? 1 + (hours % 48) : hours),
      issue_id: `issue-${index}`,
    };
  },
);
