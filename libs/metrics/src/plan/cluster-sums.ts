import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Graders } from '../output/verdict.ts';
import type { RateDefinition } from '../definition.ts';
import type { InstantBounds } from './bounds.ts';
import type { MeasureNames } from './measure.ts';
import type { NamedQuery } from './with-queries.ts';
import type { Tables } from '../tables.ts';
import type { Axis } from './axis.ts';
import type { Layout } from './slot.ts';
import { sql } from 'kysely';
import { dimensionColumn, gradedOutputs } from '../output/relation.ts';
import { startOfDay } from '../time/zone.ts';
import { bucketOnAxis } from './axis.ts';
import { dimensionOf } from './filter.ts';
import { answerColumns, clusterColumns, measureNames, stateExpression, unitColumns } from './measure.ts';
import { guardDimension } from './slot.ts';
import { withQueries } from './with-queries.ts';

export interface StatementScope {
  readonly tables: Tables;
  readonly functions: MetricDialect['functions'];
  readonly zone: string;
  readonly graders: Graders;
}

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);
const refs = (names: readonly string[]): readonly RawBuilder<unknown>[] => names.map((name) => sql.ref(name));

/** First to last instant that any axis reads. */
export function boundsOf(layout: Layout, zone: string): InstantBounds {
  const ranges = layout.axes.flatMap((axis) => axis.ranges);
  const from = ranges.map((range) => range.from).reduce((a, b) => (a < b ? a : b));
  const to = ranges.map((range) => range.to).reduce((a, b) => (a > b ? a : b));
  return { from: startOfDay(from, zone), to: startOfDay(to, zone) };
}

/** A dimension's value in the slots that split by it, null in the others. */
export const splitColumn = (id: string): string => `split_${id}`;

/**
 * What makes rows samples of one unit (E15): the same case, asked in the same run of the same thing, also where the run
 * goes on past midnight. Without a run it is the day that tells one asking from the next.
 */
const unitKeys = [
  'own_unit',
  'case_version_id',
  'run_id',
  'runless_day',
  'model_version_id',
  'environment',
  'workflow_id',
  'locale',
];

interface Measures {
  readonly metric: RateDefinition;
  readonly names: MeasureNames;
}

/** Rows with their day and their state for every metric. */
function placedRows(measures: readonly Measures[], { functions, zone }: StatementScope): RawBuilder<unknown> {
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  const day = functions.dayOf(sql`produced_at`, zone);
  return sql`
    select graded.*, ${day} as produced_day, case when run_id is null then ${day} end as runless_day,
      ${list(states)}
    from graded`;
}

/** Each row once for every slot, with its bucket there. Slots are joined, not unions of scans: `placed` is read once. */
function rowsOfSlots({ axes, slots, splits }: Layout, { functions }: StatementScope): RawBuilder<unknown> {
  const numbers = sql.join(
    slots.map((_, index) => sql`select ${sql.lit(index)} as slot`),
    sql` union all `,
  );
  const buckets = slots.map(
    ({ axis }, index) => sql`when ${sql.lit(index)} then ${bucketOnAxis(axes[axis] as Axis, functions)}`,
  );
  const values = splits.map((id) => {
    const splitBy = slots.flatMap((slot, index) => (slot.splits.includes(id) ? [sql.lit(index)] : []));
    return sql`case when slot in (${sql.join(splitBy)}) then ${sql.ref(dimensionColumn(id))} end as ${sql.ref(splitColumn(id))}`;
  });
  return sql`
    select slot,
      case slot
        ${sql.join(buckets, sql`\n        `)}
      end as bucket,
      ${list([...values, sql`placed.*`])}
    from placed cross join (${numbers}) slots`;
}

/** Units are made anew in every bucket: means over the samples of a day are not those of a week. */
function unitSums(
  keys: readonly string[],
  measures: readonly Measures[],
  f: StatementScope['functions'],
): RawBuilder<unknown> {
  const guard = sql`min(${sql.ref(dimensionColumn(guardDimension))}) as guard`;
  const columns = measures.flatMap(({ metric, names }) => unitColumns(metric, names, f));
  return sql`
    select ${list([...refs([...keys, 'cluster_key']), guard, ...columns])}
    from slot_row
    where bucket is not null
    group by ${list(refs([...keys, 'cluster_key', ...unitKeys]))}`;
}

function sumsOfClusters(keys: readonly string[], measures: readonly Measures[]): RawBuilder<unknown> {
  const guards = sql`min(guard) as guard_first, max(guard) as guard_last`;
  return sql`
    select ${list([...refs(keys), guards, ...measures.flatMap(({ names }) => clusterColumns(names))])}
    from unit
    group by ${list(refs([...keys, 'cluster_key']))}`;
}

/**
 * The statement of the shape "sums over clusters": one scan of the fact for all metrics, periods, comparisons, splits
 * and filters of the layout. Once a slot, rows become units, units clusters, clusters sums. Neither means over samples
 * nor squares of sums add over time, so that a week and the whole range are two slots.
 */
export function clusterSums(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { tables, functions, zone, graders } = scope;
  const measures = layout.metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));
  const dimensions = layout.dimensions.map(dimensionOf);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const queries: readonly NamedQuery[] = [
    ...gradedOutputs({ tables, functions, bounds: boundsOf(layout, zone), dimensions }, graders),
    ['placed', placedRows(measures, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    ['unit', unitSums(keys, measures, functions)],
    ['cluster_sums', sumsOfClusters(keys, measures)],
  ];
  const guards = sql`min(guard_first) as guard_first, max(guard_last) as guard_last`;
  return sql`${withQueries(queries)}
  select ${list([...refs(keys), guards, ...measures.flatMap(({ names }) => answerColumns(names))])}
  from cluster_sums
  group by ${list(refs(keys))}`;
}
