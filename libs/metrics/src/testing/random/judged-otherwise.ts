import type { StoredRow } from '@assay/model';
import { rowOf } from './values.ts';

/**
 * A case of which nothing is known but what one judge said, as one model of the candidate's answer and as another of the
 * answer before: by number, so that what is drawn stays what it was. Drawn answers are graded for so much, by so many, that
 * two of a case are always alike in something.
 */
const id = 'judged otherwise@1';

export const caseJudgedOtherwise: StoredRow<'dim_test_case'> = rowOf('dim_test_case', {
  case_version_id: id,
  case_id: 'judged otherwise',
  suite_id: 's1',
  case_kind: 'golden',
  expected_behavior: 'comply',
  contamination: 'clean',
  workflow_id: 'code',
  is_automated: true,
  created_at: '2025-11-03T08:00:00Z',
});

/** Both within a month of the second model's first trial; only the judge of its answer got another model in between. */
const sides = [
  { model_version_id: 'm1', produced_at: '2026-02-10T12:00:00.000Z', graded_at: '2026-02-10T18:00:00.000Z' },
  { model_version_id: 'm2', produced_at: '2026-02-24T12:00:00.000Z', graded_at: '2026-04-02T12:00:00.000Z' },
] as const;

export const outputsJudgedOtherwise: readonly StoredRow<'fact_output'>[] = sides.map(
  ({ model_version_id, produced_at }) =>
    rowOf('fact_output', {
      output_id: `${model_version_id} judged otherwise`,
      environment: 'eval',
      ...{ model_version_id, produced_at },
      case_version_id: id,
      workflow_id: 'code',
      status: 'ok',
      request_class: 'should_comply',
      schema_required: false,
    }),
);

export const gradesJudgedOtherwise: readonly StoredRow<'fact_grade'>[] = sides.map(
  ({ model_version_id, produced_at, graded_at }) =>
    rowOf('fact_grade', {
      grade_id: `${model_version_id} judged otherwise`,
      output_id: `${model_version_id} judged otherwise`,
      ...{ model_version_id, produced_at, graded_at },
      criterion: 'hallucination',
      grader_id: 'good judge',
      grader_kind: 'model',
      is_adjudicated: false,
      is_latest: true,
      is_defect: false,
    }),
);
