import { dec, int, str, ts } from '../column.ts';
import { table } from '../table.ts';

export const dimTask = table({
  name: 'dim_task',
  rows: 'task versions',
  kind: 'dim',
  family: 'Dimensions',
  core: true,
  changes: 'none',
  grain: 'one row per task specification per rubric version',
  source:
    'Label Studio project + label config, Labelbox ontology, git tags of the guideline repository, Prodigy recipe',
  cluster: ['task_id'],
  columns: [
    str('task_version_id', 'key of the task under one rubric version', { key: 1 }),
    str('task_id', 'the task over all its versions'),
    str('rubric_version', 'version of the guideline'),
    str('title', 'name shown'),
    str('team_id', 'owning team'),
    str('workflow_id', 'product workflow it serves', { maybe: true }),
    str('task_type', 'what the annotator does', {
      oneOf: [
        'classification',
        'extraction',
        'pairwise',
        'ranking',
        'rubric_score',
        'safety_tag',
        'sft_write',
        'red_team',
      ],
    }),
    str('complexity_tier', 'how hard an item is', { oneOf: ['simple', 'moderate', 'complex'] }),
    str('label_level', 'level of measurement of the label', {
      oneOf: ['nominal', 'ordinal', 'interval', 'multi_label', 'ranking', 'text'],
    }),
    str('maturity', 'which targets apply', { oneOf: ['early', 'mature'] }),
    str('rubric_status', 'state of the rubric', { oneOf: ['draft', 'approved', 'retired'] }),
    int('example_count', 'worked examples in the rubric'),
    int('counterexample_count', 'examples of what not to do'),
    str('change_kind', 'what this version changed', { oneOf: ['first', 'clarifying', 'breaking'] }),
    str('compat_group', 'versions with equal value may be pooled'),
    dec(6, 4)('acceptance_threshold', 'minimum audit pass share of a batch', { maybe: true }),
    dec(6, 4)('audit_rate_target', 'planned share of items audited', { maybe: true }),
    dec(8, 2)('turnaround_hours', 'target from creation to the first decision', { maybe: true }),
    ts('valid_from', 'in force from this instant'),
    ts('valid_to', 'until this instant; null while in force', { maybe: true }),
  ],
});
