import type { RawBuilder } from 'kysely';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { countNames, measuresOf, placedRows, plainCounts } from '../event-rate/statement.ts';
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

function clusterColumns(each: Measure, f: StatementScope['functions']): readonly RawBuilder<unknown>[] {
  const { metric, names } = each;
  if (metric.kind !== 'distinct_ratio') return [];
  const counted = sql`${sql.ref(names.state)} = 0`;
  const different = (column: string, condition: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
    sql`count(distinct case when ${condition} then ${sql.ref(column)} end) as ${sql.ref(name)}`;
  const [whole = '', ...kinds] = eachColumns(each);
  return [
    ...plainCounts(each, f),
    different(metric.each, counted, whole),
    ...names.counts.map(({ id }, index) => {
      const kind = metric.counts[id];
      return different(metric.each, kind ? and(counted, kind.when(viewOf(metric))) : sql`false`, kinds[index] ?? id);
    }),
    different(metric.per, counted, perColumn(each)),
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

/**
 * Different values over different values: told apart within each cluster, slot and bucket, because neither adds over
 * time or slices; clusters are summed. A cluster without a counted row has nothing on either side.
 */
export function distinctRatios(layout: Layout, scope: StatementScope): RawBuilder<unknown> {
  const { functions: f } = scope;
  const measures = measuresOf(layout);
  const keys = ['slot', 'bucket', ...layout.splits.map(splitColumn)].map((name) => sql.ref(name));
  const queries: readonly NamedQuery[] = [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', placedRows(layout, scope)],
    ['slot_row', rowsOfSlots(layout, scope)],
    [
      'cluster_values',
      sql`
    select ${list([...keys, sql`cluster_key`, ...measures.flatMap((each) => clusterColumns(each, f))])}
    from slot_row
    where bucket is not null
    group by ${list([...keys, sql`cluster_key`])}`,
    ],
  ];
  return sql`${withQueries(queries)}
  select ${list([...keys, ...measures.flatMap((each) => answerColumns(each, f))])}
  from cluster_values
  group by ${list(keys)}`;
}
