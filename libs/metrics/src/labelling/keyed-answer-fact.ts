import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { Field } from '../field.ts';
import { startOfDay } from '../time/zone.ts';
import { oldest } from '../plan/span.ts';
import { answersInForce } from './answer-dimensions.ts';
import { answerFact, answerView } from './answer-fact.ts';

/** One answer beside the number that the key has, as definitions see it. */
export const keyedAnswerView = {
  ...answerView,
  level: new Field<'ordinal'>('label_level'),
  /** Null where one of the two has no number, and where no key was in force. */
  withinStep: new Field('is_within_step'),
} as const;

/**
 * Keys of all time: answers of what somebody knows to be right, in force until the next of the same item and question.
 * `gold_correct` was derived from the same keys when rows were loaded, but says only whether an answer is its key's: how
 * far it is off takes the number of the key, which no column holds.
 */
function keys({ tables, bounds }: RelationScope): RawBuilder<unknown> {
  return sql`
    select a.annotation_id, a.work_item_id, coalesce(a.question_code, '') as question, a.submitted_at, coalesce(a.revision, 0) as revision,
      a.value_num
    from ${tables('fact_annotation')} a
    where a.submitted_at >= ${value('ts', startOfDay(oldest, 'UTC'))} and a.submitted_at < ${value('ts', bounds.to)} and ${answersInForce}
      and a.is_gold = true and a.stage = 'adjudication' and a.status = 'submitted'`;
}

/** The key of each answer: the last one that was there when it was submitted. */
const keyOfAnswer = sql`
    select annotation_id, value_num from (
      select r.annotation_id, k.value_num,
        row_number() over (partition by r.annotation_id order by k.submitted_at desc, k.revision desc, k.annotation_id desc) as place
      from answer_row r
      join answer_key k on k.work_item_id = r.work_item_id and k.question = coalesce(r.question_code, '') and k.submitted_at <= r.submitted_at
    ) each where place = 1`;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const answers = answerFact.relation(scope).map(([, rows]): NamedQuery => ['answer_row', rows]);
  return [
    ...answers,
    ['answer_key', keys(scope)],
    ['key_of_answer', keyOfAnswer],
    [
      'fact_row',
      sql`
    select r.*, t.label_level, abs(r.value_num - k.value_num) <= 1 as is_within_step
    from answer_row r
    left join ${scope.tables('dim_task')} t on t.task_version_id = r.task_version_id and t.voided_at is null
    left join key_of_answer k on k.annotation_id = r.annotation_id`,
    ],
  ];
}

/** Answers and the keys that they are held against; people are their clusters. */
export const keyedAnswerFact = {
  ...answerFact,
  reads: ['fact_annotation', 'dim_task'],
  view: keyedAnswerView,
  relation,
} as const satisfies Fact;
