import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { dimensionColumn } from '../dimensions.ts';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
import { dayColumn } from '../plan/axis.ts';
import { rowsOfSlots, splitColumn } from '../plan/slot-rows.ts';
import { viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { withQueries } from '../plan/with-queries.ts';

const list = (items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(items, sql`,\n      `);

/** Sums over clusters: x is the different values of a cluster that are divided by, y those that are divided. */
export const momentNames = ['k', 'x', 'y', 'x2', 'y2', 'xy'] as const;
export const momentColumn = (column: string, name: string): string => `${name}_${column}`;

/** Different values of a cluster by kind of rows, the whole first. */
export const eachColumns = ({ names }: Measure): readonly string[] => [
  `each_${names.state}`,
  ...names.counts.map(({ x }) => `each_${x}`),
];
const perColumn = ({ names }: Measure): string => `per_${names.state}`;

/** What is told apart, in rows that count; null in the others. */
const valueColumns = ({ names }: Measure) => ({ each: `of_${names.state}`, per: `by_${names.state}` });
/** Columns whose different values are counted; of cases the same on both sides. */
function valuesOf(metric: MetricDefinition): { readonly each: string; readonly per: string } | null {
  if (metric.kind === 'distinct_ratio') return metric;
  return metric.kind === 'worst_case' ? { each: metric.cases, per: metric.cases } : null;
}
const isKind = (x: string): string => `is_${x}`;

/**
 * Rows that agree in all that slots and distinct values hang on, as one: those that do not count, often most of them, become
 * a few before slots multiply them.
 */
function cells(measures: readonly Measure[], layout: Layout, f: StatementScope['functions']): RawBuilder<unknown> {
  const told = measures.flatMap((measure) => {
    const { metric, names } = measure;
    const values = valuesOf(metric);
    if (values === null) return [];
    const { each, per } = valueColumns(measure);
    const counted = sql`${sql.ref(names.state)} = 0`;
    const kinds = names.counts.map(({ id, x }) => {
      const kind = metric.counts[id];
      const isSo = kind ? and(counted, kind.when(viewOf(metric))) : sql`false`;
      return sql`max(${f.flag(isSo)}) as ${sql.ref(isKind(x))}`;
    });
    const when = (column: string): RawBuilder<unknown> => sql`case when ${counted} then ${sql.ref(column)} end`;
    return [
      { keys: [when(values.each), when(values.per)], names: [each, per], sums: [...plainCounts(measure, f), ...kinds] },
    ];
  });
  const shared = ['cluster_key', ...layout.times.map(dayColumn), ...layout.dimensions.map(dimensionColumn)].map(
    (name) => sql.ref(name),
  );
  const named = told.flatMap(({ keys, names }) =>
    keys.map((key, index) => sql`${key} as ${sql.ref(names[index] ?? '')}`),
  );
  return sql`
    select ${list([...shared, ...named, ...told.flatMap(({ sums }) => sums)])}
    from placed
    group by ${list([...shared, ...told.flatMap(({ keys }) => keys)])}`;
}

function clusterColumns(measure: Measure): readonly RawBuilder<unknown>[] {
  const { names } = measure;
  const { each, per } = valueColumns(measure);
  const different = (value: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`count(distinct ${value}) as ${sql.ref(name)}`;
  const [whole = '', ...kinds] = eachColumns(measure);
  return [
    ...countNames(names).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    different(sql.ref(each), whole),
    ...names.counts.map(({ x }, index) =>
      different(sql`case when ${sql.ref(isKind(x))} = 1 then ${sql.ref(each)} end`, kinds[index] ?? x),
    ),
    different(sql.ref(per), perColumn(measure)),
  ];
}

function answerColumns(each: Measure, f: StatementScope['functions']): readonly RawBuilder<unknown>[] {
  // Squares of counts go beyond what a count's own type may hold.
  const x = f.cast(sql.ref(perColumn(each)), 'flt');
  const sumOf = (expression: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`sum(${expression}) as ${sql.ref(name)}`;
  return [
    ...countNames(each.names).map((name) => sumOf(sql.ref(name), name)),
    ...eachColumns(each).flatMap((column) => {
      const y = f.cast(sql.ref(column), 'flt');
      const of = { x, y, x2: sql`${x} * ${x}`, y2: sql`${y} * ${y}`, xy: sql`${x} * ${y}` };
      return momentNames.map((name) =>
        name === 'k'
          ? sql`${f.countIf(sql`${x} > 0`)} as ${sql.ref(momentColumn(column, name))}`
          : sumOf(sql`${of[name]}`, momentColumn(column, name)),
      );
    }),
  ];
}

/** First and last value of what is never pooled, from `of`; nothing where all may be. */
function guards({ fact }: Layout, of: (end: 'first' | 'last') => string): readonly RawBuilder<unknown>[] {
  if (fact.guard === null) return [];
  return [
    sql`min(${sql.ref(of('first'))}) as ${sql.ref(guardColumn('first'))}`,
    sql`max(${sql.ref(of('last'))}) as ${sql.ref(guardColumn('last'))}`,
  ];
}
export const guardColumn = (end: 'first' | 'last'): string => `guard_${end}`;

/**
 * Different values over different values: told apart within each cluster, slot and bucket, because neither adds over
 * time or slices; clusters are summed. A cluster without a counted row has nothing on either side.
 */
export function distinctRatios(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const guard = dimensionColumn(layout.fact.guard ?? '');
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['cell', cells(measures, layout, f)],
    ['slot_row', rowsOfSlots(layout, scope, 'cell')],
    [
      'cluster_values',
      sql`
    select ${list([...keys, sql`cluster_key`, ...guards(layout, () => guard), ...measures.flatMap(clusterColumns)])}
    from slot_row
    where bucket is not null
    group by ${list([...keys, sql`cluster_key`])}`,
    ],
  ];
  return sql`${withQueries(queries)}
  select ${list([...keys, ...guards(layout, guardColumn), ...measures.flatMap((each) => answerColumns(each, f))])}
  from cluster_values
  group by ${list(keys)}`;
}
