import type { Fact, RelationScope } from '../fact.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { value } from '../dialect.ts';
import { dimensionColumns, joinsFor, standsForItself } from '../fact.ts';
import { Field } from '../field.ts';
import { within } from '../plan/bounds.ts';
import { startOfDay } from '../time/zone.ts';

const dimensions = {
  dataset: { expression: sql.ref('d.dataset_id') },
  purpose: { expression: sql.ref('d.purpose') },
  team: { expression: sql.ref('i.owner_team_id'), join: 'issue' },
} as const satisfies Fact['dimensions'];

const joins: Fact['joins'] = {
  issue: {
    table: 'fact_issue',
    sql: (tables) => sql`left join ${tables('fact_issue')} i on i.issue_id = d.issue_id and i.voided_at is null`,
  },
};

const named = { dimensions, joins };
const current = sql`coalesce(d.is_test, false) = false and d.voided_at is null`;

/** One version of a data set, as definitions see it. */
export const datasetView = {
  id: new Field('dataset_version_id'),
  isReadyInTime: new Field('is_ready_in_time'),
  isReadyAsRevised: new Field('is_ready_as_revised'),
  approvedAt: new Field('approved_at'),
  readyAt: new Field('ready_at'),
  isDueLater: new Field('is_due_later'),
} as const;

function relation({ tables, functions: f, bounds, dimensions: asked, elapsedTo, zone }: RelationScope) {
  const ready = sql`coalesce(d.approved_at, d.delivered_at)`;
  const query: NamedQuery = [
    'fact_row',
    sql`
    select d.dataset_version_id, d.dataset_id, d.version_label, d.purpose, d.due_at, d.due_revised_at, d.delivered_at, d.approved_at, ${ready} as ready_at,
      ${ready} <= d.due_at as is_ready_in_time, ${ready} <= coalesce(d.due_revised_at, d.due_at) as is_ready_as_revised,
      d.due_at >= ${value('ts', startOfDay(elapsedTo, zone))} as is_due_later,
      d.dataset_version_id as cluster_key, ${f.cast(sql`1`, 'flt')} as weight${dimensionColumns(named, asked)}
    from ${tables('dim_dataset_version')} d
    ${joinsFor(named, { tables, dimensions: asked })}
    where ${within('d.due_at', bounds)} and ${current}`,
  ];
  return [query];
}

/** Versions of data sets that were agreed for a day; each is a cluster of its own. */
export const datasetFact = {
  table: 'dim_dataset_version',
  reads: ['dim_dataset_version'],
  view: datasetView,
  times: { due_at: { type: 'ts', dates: ['due_at'] } },
  ...named,
  ...standsForItself,
  key: 'dataset_version_id',
  shown: [
    { name: 'dataset_version_id', title: 'Version', type: 'str' },
    { name: 'dataset_id', title: 'Dataset', type: 'str' },
    { name: 'purpose', title: 'Purpose', type: 'str' },
    { name: 'due_revised_at', title: 'Due as revised', type: 'ts' },
    { name: 'delivered_at', title: 'Delivered', type: 'ts' },
    { name: 'approved_at', title: 'Approved', type: 'ts' },
  ],
  relation,
  bare: (scope) => sql`
    select 1 as one${dimensionColumns(named, scope.dimensions)}
    from ${scope.tables('dim_dataset_version')} d
    ${joinsFor(named, scope)}
    where ${current}`,
} as const satisfies Fact;
