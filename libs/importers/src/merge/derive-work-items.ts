import { primaryKeyOf, stateSchema } from '@assay/model';
import { nameList } from '../quote.ts';
import { goneTable, mergeTable, stageTable } from '../stage/columns.ts';
import type { Transaction } from '../transaction.ts';
import type { Moves } from './rows-after.ts';
import { restage } from './restage.ts';
import { rowsAfter, rowsMoved, touchedBy } from './rows-after.ts';

const givenRework = `${stateSchema}.given_rework`;
/** Of a row that came along: what was given when it was loaded, where that is not what it says. */
const given = 'case when given.work_item_id is null then a.rework_count else given.rework_count end';
const reworkCount = `coalesce(nullif(greatest(
  coalesce(reviewed.rounds, 0) + case when a.status = 'rework' and reviewed.is_waiting then 1 else 0 end,
  coalesce(redone.rounds, 0)), 0), ${given}, case when decided.work_item_id is not null then 0 end)`;

/**
 * `is_duplicate`: an item of the same task (over its rubric versions) with an equal fingerprint was created before; of
 * one instant the first by key is the original. A redo under a newer version (`relabel_of_work_item_id`) is wanted, so it
 * is none. Without a fingerprint nothing shows a duplicate: false, because throughput counts what is not one.
 *
 * `rework_count`: what reviews and revisions show, where they show that the item was sent back at all; else what the
 * source gave; else 0 where an acceptance review was made and none sent it back; else not known. What the source gave
 * is kept beside (`keepGivenRework`), for the day when what showed otherwise is gone.
 */
export async function deriveWorkItems(transaction: Transaction, moves: Moves): Promise<void> {
  const tasks = rowsAfter('dim_task', ['task_version_id', 'task_id'], moves);
  await restage(transaction, 'fact_work_item', {
    isTouched: `c.item_hash in (select item_hash from touched_hash) or c.work_item_id in (select work_item_id from touched_item)`,
    before: touchedItems(moves),
    after: [
      `given as (
        select work_item_id, g.rework_count from main.fact_work_item join ${givenRework} g using (work_item_id, load_id)
      )`,
      `known as (
        select c.work_item_id, case when g.work_item_id is null then c.rework_count else g.rework_count end as rework_count
        from main.fact_work_item c left join given g on g.work_item_id = c.work_item_id
      )`,
      `later_copy as (
        select i.work_item_id from affected i left join (${tasks}) t on t.task_version_id = i.task_version_id
        where i.item_hash in (select item_hash from affected group by item_hash having count(*) > 1)
        qualify row_number() over (
          partition by coalesce(t.task_id, i.task_version_id), i.item_hash order by i.created_at, i.work_item_id) > 1
      )`,
      ...sentBack(moves),
    ],
    derived: {
      is_duplicate: {
        value: 'later_copy.work_item_id is not null and a.relabel_of_work_item_id is null',
        mostly: 'false',
      },
      rework_count: { value: reworkCount, mostly: 'a.rework_count' },
    },
    extra: {
      _given: { value: given, mostly: 'a.rework_count' },
      _given_before: { value: 'known.rework_count', mostly: 'a.rework_count' },
    },
    joins: `left join known on known.work_item_id = a.work_item_id
    left join given on given.work_item_id = a.work_item_id and a._row is null
    left join later_copy on later_copy.work_item_id = a.work_item_id
    left join reviewed on reviewed.work_item_id = a.work_item_id
    left join decided on decided.work_item_id = a.work_item_id
    left join redone on redone.work_item_id = a.work_item_id`,
  });
}

/** Items with a moved review or answer, and every fingerprint of an item that is affected. */
function touchedItems(moves: Moves): readonly string[] {
  const moved = (['fact_review', 'fact_annotation'] as const).map((table) => rowsMoved(table, ['work_item_id'], moves));
  return [
    `touched_item as (${touchedBy('work_item_id', moved)})`,
    // An item that comes along for its reviews brings its copies: which of them is the first is asked of all.
    `touched_hash as (${touchedBy('item_hash', [
      rowsMoved('fact_work_item', ['work_item_id', 'item_hash'], moves),
      hashesOfMovedTasks(moves),
      'select item_hash from main.fact_work_item where work_item_id in (select work_item_id from touched_item)',
    ])})`,
  ];
}

