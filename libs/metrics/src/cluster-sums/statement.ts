import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import type { MeasureNames } from './measure.ts';
import { sql } from 'kysely';
import { dimensionColumn } from '../dimensions.ts';
import { dayColumns, rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { stateExpression } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';
import { answerColumns, clusterColumns, measureNames, unitColumns } from './measure.ts';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);
const refs = (names: readonly string[]): readonly RawBuilder<unknown>[] => names.map((name) => sql.ref(name));

interface Measures {
  readonly metric: MetricDefinition;
  readonly names: MeasureNames;
}

/** Rows with their days and their state for every metric. */
function placedRows(measures: readonly Measures[], layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const states = measures.map(({ metric, names }) => sql`${stateExpression(metric)} as ${sql.ref(names.state)}`);
  return sql`
    select fact_row.*, ${list([...dayColumns(layout, scope), ...states])}
    from fact_row`;
}

/** Units are made anew in every bucket: means over the samples of a day are not those of a week. */
function unitSums(
  keys: readonly string[],
  measures: readonly Measures[],
  { fact, functions: f }: Pick<Layout, 'fact'> & Pick<StatementScope, 'functions'>,
): RawBuilder<unknown> {
  const guard = fact.guard === null ? f.cast(sql`null`, 'str') : sql`min(${sql.ref(dimensionColumn(fact.guard))})`;
  const columns = measures.flatMap(({ metric, names }) => unitColumns(metric, names, f));
  return sql`
    select ${list([...refs([...keys, 'cluster_key']), sql`${guard} as guard`, ...columns])}
    from slot_row
    where bucket is not null
    group by ${list(refs([...keys, 'cluster_key', ...fact.unitKeys]))}`;
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
  const { functions } = scope;
  const measures = layout.metrics.map((metric, index) => ({ metric, names: measureNames(metric, index) }));
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)];
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(measures, layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    ['unit', unitSums(keys, measures, { fact: layout.fact, functions })],
    ['cluster_sums', sumsOfClusters(keys, measures)],
  ];
  const guards = sql`min(guard_first) as guard_first, max(guard_last) as guard_last`;
  return sql`${withQueries(queries)}
  select ${list([...refs(keys), guards, ...measures.flatMap(({ names }) => answerColumns(names))])}
  from cluster_sums
  group by ${list(refs(keys))}`;
}
