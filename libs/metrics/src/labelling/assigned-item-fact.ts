import type { RawBuilder } from 'kysely';
import type { Fact, RelationScope } from '../fact.ts';
import type { InstantBounds } from '../plan/bounds.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { Tables } from '../tables.ts';
import { sql } from 'kysely';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { answersInForce } from './answer-dimensions.ts';
import { automaticAnnotators } from './automatic-annotators.ts';
import { itemColumns, workDimensions, workJoins } from './work-dimensions.ts';

/** Over the alias a as well: who answered the item first. */
const dimensions = {
  ...workDimensions,
  annotator: { expression: sql.ref('a.annotator_id') },
} as const satisfies Fact['dimensions'];

const named = { dimensions, joins: workJoins };
const current = sql`coalesce(w.is_test, false) = false and w.voided_at is null and w.first_assigned_at is not null`;

/** One item that was given to somebody, as definitions see it. */
export const assignedItemView = {
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  /** True where somebody asked for help with it, once or more often. */
  escalated: new Field('is_escalated'),
  escalationReason: new Field<'ambiguity' | 'policy' | 'tooling' | 'sensitive' | 'other'>('escalation_reason'),
} as const;

/** The person who answered each item first, in whatever way: one who skips it has had it in hand, too. */
function firstWorkers(tables: Tables, bounds: InstantBounds): RawBuilder<unknown> {
  return sql`
    select work_item_id, annotator_id from (
      select a.work_item_id, a.annotator_id,
        row_number() over (partition by a.work_item_id order by a.submitted_at, a.annotation_id) as place
      from ${tables('fact_annotation')} a
      left join (${automaticAnnotators(tables)}
    ) m on m.annotator_id = a.annotator_id
      where ${within('a.submitted_at', bounds)} and ${answersInForce} and a.annotator_id is not null and m.annotator_id is null
    ) each where place = 1`;
}

/** Bounds that hold the first answer to every item of a period: no answer is later after its item's making than was seen. */
function answering({ bounds, reaching }: RelationScope): InstantBounds {
  const made = reaching('fact_work_item', ['first_assigned_at']);
  const answered = reaching('fact_work_item', ['first_submitted_at']);
  const open = Date.parse(bounds.from) - Date.parse(answered.from);
  return { from: made.from, to: new Date(Date.parse(bounds.to) + open).toISOString() };
}

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f } = scope;
  return [
    ['first_worker', firstWorkers(tables, answering(scope))],
    [
      'fact_row',
      sql`
    select w.work_item_id, w.task_version_id, w.vendor_id, w.batch_id, w.purpose, w.status, w.first_assigned_at, w.escalated_at, w.escalation_reason,
      w.escalated_at is not null as is_escalated, a.annotator_id, coalesce(a.annotator_id, w.work_item_id) as cluster_key,
      ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, scope.dimensions)}
    from ${tables('fact_work_item')} w
    left join first_worker a on a.work_item_id = w.work_item_id
    ${joinsFor(named, scope)}
    where ${within('w.created_at', scope.reaching('fact_work_item', ['first_assigned_at']))} and ${current}`,
    ],
  ];
}

/** Looked for only where it is asked who they are: all answers there are have to be sorted for it. */
const workerOf = ({ tables, dimensions: asked, bounds }: Parameters<Fact['bare']>[0]): RawBuilder<unknown> =>
  asked.includes('annotator')
    ? sql`left join (${firstWorkers(tables, bounds)}) a on a.work_item_id = w.work_item_id`
    : sql``;

/** Items by when they were first given to somebody; who answered them first is their cluster, one without an answer is its own. */
export const assignedItemFact = {
  table: 'fact_work_item',
  reads: ['fact_work_item', 'fact_annotation', 'dim_annotator'],
  view: assignedItemView,
  times: { first_assigned_at: { type: 'ts', dates: ['first_assigned_at'] } },
  ...named,
  ...standsForItself,
  person: 'annotator_id',
  key: 'work_item_id',
  shown: [
    ...itemColumns,
    { name: 'status', title: 'Status', type: 'str' },
    { name: 'escalated_at', title: 'Escalated', type: 'ts' },
    { name: 'escalation_reason', title: 'Why', type: 'str' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_work_item')} w
    ${workerOf(scope)}
    ${joinsFor(named, scope)}
    where ${within('w.created_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
