import type { SetRule } from './rule.ts';
import { countedRows, keyText, setRule } from './rule.ts';

const item = countedRows('fact_work_item');
const answer = countedRows('fact_annotation');
const task = countedRows('dim_task');

/** The task of a work item `w`, over its rubric versions; where no task is known, its version. */
const taskOf = `left join ${task} t on t.task_version_id = w.task_version_id`;
const taskId = 'coalesce(t.task_id, w.task_version_id)';

/** Below this share of items with two annotators agreement cannot be told. */
const leastShared = 0.05;

export const labellingRules: readonly SetRule[] = [
  // The loader works is_latest out, so that one answer is the latest whatever a source says: no record is at fault.
  setRule('V-L2', 'error', {
    table: 'fact_annotation',
    column: 'is_latest',
    reads: [],
    counts: 'questions',
    asked: 'doctor',
    breaks: (say) => `select ${keyText(say, ['work_item_id', 'annotator_id', 'question_code'])} as key
      from ${answer} a where is_latest = true and annotator_id is not null
      group by work_item_id, annotator_id, question_code having count(*) > 1`,
  }),
  // Where no answer at all is loaded, the source gives items only, which is no fault of each item.
  setRule('V-L3', 'warning', {
    table: 'fact_work_item',
    column: 'status',
    reads: ['fact_annotation'],
    counts: 'rows',
    asked: 'doctor',
    breaks: () => `select w.work_item_id as key from ${item} w
      where w.status = 'accepted' and exists (select 1 from ${answer} a)
        and not exists (select 1 from ${answer} a where a.work_item_id = w.work_item_id and a.status = 'submitted')`,
  }),
  setRule('V-L7', 'warning', {
    table: 'fact_review',
    column: 'sampling_prob',
    reads: ['fact_work_item', 'dim_task'],
    counts: 'rows',
    asked: 'doctor',
    breaks: () => `with audit as (
        select r.review_id, r.sampling_prob, r.sampling_stratum, ${taskId} as task
        from ${countedRows('fact_review')} r join ${item} w on w.work_item_id = r.work_item_id ${taskOf}
        where r.review_kind = 'audit'
      )
      select review_id as key from audit
      where sampling_prob is null and task in (select task from audit where sampling_stratum is not null)`,
  }),
  // Who brings answers together gives no second opinion, and an answer key is none.
  setRule('V-L8', 'warning', {
    table: 'fact_work_item',
    column: 'required_judgements',
    reads: ['fact_annotation', 'dim_task'],
    counts: 'months of a task',
    asked: 'doctor',
    breaks: (say) => `with shared as (
        select w.work_item_id, min(${taskId}) as task, min(${say.bucketOf(say.dayOf('w.created_at', 'UTC'), 'month')}) as month,
          count(distinct a.annotator_id) as people
        from ${item} w ${taskOf}
        join ${answer} a on a.work_item_id = w.work_item_id and a.status = 'submitted' and a.stage <> 'adjudication'
        group by w.work_item_id
      )
      select ${keyText(say, ['task', 'month'])} as key from shared group by task, month
      having sum(case when people >= 2 then 1 else 0 end) < ${leastShared} * count(*)`,
  }),
];
