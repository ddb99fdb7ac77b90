import { bool, flt, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const factAnnotation = table({
  name: 'fact_annotation',
  rows: 'answers',
  kind: 'fact',
  family: 'Labelling facts',
  core: true,
  changes: 'event',
  grain: 'one row per answer of one annotator to one rubric question on one work item, per revision',
  source:
    'Label Studio annotations[].result (lead_time, completed_by, was_cancelled, ground_truth, parent_prediction), Labelbox labels, Prodigy JSONL (answer, _annotator_id, _timestamp), Toloka assignments, Doccano',
  note: '`value_code`, `value_num`, `value_set`: exactly one is set for `submitted`.',
  partition: 'submitted_at',
  cluster: ['task_version_id', 'work_item_id'],
  columns: [
    str('annotation_id', 'source id + question + revision', { key: 1 }),
    str('work_item_id', 'work item answered'),
    str('task_version_id', 'task and rubric of the item'),
    str('annotator_id', 'who answered', { pii: 'pseudo' }),
    str('question_code', "'label' when the task has one question"),
    int('revision', '1..'),
    bool('is_latest', 'last revision of this annotator for this question', { derived: true }),
    str('stage', 'place in the flow of work', { oneOf: ['initial', 'overlap', 'rework', 'adjudication'] }),
    str('status', 'state of the answer', { required: true, oneOf: ['submitted', 'skipped', 'cancelled'] }),
    str('value_code', 'nominal label, preference A|B|TIE, yes/no', { maybe: true }),
    flt('value_num', 'ordinal or interval score', { maybe: true }),
    str('value_set', "multi_label: codes sorted, joined by '|', '' = empty set", {
      maybe: true,
      empty: true,
      maxBytes: 4096,
    }),
    str('node_version_id', 'when the label is a taxonomy node', { maybe: true }),
    ts('started_at', 'opened', { maybe: true }),
    ts('submitted_at', 'answer given', { required: true }),
    flt('active_seconds', 'idle above 5 min cut by the mapping', { maybe: true }),
    bool('is_gold', 'answer key exists'),
    bool('gold_correct', 'compared with the key in force at submitted_at', { maybe: true, derived: true }),
    str('prelabel_value', 'suggestion shown', { maybe: true }),
    str('position_shown', 'pairwise: which response came first', { maybe: true, oneOf: ['A', 'B'] }),
  ],
});
