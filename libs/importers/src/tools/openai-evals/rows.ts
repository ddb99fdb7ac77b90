import { RowsOf } from '../table-rows.ts';

const caseColumns = [
  'case_version_id',
  'case_id',
  'suite_id',
  'suite_version',
  'workflow_id',
  'is_automated',
  'cluster_id',
  'prompt_hash',
  'source_id',
] as const;

const outputColumns = [
  'output_id',
  'environment',
  'model_version_id',
  'run_id',
  'case_version_id',
  'sample_index',
  'workflow_id',
  'produced_at',
  'status',
  'request_class',
  'prompt_hash',
  'source_id',
  'updated_at',
] as const;

/** The rows that a log gives. Models, cases and graders are only mentioned in it. Texts are a column only where they are kept. */
export class LogRows {
  readonly testCase;
  readonly output;

  constructor(keepsContent: boolean) {
    const texts = keepsContent ? (['content_text'] as const) : [];
    this.testCase = new RowsOf({ table: 'dim_test_case', isMention: true }, [...caseColumns, ...texts]);
    this.output = new RowsOf({ table: 'fact_output' }, [...outputColumns, ...texts]);
  }

  readonly model = new RowsOf({ table: 'dim_model_version', isMention: true }, [
    'model_version_id',
    'model_family',
    'version_label',
    'model_kind',
    'source_id',
  ]);
  readonly grader = new RowsOf({ table: 'dim_annotator', isMention: true }, [
    'annotator_id',
    'valid_from',
    'annotator_kind',
    'source_id',
  ]);
  readonly grade = new RowsOf({ table: 'fact_grade' }, [
    'grade_id',
    'output_id',
    'criterion',
    'grader_id',
    'grader_kind',
    'is_defect',
    'score_num',
    'is_adjudicated',
    'graded_at',
    'source_id',
    'updated_at',
  ]);

  get all() {
    return [this.model, this.grader, this.testCase, this.output, this.grade] as const;
  }
}