/** What a source gives may be overruled before and after, so that `rework_count` itself does not show that it changed. */
export const givenReworkIsNew = 's._row is not null and s._given is distinct from s._given_before';

/** Keeps what sources gave of the merged rows where it is not what the rows say now. */
export async function keepGivenRework(transaction: Transaction): Promise<void> {
  const merged = `${mergeTable('fact_work_item')} m join main.fact_work_item c using (work_item_id)`;
  await transaction.run(`delete from ${givenRework} g using (select c.work_item_id, c.load_id from ${merged}) c
    where g.work_item_id = c.work_item_id and g.load_id = c.load_id`);
  await transaction.run(`insert into ${givenRework} (work_item_id, load_id, rework_count)
    select c.work_item_id, c.load_id, m._given from ${merged} where m._given is distinct from c.rework_count`);
}

/** Rounds of rework by item: seen by reviews (`reviewed`), and by answers given as rework (`redone`). */
function sentBack(moves: Moves): readonly string[] {
  const reviews = rowsAfter('fact_review', ['work_item_id', 'review_kind', 'decision', 'decided_at'], moves);
  const answers = rowsAfter(
    'fact_annotation',
    ['annotation_id', 'work_item_id', 'annotator_id', 'question_code', 'stage', 'status', 'submitted_at'],
    moves,
  );
  const ofItem = 'work_item_id in (select work_item_id from affected)';
  return [
    `answer as (select * from (${answers}) where status = 'submitted' and ${ofItem})`,
    `review as (select * from (${reviews}) where review_kind in ('acceptance', 'audit') and ${ofItem})`,
    // Where no review failed, none sent the item back: only of the others is the order of events asked.
    `failed as (select distinct work_item_id from review where decision = 'fail')`,
    // A review that failed an item sent it back when an answer followed; several before one answer are one round.
    `event as (
      select work_item_id, decided_at as happened_at, decision = 'fail' as is_fail from review
      union all
      select work_item_id, submitted_at, null from answer
    )`,
    `followed as (
      select *, lag(is_fail) over timeline as was_fail, lead(happened_at) over timeline is null as is_last
      from event semi join failed using (work_item_id)
      window timeline as (partition by work_item_id order by happened_at, is_fail nulls first)
    )`,
    `reviewed as (
      select work_item_id, count(case when is_fail is null and was_fail then 1 end) as rounds,
        bool_or(coalesce(is_last and is_fail, false)) as is_waiting
      from followed group by work_item_id
    )`,
    `decided as (select distinct work_item_id from review where review_kind = 'acceptance')`,
    `redone as (
      select work_item_id, max(rounds) as rounds from (
        select work_item_id, count(*) as rounds from answer where stage = 'rework'
        group by work_item_id, annotator_id, case when annotator_id is null then annotation_id end, question_code
      ) group by work_item_id
    )`,
  ];
}

/** A task version that is new or belongs to another task now may join items that were apart, and part others. */
function hashesOfMovedTasks({ staged, gone }: Moves): string | null {
  const moved: string[] = [];
  if (staged.includes('dim_task')) {
    moved.push(`select s.task_version_id from ${stageTable('dim_task')} s
      left join main.dim_task c using (${nameList(primaryKeyOf('dim_task'))})
      where c.voided_at is not null or c.task_id is distinct from s.task_id`);
  }
  if (gone.includes('dim_task')) moved.push(`select task_version_id from ${goneTable('dim_task')}`);
  if (moved.length === 0) return null;
  return `select item_hash from main.fact_work_item where task_version_id in (${moved.join(' union all ')})`;
}
