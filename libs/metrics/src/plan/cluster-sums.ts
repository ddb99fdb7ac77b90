import type { RawBuilder } from 'kysely';
import type { MetricDialect } from '../dialect.ts';
import type { Graders } from '../output/verdict.ts';
import type { RateDefinition } from '../definition.ts';
import type { InstantBounds } from './bounds.ts';
import type { MeasureNames } from './measure.ts';
import type { NamedQuery } from './with-queries.ts';
import type { Layout, Slot } from './slot.ts';
import { sql } from 'kysely';
import { and, or } from '../dialect.ts';
import { dimensionColumn, gradedOutputs } from '../output/relation.ts';
import { startOfDay } from '../time/zone.ts';
import { axisColumn, axisExpression } from './axis.ts';
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

export const groupedFlag = (column: string): string => `${column}_grouped`;

const slotColumns = (slot: Slot): readonly string[] => [axisColumn(slot.axis), ...slot.splits.map(dimensionColumn)];

/** Rows of a grouping set outside its axis are another's: they are dropped, not shown as a null bucket. */
function insideItsAxis(layout: Layout): RawBuilder<boolean> {
  return or(
    ...layout.axes.map((_, index) => {
      const column = sql.ref(axisColumn(index));
      return and(sql`${sql.ref(groupedFlag(axisColumn(index)))} = 0`, sql`${column} is not null`);
    }),
  );
}

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

/** Rows with their place on every axis and their state for every metric. */
function placedRows(layout: Layout, measures: readonly Measures[], scope: StatementScope): RawBuilder<unknown> {
  const { functions, zone } = scope;
  const places = layout.axes.map(
    (axis, index) => sql`${axisExpression(axis, { functions, zone })} as ${sql.ref(axisColumn(index))}`,
  );
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  return sql`
    select graded.*, ${functions.dayOf(sql`produced_at`, zone)} as unit_day,
      ${list([...places, ...states])}
    from graded`;
}

function unitSums(
  layout: Layout,
  measures: readonly Measures[],
  functions: StatementScope['functions'],
): RawBuilder<unknown> {
  const axes = layout.axes.map((_, index) => axisColumn(index));
  const keys = [...axes, ...layout.splits.map(dimensionColumn)];
  const guard = sql`cluster_key, min(${sql.ref(dimensionColumn(guardDimension))}) as guard`;
  const columns = measures.flatMap(({ metric, names }) => unitColumns(metric, names, functions));
  return sql`
    select ${list([...refs(keys), guard, ...columns])}
    from placed
    where ${or(...axes.map((axis) => sql`${sql.ref(axis)} is not null`))}
    group by ${list(refs([...keys, 'cluster_key', ...unitKeys]))}`;
}

function sumsOfClusters(layout: Layout, measures: readonly Measures[]): RawBuilder<unknown> {
  const keys = keysOf(layout);
  const sets = layout.slots.map((slot) => sql`(${sql.join(refs([...slotColumns(slot), 'cluster_key']))})`);
  const flags = keys.map((key) => sql`grouping(${sql.ref(key)}) as ${sql.ref(groupedFlag(key))}`);
  const guards = sql`min(guard) as guard_first, max(guard) as guard_last`;
  return sql`
    select ${list([...refs(keys), ...flags, guards, ...measures.flatMap(({ names }) => clusterColumns(names))])}
    from unit
    group by grouping sets (${sql.join(sets, sql`, `)})`;
}

const keysOf = (layout: Layout): readonly string[] => [
  ...layout.axes.map((_, index) => axisColumn(index)),
  ...layout.splits.map(dimensionColumn),
];

/**
 * The statement of the shape "sums over clusters": one scan of the fact for all metrics, periods, comparisons, splits
 * and filters of the layout. Rows become units, units clusters (once a grouping set), clusters sums.
 */
export function clusterSums(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions, zone, graders } = scope;
  const measures = layout.metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));
  const dimensions = layout.dimensions.map(dimensionOf);
  const queries: readonly NamedQuery[] = [
    ...gradedOutputs({ functions, bounds: boundsOf(layout, zone), dimensions }, graders),
    ['placed', placedRows(layout, measures, scope)],
    ['unit', unitSums(layout, measures, functions)],
    ['cluster_sums', sumsOfClusters(layout, measures)],
  ];
  const keys = keysOf(layout);
  const outer = [...keys, ...keys.map(groupedFlag)];
  const guards = sql`min(guard_first) as guard_first, max(guard_last) as guard_last`;
  return sql`${withQueries(queries)}
  select ${list([...refs(outer), guards, ...measures.flatMap(({ names }) => answerColumns(names))])}
  from cluster_sums
  where ${insideItsAxis(layout)}
  group by ${list(refs(outer))}`;
}
