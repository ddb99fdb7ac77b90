import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and, not } from '../dialect.ts';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { automaticAnnotators } from './automatic-annotators.ts';
import { workDimensions, workJoins } from './work-dimensions.ts';

const dimensions = {
  ...workDimensions,
  compat_group: { expression: sql.ref('t.compat_group'), join: 'task' },
  question: { expression: sql.ref('a.question_code') },
} as const satisfies Fact['dimensions'];

/** Dimensions of answers, and what they are joined to. */
export const ofJudgements = { dimensions, joins: workJoins };
type OfJudgements = Pick<Fact, 'dimensions' | 'joins'>;
const current = sql`coalesce(a.is_test, false) = false and a.voided_at is null
      and coalesce(w.is_test, false) = false and w.voided_at is null`;

/** One answer to a question of an item, beside all answers to it, as definitions see it. */
export const judgementView = {
  /** True of an item that came before in the same task. */
  duplicate: new Field('is_duplicate'),
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  status: new Field<'submitted' | 'skipped' | 'cancelled'>('status'),
  stage: new Field<'initial' | 'overlap' | 'rework' | 'adjudication'>('stage'),
  latest: new Field('is_latest'),
  /** True where a model or a rule answered. */
  automatic: new Field('is_automatic'),
  /** True where the item has independent answers of two people or more. */
  overlapping: new Field('is_overlapping'),
} as const;

/** What a person submitted last. */
const submitted = and(
  judgementView.status.is('submitted'),
  judgementView.latest.isTrue(),
  not(judgementView.automatic.isTrue()),
  sql`label is not null`,
);

/** What a person said before having seen another's answer. */
export const independent = and(submitted, judgementView.stage.isOneOf('initial', 'overlap'));

/**
 * Bounds that hold every answer to the items whose last answer lies in `bounds`, so that none of them looks like the last
 * one too early: both ways by the longest time that an item was seen open.
 */
function around({ bounds, reaching }: RelationScope): InstantBounds {
  const back = reaching('fact_work_item', ['last_submitted_at', 'accepted_at', 'rejected_at']);
  const open = Date.parse(bounds.from) - Date.parse(back.from);
  return { from: back.from, to: new Date(Date.parse(bounds.to) + open).toISOString() };
}

/** What is left out of an agreement has no say in when the item was answered. */
function answers(scope: RelationScope, of: OfJudgements): RawBuilder<unknown> {
  const { tables, functions: f } = scope;
  return sql`
    select a.annotation_id, a.annotator_id, a.work_item_id, a.question_code, a.task_version_id, a.stage, a.status, a.submitted_at, a.is_latest,
      w.purpose, w.is_duplicate, w.vendor_id, w.source_kind, w.locale, t.task_id, t.compat_group,
      case when a.value_set is not null then 'multi_label' else t.label_level end as label_level,
      coalesce(a.value_code, a.value_set, ${f.cast(sql`a.value_num`, 'str')}) as label,
      m.annotator_id is not null as is_automatic,
      a.work_item_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(of, scope.dimensions)}
    from ${tables('fact_annotation')} a
    join ${tables('fact_work_item')} w on w.work_item_id = a.work_item_id
    ${joinsFor(of, scope, ['task'])}
    left join (${automaticAnnotators(tables)}
    ) m on m.annotator_id = a.annotator_id
    where ${within('a.submitted_at', around(scope))} and ${current}`;
}

/** All answers to items, each with when the last of its item came; the last of these queries has the name given. */
export function judged(scope: RelationScope, name: string, of: OfJudgements): readonly NamedQuery[] {
  const f = scope.functions;
  return [
    ['item_answer', answers(scope, of)],
    [
      // All answers to one question of one item: its task version, and with that its guidelines, are the item's own.
      'item_answered',
      sql`
    select work_item_id, question_code, sum(${f.flag(independent)}) as independents,
      max(case when ${independent} then submitted_at end) as last_independent_at,
      max(case when ${submitted} then submitted_at end) as last_answered_at
    from item_answer
    group by work_item_id, question_code`,
    ],
    [
      name,
      sql`
    select a.*, i.independents >= 2 as is_overlapping,
      coalesce(i.last_independent_at, a.submitted_at) as last_independent_at,
      coalesce(i.last_answered_at, a.submitted_at) as last_answered_at
    from item_answer a
    join item_answered i on i.work_item_id = a.work_item_id
      and ${f.same(sql.ref('i.question_code'), sql.ref('a.question_code'))}`,
    ],
  ];
}

/** Answers seen as opinions about one item, dated by when the last of them came; items are their clusters. */
export const judgementFact = {
  table: 'fact_annotation',
  reads: ['fact_annotation', 'fact_work_item', 'dim_task', 'dim_annotator'],
  view: judgementView,
  times: {
    last_independent_at: { type: 'ts', dates: ['submitted_at'] },
    last_answered_at: { type: 'ts', dates: ['submitted_at'] },
  },
  ...ofJudgements,
  ...standsForItself,
  person: 'annotator_id',
  key: 'annotation_id',
  shown: [
    { name: 'annotation_id', title: 'Answer', type: 'str' },
    { name: 'work_item_id', title: 'Item', type: 'str' },
    { name: 'task_version_id', title: 'Task version', type: 'str' },
    { name: 'question_code', title: 'Question', type: 'str' },
    { name: 'stage', title: 'Stage', type: 'str' },
    { name: 'submitted_at', title: 'Submitted', type: 'ts' },
  ],
  relation: (scope) => judged(scope, 'fact_row', ofJudgements),
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(ofJudgements, scope.dimensions)}
    from ${scope.tables('fact_annotation')} a
    join ${scope.tables('fact_work_item')} w on w.work_item_id = a.work_item_id
    ${joinsFor(ofJudgements, scope)}
    where ${within('a.submitted_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
