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

/** One answer beside what its annotator has answered before, as definitions see it. */
export const goldAnswerView = {
  ...answerView,
  /** True where its annotator has answered the same source item before, as another item. */
  repeated: new Field('is_repeated'),
} as const;

/** The item as which each annotator met each source item first, however long ago; later answers change nothing of it. */
function firstMeetings({ tables, bounds }: RelationScope): RawBuilder<unknown> {
  return sql`
    select annotator_id, item_id, work_item_id from (
      select a.annotator_id, w.item_id, a.work_item_id,
        row_number() over (partition by a.annotator_id, w.item_id order by a.submitted_at, a.annotation_id) as place
      from ${tables('fact_annotation')} a
      join ${tables('fact_work_item')} w on w.work_item_id = a.work_item_id and w.voided_at is null
      where a.submitted_at >= ${value('ts', startOfDay(oldest, 'UTC'))} and a.submitted_at < ${value('ts', bounds.to)} and ${answersInForce}
        and a.annotator_id is not null and w.item_id is not null
    ) each where place = 1`;
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const answers = answerFact.relation(scope).map(([, rows]): NamedQuery => ['answer_row', rows]);
  return [
    ['first_meeting', firstMeetings(scope)],
    ...answers,
    [
      'fact_row',
      sql`
    select r.*, w.item_id, coalesce(s.work_item_id <> r.work_item_id, false) as is_repeated
    from answer_row r
    left join ${scope.tables('fact_work_item')} w on w.work_item_id = r.work_item_id and w.voided_at is null
    left join first_meeting s on s.annotator_id = r.cluster_key and s.item_id = w.item_id`,
    ],
  ];
}

/** Answers and what came before them; people are their clusters. */
export const goldAnswerFact = {
  ...answerFact,
  reads: ['fact_annotation', 'fact_work_item'],
  view: goldAnswerView,
  relation,
} as const satisfies Fact;
