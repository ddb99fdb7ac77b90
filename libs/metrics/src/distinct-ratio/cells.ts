import type { RawBuilder } from 'kysely';
import type { MetricDefinition } from '../definition.ts';
import type { Measure } from '../event-rate/statement.ts';
import type { Layout } from '../plan/slot.ts';
import type { StatementScope } from '../plan/statement-scope.ts';
import type { NamedQuery } from '../plan/with-queries.ts';
import { sql } from 'kysely';
import { and } from '../dialect.ts';
import { countNames, plainCounts } from '../event-rate/statement.ts';
import { cellColumns, cellKeys, keptRows } from '../plan/cell-rows.ts';
import { factRowsWith, stateColumns } from '../plan/fact-rows.ts';
import { list } from '../plan/select-list.ts';
import { viewOf } from '../plan/state.ts';
import { boundsOf, relationScope } from '../plan/statement-scope.ts';
import { differentValues, isKind, kindNames, valueColumns, valueNames } from './columns.ts';

/** Columns whose different values are counted; of cases the same on both sides. */
function valuesOf(metric: MetricDefinition): { readonly each: string; readonly per: string } | null {
  if (metric.kind === 'distinct_ratio') return metric;
  return metric.kind === 'worst_case' ? { each: metric.cases, per: metric.cases } : null;
}

/** Rows that agree in all that slots and distinct values hang on, as one: those that do not count become a few. */
function cells(
  measures: readonly Measure[],
  layout: Layout,
  { functions: f, zone }: StatementScope,
): RawBuilder<unknown> {
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
  const shared = ['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name));
  const named = told.flatMap(({ keys, names }) =>
    keys.map((key, index) => sql`${key} as ${sql.ref(names[index] ?? '')}`),
  );
  return sql`
    select ${list([...shared, ...named, ...told.flatMap(({ sums }) => sums)])}
    from placed
    where ${keptRows(layout, zone)}
    group by ${list([...shared, ...told.flatMap(({ keys }) => keys)])}`;
}

/** Values of a cluster that lie in several cells, which slots may count once or not at all; those of the others add. */
const splitName = (column: string): string => `split_${column}`;

function splitValues(column: string, layout: Layout): NamedQuery {
  const told = sql.ref(column);
  const keys = list(['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name)));
  return [
    splitName(column),
    sql`
    select cluster_key, ${told}, 1 as is_split
    from (select distinct ${keys}, ${told} from cell where ${told} is not null) each
    group by cluster_key, ${told}
    having count(*) > 1`,
  ];
}

const isSplit = (column: string): RawBuilder<unknown> => sql.ref(`is_${splitName(column)}`);

/** Where no slot puts cells together each value lies in one cell of what is counted. */
function unsplit(columns: readonly string[], { functions: f }: StatementScope): RawBuilder<unknown> {
  const flags = columns.map((column) => sql`${f.cast(sql`null`, 'int')} as ${isSplit(column)}`);
  return sql`
    select cell.*, ${list(flags)}
    from cell`;
}

/** Cells with what of their values is split. */
function marked(columns: readonly string[], { functions: f }: StatementScope): RawBuilder<unknown> {
  const joins = columns.map((column) => {
    const other = sql.ref(splitName(column));
    return sql`left join ${other} on ${f.same(sql`${other}.cluster_key`, sql`cell.cluster_key`)} and ${other}.${sql.ref(column)} = cell.${sql.ref(column)}`;
  });
  const flags = columns.map((column) => sql`${sql.ref(splitName(column))}.is_split as ${isSplit(column)}`);
  return sql`
    select cell.*, ${list(flags)}
    from cell ${sql.join(joins, sql`\n    `)}`;
}

/** Clusters by cell: counts of rows, and of values that lie in that cell alone. */
function clusterCells(measures: readonly Measure[], layout: Layout): RawBuilder<unknown> {
  const keys = list(['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name)));
  const sums = measures.flatMap((measure) => [
    ...countNames(measure.names).map((name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`),
    ...differentValues(measure, (column) => sql`${isSplit(column)} is null`).map(
      ([name, count]) => sql`${count} as ${sql.ref(name)}`,
    ),
  ]);
  return sql`
    select ${keys}, ${list(sums)}
    from marked
    group by ${keys}`;
}

/** Values that lie in several cells, with the kinds of rows that they have there. */
function splitCells(measures: readonly Measure[], layout: Layout): RawBuilder<unknown> {
  const keys = ['cluster_key', ...cellKeys(layout)].map((name) => sql.ref(name));
  const columns = valueNames(measures);
  const values = columns.map(
    (column) => sql`case when ${isSplit(column)} = 1 then ${sql.ref(column)} end as ${sql.ref(column)}`,
  );
  const kinds = kindNames(measures).map((name) => sql.ref(name));
  const any = sql.join(
    columns.map((column) => sql`${isSplit(column)} = 1`),
    sql` or `,
  );
  return sql`
    select distinct ${list([...keys, ...values, ...kinds])}
    from marked
    where ${any}`;
}

export interface CellScope extends StatementScope {
  /** Whether some slot is made of several cells. */
  readonly isPooled: boolean;
}

export function cellSums(measures: readonly Measure[], layout: Layout, scope: CellScope): readonly NamedQuery[] {
  const values = valueNames(measures);
  const told: readonly NamedQuery[] = scope.isPooled
    ? [...values.map((column) => splitValues(column, layout)), ['marked', marked(values, scope)]]
    : [['marked', unsplit(values, scope)]];
  return [
    ...layout.fact.relation(relationScope(layout, boundsOf(layout, scope.zone), scope)),
    ['placed', factRowsWith([...cellColumns(layout, scope), ...stateColumns(measures)])],
    ['cell', cells(measures, layout, scope)],
    ...told,
    ['cluster_cell', clusterCells(measures, layout)],
    ['split_cell', splitCells(measures, layout)],
  ];
}
