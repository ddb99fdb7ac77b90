import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Graders } from '../output/verdict.ts';
import type { RateDefinition } from '../definition.ts';
import type { InstantBounds } from './bounds.ts';
import type { MeasureNames } from './measure.ts';
import type { NamedQuery } from './with-queries.ts';
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

/** What makes rows samples of one unit: the same case, asked in the same run on the same day of the same thing. */
const unitKeys = [
  'own_unit',
  'case_version_id',
  'run_id',
  'model_version_id',
  'environment',
  'workflow_id',
  'locale',
  'unit_day',
];

interface Measures {
  readonly metric: RateDefinition;
  readonly names: MeasureNames;
}

/** Rows with their day and their state for every metric. */
function placedRows(measures: readonly Measures[], { functions, zone }: StatementScope): RawBuilder<unknown> {
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  return sql`
    select graded.*, ${functions.dayOf(sql`produced_at`, zone)} as unit_day,
      ${list(states)}
    from graded`;
}

function unitSums(layout: Layout, measures: readonly Measures[], { functions }: StatementScope): RawBuilder<unknown> {
  const keys = [...layout.dimensions.map(dimensionColumn), 'cluster_key', 'unit_day'];
  const columns = measures.flatMap(({ metric, names }) => unitColumns(metric, names, functions));
  return sql`
    select ${list([...refs(keys), ...columns])}
    from placed
    group by ${list(refs([...new Set([...keys, ...unitKeys])]))}`;
}

/** Each unit once for every slot, with its bucket there. Slots are joined, not unions of scans: `unit` is read once. */
function unitsOfSlots({ axes, slots, splits }: Layout, { functions }: StatementScope): RawBuilder<unknown> {
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
      ${list([...values, sql`unit.*`])}
    from unit cross join (${numbers}) slots`;
}

function sumsOfClusters(keys: readonly string[], measures: readonly Measures[]): RawBuilder<unknown> {
  const guard = sql.ref(dimensionColumn(guardDimension));
  const guards = sql`min(${guard}) as guard_first, max(${guard}) as guard_last`;
  return sql`
    select ${list([...refs(keys), guards, ...measures.flatMap(({ names }) => clusterColumns(names))])}
    from slot_unit
    where bucket is not null
    group by ${list(refs([...keys, 'cluster_key']))}`;
}

/**
 * The statement of the shape "sums over clusters": one scan of the fact for all metrics, periods, comparisons, splits
 * and filters of the layout. Rows become units, units clusters (once a slot), clusters sums. Squares of sums do not add
 * over time, so that a week and the whole range are two slots.
 */
export function clusterSums(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions, zone, graders } = scope;
  const measures = layout.metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));
  const dimensions = layout.dimensions.map(dimensionOf);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const queries: readonly NamedQuery[] = [
    ...gradedOutputs({ functions, bounds: boundsOf(layout, zone), dimensions }, graders),
    ['placed', placedRows(measures, scope)],
    ['unit', unitSums(layout, measures, scope)],
    ['slot_unit', unitsOfSlots(layout, scope)],
    ['cluster_sums', sumsOfClusters(keys, measures)],
  ];
  const guards = sql`min(guard_first) as guard_first, max(guard_last) as guard_last`;
  return sql`${withQueries(queries)}
  select ${list([...refs(keys), guards, ...measures.flatMap(({ names }) => answerColumns(names))])}
  from cluster_sums
  group by ${list(refs(keys))}`;
}
