import type { Fact, RelationScope } from '../fact.ts';
import type { RawBuilder } from 'kysely';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { workDimensions, workJoins } from './work-dimensions.ts';

/** Over the alias a (fact_annotation) as well: the answer that was audited. */
const dimensions = {
  ...workDimensions,
  annotator: { expression: sql.ref('a.annotator_id'), join: 'answer' },
  blind: { expression: sql`case when r.is_blind = true then 'yes' when r.is_blind = false then 'no' end` },
} as const satisfies Fact['dimensions'];

const joins = {
  ...workJoins,
  answer: {
    table: 'fact_annotation',
    sql: (tables) =>
      sql`left join ${tables('fact_annotation')} a on a.annotation_id = r.annotation_id and a.voided_at is null`,
  },
} as const satisfies Fact['joins'];

const named = { dimensions, joins };
const current = sql`coalesce(r.is_test, false) = false and r.voided_at is null and r.review_kind = 'audit'
      and coalesce(w.is_test, false) = false and w.voided_at is null`;

/** The newest audit of one item, as definitions see it. */
export const auditView = {
  purpose: new Field<'production' | 'gold' | 'calibration' | 'qualification' | 'pilot'>('purpose'),
  latest: new Field('is_latest'),
  decision: new Field<'pass' | 'fail' | 'fixed' | 'overturned' | 'upheld'>('decision'),
  blind: new Field('is_blind'),
  /** True where the probability of its draw is known. */
  sampled: new Field('sampled'),
} as const;

function relation(scope: RelationScope): readonly NamedQuery[] {
  const { tables, functions: f } = scope;
  return [
    [
      'fact_row',
      sql`
    select r.review_id, r.work_item_id, r.annotation_id, r.decision, r.is_blind, r.is_latest, r.sampling_stratum, r.decided_at, a.annotator_id, w.purpose, w.task_version_id,
      w.vendor_id, w.last_submitted_at, r.sampling_prob is not null as sampled,
      coalesce(a.annotator_id, w.batch_id, w.work_item_id) as cluster_key,
      coalesce(${f.cast(sql`1`, 'flt')} / ${f.cast(sql`r.sampling_prob`, 'flt')}, 1) as weight${dimensionColumns(named, scope.dimensions)}
    from ${tables('fact_review')} r
    join ${tables('fact_work_item')} w on w.work_item_id = r.work_item_id
    ${joinsFor(named, scope, ['answer'])}
    where ${within('w.created_at', scope.reaching('fact_work_item', ['last_submitted_at']))} and ${current}`,
    ],
  ];
}

/** Submitted items of the programme that an audit may draw, by the stratum that they are drawn from. */
function population({ tables, functions: f, ...scope }: RelationScope): RawBuilder<unknown> {
  const known = { dimensions: workDimensions, joins: workJoins };
  const missing = scope.dimensions.filter((id) => !Object.hasOwn(workDimensions, id));
  const columns = missing.map((id) => sql`, ${f.cast(sql`null`, 'str')} as ${sql.ref(dimensionColumn(id))}`);
  return sql`
    select w.work_item_id, w.last_submitted_at, w.audit_stratum as sampling_stratum${dimensionColumns(known, scope.dimensions)}${sql.join(columns, sql``)}
    from ${tables('fact_work_item')} w
    ${joinsFor(known, { tables, dimensions: scope.dimensions })}
    where ${within('w.created_at', scope.reaching('fact_work_item', ['last_submitted_at']))} and w.audit_stratum is not null
      and w.purpose = 'production' and w.last_submitted_at is not null and coalesce(w.is_test, false) = false and w.voided_at is null`;
}

/** Audits, dated by when the audited work was done; people who did it are their clusters. */
export const auditFact = {
  table: 'fact_review',
  reads: ['fact_review', 'fact_work_item', 'fact_annotation'],
  view: auditView,
  times: { last_submitted_at: { type: 'ts', dates: ['last_submitted_at'] } },
  ...named,
  ...standsForItself,
  person: 'annotator_id',
  key: 'review_id',
  shown: [
    { name: 'review_id', title: 'Audit', type: 'str' },
    { name: 'decision', title: 'Found', type: 'str' },
    { name: 'work_item_id', title: 'Item', type: 'str' },
    { name: 'task_version_id', title: 'Task version', type: 'str' },
    { name: 'vendor_id', title: 'Vendor', type: 'str', dimension: 'vendor' },
    { name: 'is_blind', title: 'Blind', type: 'bool' },
    { name: 'sampling_stratum', title: 'Stratum', type: 'str' },
    { name: 'weight', title: 'Weight', type: 'flt' },
  ],
  relation,
  population: { relation: population, without: ['annotator', 'blind'] },
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('fact_review')} r
    join ${scope.tables('fact_work_item')} w on w.work_item_id = r.work_item_id
    ${joinsFor(named, scope)}
    where ${within('w.created_at', scope.bounds)} and ${current}`,
} as const satisfies Fact;
