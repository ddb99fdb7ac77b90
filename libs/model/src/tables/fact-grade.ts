import { bool, flt, int, str, ts } from '../column.ts';
import { table } from '../table.ts';
import { graderKinds, refusalLevels } from '../vocabulary.ts';

export const factGrade = table({
  name: 'fact_grade',
  rows: 'grades',
  kind: 'fact',
  family: 'Model output facts',
  core: true,
  changes: 'event',
  grain: 'one row per verdict of one grader on one output for one criterion and one label',
  source:
    'LangSmith feedback (key, score, value, feedback_source), Phoenix annotations (name, label, score, annotator_kind), OpenAI Evals match/metrics, Label Studio, human review sheets',
  note: 'Several failure modes on one output are several rows. The partition column is copied from the output, so that joins prune.',
  partition: 'produced_at',
  cluster: ['criterion', 'model_version_id'],
  columns: [
    str('grade_id', 'key of the verdict row', { key: 1 }),
    str('output_id', 'output graded'),
    ts('produced_at', "copy of the output's", { required: true, derived: true }),
    str('model_version_id', "copy of the output's", { derived: true }),
    str('criterion', 'what is judged', {
      required: true,
      oneOf: [
        'failure_mode',
        'hallucination',
        'policy',
        'harm',
        'refusal',
        'format',
        'grounding',
        'quality',
        'preference',
      ],
    }),
    str('grader_id', 'who graded, as an annotator id; model graders too', { pii: 'pseudo' }),
    str('grader_kind', 'what graded', { oneOf: graderKinds }),
    bool('is_defect', 'null = the grader abstained', { maybe: true }),
    str('refusal_level', 'criterion refusal: as this grader saw it', { maybe: true, oneOf: refusalLevels }),
    flt('score_num', 'rubric score or judge probability', { maybe: true }),
    str('node_version_id', 'failure mode or policy node', { maybe: true }),
    int('severity_rank', 'of the defect, 0 worst; null = not triaged', { maybe: true }),
    str('preference', 'which one is better, with compared_output_id', { maybe: true, oneOf: ['A', 'B', 'TIE'] }),
    str('compared_output_id', 'the other output of a comparison', { maybe: true }),
    str('position_shown', 'place of this output in the comparison', { maybe: true, oneOf: ['first', 'second'] }),
    bool('is_adjudicated', 'settles a dispute'),
    bool('is_latest', 'not superseded by the same grader', { derived: true }),
    ts('graded_at', 'verdict given'),
    str('regrade_of_grade_id', 'backfill under a newer rubric, taxonomy or judge', { maybe: true }),
    str('backfill_batch', 'batch of the regrading', { maybe: true }),
  ],
});
