import { RowsOf } from '../table-rows.ts';

/** Answers that belong to no question: where somebody skipped the task, or marked nothing. */
export const noQuestion = 'label';
/** Beginning of what has no known beginning. */
export const always = '1900-01-01T00:00:00Z';

const taskColumns = [
  'task_version_id',
  'task_id',
  'rubric_version',
  'title',
  'compat_group',
  'valid_from',
  'source_id',
] as const;
const annotatorColumns = ['annotator_id', 'valid_from', 'annotator_kind', 'vendor_id', 'source_id'] as const;
const modelColumns = ['model_version_id', 'model_family', 'version_label', 'model_kind', 'source_id'] as const;
const itemColumns = [
  'work_item_id',
  'task_version_id',
  'item_id',
  'item_hash',
  'vendor_id',
  'purpose',
  'required_judgements',
  'status',
  'created_at',
  'first_submitted_at',
  'last_submitted_at',
  'first_decided_at',
  'first_decision',
  'accepted_at',
  'rejected_at',
  'acceptance_basis',
  'prelabel_model_version_id',
  'source_id',
  'updated_at',
] as const;
const annotationColumns = [
  'annotation_id',
  'work_item_id',
  'task_version_id',
  'annotator_id',
  'question_code',
  'revision',
  'stage',
  'status',
  'value_code',
  'value_num',
  'value_set',
  'submitted_at',
  'active_seconds',
  'is_gold',
  'prelabel_value',
  'source_id',
  'updated_at',
] as const;
const reviewColumns = [
  'review_id',
  'work_item_id',
  'annotation_id',
  'reviewer_id',
  'review_kind',
  'decision',
  'is_blind',
  'decided_at',
  'review_seconds',
  'source_id',
  'updated_at',
] as const;

export const annotatorRows = () => new RowsOf({ table: 'dim_annotator', isMention: true }, annotatorColumns);

/** The rows that a JSON export gives. Tasks, people and models are only mentioned in it. */
export class ExportRows {
  readonly task = new RowsOf({ table: 'dim_task', isMention: true }, taskColumns);
  readonly annotator = annotatorRows();
  readonly model = new RowsOf({ table: 'dim_model_version', isMention: true }, modelColumns);
  readonly item = new RowsOf({ table: 'fact_work_item' }, itemColumns);
  readonly annotation = new RowsOf({ table: 'fact_annotation', isWhole: true }, annotationColumns);
  readonly review = new RowsOf({ table: 'fact_review' }, reviewColumns);

  get all() {
    return [this.task, this.annotator, this.model, this.item, this.annotation, this.review] as const;
  }
}

/** What a file mentions again and again, each told once. */
export class Mentions {
  readonly #known = new Set<string>();

  /** True for what was not mentioned before. */
  isNew(kind: string, id: string): boolean {
    const name = `${kind} ${id}`;
    if (this.#known.has(name)) return false;
    this.#known.add(name);
    return true;
  }
}
